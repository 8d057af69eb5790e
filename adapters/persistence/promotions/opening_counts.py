"""What was counted of promotions right before a moment, from the uses that were taken before it.

Read in pages: a statement has 15 seconds, and a region may have had any number of uses.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from adapters.persistence.pooled import PooledStatements, Row
from adapters.persistence.pricing.use_rows import tally_from
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.shared.ids import RegionId

# Uses do not say when they came back: the refunds of their order do, or its end without service.
PAGE: Final = 20_000
_FIRST: Final = (datetime(1, 1, 1, tzinfo=UTC), UUID(int=0), "")
_LAST_ID: Final = UUID(int=2**128 - 1)

_PAGE_END: Final = """
SELECT at, source_id, promotion FROM promotion_uses
 WHERE region_id = %(region_id)s AND at < %(at)s AND at >= %(moment)s
   AND (at, source_id, promotion) > (%(moment)s, %(id)s, %(name)s)
 ORDER BY at, source_id, promotion OFFSET %(skip)s LIMIT 1"""
_COUNTED: Final = """
WITH taken AS (
  SELECT used.*, CASE WHEN is_over OR minor_back > 0 OR points_back > 0 THEN coalesce(greatest(
           (SELECT max(granted_at) FROM point_refunds AS refund WHERE refund.order_id = used.order_id),
           (SELECT max(event.at) FROM order_events AS event WHERE event.order_id = used.order_id
               AND event.target IN ('REJECTED', 'CANCELLED', 'CLOSED_UNSERVED'))) < %(at)s, false)
         ELSE false END AS is_back
    FROM promotion_uses AS used
   WHERE used.region_id = %(region_id)s AND used.at < %(at)s
     AND used.at >= %(moment)s AND (used.at, used.source_id, used.promotion) > (%(moment)s, %(id)s, %(name)s)
     AND used.at <= %(to_moment)s
     AND (used.at, used.source_id, used.promotion) <= (%(to_moment)s, %(to_id)s, %(to_name)s)
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


async def opening_counts(
    statements: PooledStatements, region_id: RegionId, asked: OpeningAsked, page: int
) -> Mapping[Tally, int]:
    """Of what is asked for; what comes to nothing is left out."""
    counted, start = Counter[Tally](), _FIRST
    params = {
        "region_id": region_id,
        "at": asked.at,
        "promotions": sorted(asked.promotions),
        "campaigns": sorted(asked.campaigns),
        "since": sorted(asked.since),
        "skip": page - 1,
    }
    while True:
        begin = params | dict(zip(("moment", "id", "name"), start, strict=True))
        end = await statements.read_one(_PAGE_END, begin)
        start = _place(end) if end else (asked.at, _LAST_ID, "")
        until = dict(zip(("to_moment", "to_id", "to_name"), start, strict=True))
        for row in await statements.read(_COUNTED, begin | until):
            counted[tally_from(row[:6])] += row[6]
        if end is None:
            return {tally: count for tally, count in counted.items() if asked.wants(tally)}


def _place(row: Row) -> tuple[datetime, UUID, str]:
    return row[0], row[1], row[2]
