"""What was counted of promotions right before a moment, from the uses that were taken before it."""

from typing import Any, Final

from domain.promotions.programme.opening import OpeningAsked
from domain.shared.ids import RegionId

# Uses do not say when they came back: the refunds of their order do, or its end without service.
OPENING: Final = """
WITH taken AS (
  SELECT used.*, CASE WHEN is_over OR minor_back > 0 OR points_back > 0 THEN coalesce(greatest(
           (SELECT max(granted_at) FROM point_refunds AS refund WHERE refund.order_id = used.order_id),
           (SELECT max(event.at) FROM order_events AS event WHERE event.order_id = used.order_id
               AND event.target IN ('REJECTED', 'CANCELLED', 'CLOSED_UNSERVED'))) < %(at)s, false)
         ELSE false END AS is_back
    FROM promotion_uses AS used
   WHERE used.region_id = %(region_id)s AND used.at < %(at)s
     AND (used.promotion = ANY(%(promotions)s::text[]) OR used.campaign = ANY(%(campaigns)s::text[]))
), stood AS (
  SELECT tallies, CASE WHEN is_back AND is_over THEN 0 ELSE 1 END AS uses,
         minor - CASE WHEN is_back THEN minor_back ELSE 0 END AS minor,
         points - CASE WHEN is_back THEN points_back ELSE 0 END AS points
    FROM taken
), counted AS (
  SELECT tally.*, CASE tally.measure WHEN 'uses' THEN uses WHEN 'minor' THEN minor ELSE points END AS amount
    FROM stood CROSS JOIN jsonb_to_recordset(tallies)
      AS tally (kind text, owner text, scope text, subject text, measure text, since date)
   WHERE (tally.kind = 'budget' AND tally.owner = ANY(%(campaigns)s::text[]))
      OR (tally.owner = ANY(%(promotions)s::text[]) AND tally.since = ANY(%(since)s::date[]))
)
SELECT kind, owner, scope, subject, measure, since, sum(amount)::bigint FROM counted
 GROUP BY kind, owner, scope, subject, measure, since HAVING sum(amount) > 0"""


def opening_params(region_id: RegionId, asked: OpeningAsked) -> dict[str, Any]:
    return {
        "region_id": region_id,
        "at": asked.at,
        "promotions": sorted(asked.promotions),
        "campaigns": sorted(asked.campaigns),
        "since": sorted(asked.since),
    }
