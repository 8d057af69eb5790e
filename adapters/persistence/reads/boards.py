"""The dispatch board of one day: who works, what they do, and what nobody does yet."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.reads.cards import WAYS_IN, ways_in_from
from adapters.persistence.reads.pieces import SKILLS, STATUSES, Row, skills_from, text_or_none
from adapters.persistence.reads.summaries import SUMMARY_COLUMNS, SUMMARY_WIDTH, WORKER_JOIN, summary_fields
from application.views.dispatch import BoardVisit, BoardWorker, Shift, UnassignedOrder
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.shared.geo import Point
from domain.shared.texts import Text

MOST_WORKERS: Final = 1000
MOST_UNASSIGNED: Final = 500

_DAY: Final = """
WITH day AS (
  SELECT id AS region_id, tstzrange(%(day)s::date::timestamp AT TIME ZONE time_zone,
                                    (%(day)s::date + 1)::timestamp AT TIME ZONE time_zone) AS during
    FROM regions WHERE id = %(region)s)"""

# A visit counts where it is firm or offered, and stays on the board once it is done.
WORKERS: Final = f"""{_DAY},
on_shift AS (
  SELECT t.worker_id, min(lower(t.during)) AS starts, max(upper(t.during)) AS ends,
         range_agg(t.during * day.during) AS spans
    FROM shifts t JOIN day ON t.region_id = day.region_id AND t.during && day.during
   GROUP BY t.worker_id ORDER BY t.worker_id LIMIT {MOST_WORKERS}),
away AS (
  SELECT l.worker_id, range_agg(l.during) AS spans
    FROM leaves l JOIN day ON l.region_id = day.region_id AND l.during && day.during GROUP BY l.worker_id),
booked AS (
  SELECT v.worker_id, v.order_id, v.starts_at, v.ends_at, v.block
    FROM visits v JOIN day ON v.region_id = day.region_id AND v.block && day.during
   WHERE v.worker_id IS NOT NULL AND (v.is_live OR v.completed_at IS NOT NULL)
  UNION ALL
  SELECT f.worker_id, f.order_id, f.starts_at, f.ends_at, tstzrange(f.block_from, f.ends_at)
    FROM orders o JOIN day ON o.region_id = day.region_id AND o.status = 'OFFERED'
    JOIN visits v ON v.order_id = o.id AND v.is_live JOIN offers f ON f.visit_id = v.id AND f.status = 'live'
     AND tstzrange(f.block_from, f.ends_at) && day.during),
visits_of AS (
  SELECT b.worker_id, sum(extract(epoch FROM upper(b.block) - lower(b.block)))::bigint AS booked_s,
         jsonb_agg(jsonb_build_array(o.id, o.status, b.starts_at, b.ends_at, o.lon, o.lat,
                   o.terms -> 'service_name') ORDER BY b.starts_at, o.id) AS visits
    FROM booked b JOIN orders o ON o.id = b.order_id GROUP BY b.worker_id)
SELECT w.id, w.name, coalesce(w.position_lon, w.lon), coalesce(w.position_lat, w.lat), w.is_on_duty, {SKILLS},
       s.starts, s.ends,
       (SELECT coalesce(sum(extract(epoch FROM upper(one) - lower(one))), 0)::bigint
          FROM unnest(s.spans - coalesce(a.spans, '{{}}'::tstzmultirange)) one),
       coalesce(b.booked_s, 0), b.visits
  FROM on_shift s JOIN workers w ON w.id = s.worker_id
  LEFT JOIN away a ON a.worker_id = w.id
  LEFT JOIN visits_of b ON b.worker_id = w.id
 ORDER BY w.name, w.id"""

UNASSIGNED: Final = f"""{_DAY}
SELECT {SUMMARY_COLUMNS}, o.lon, o.lat, o.unassigned_reason, {WAYS_IN}
  FROM day JOIN orders o ON o.region_id = day.region_id AND o.status IN ('READY', 'OFFERED')
   AND o.window_start < upper(day.during) AND o.window_end > lower(day.during)
  {WORKER_JOIN}
 ORDER BY o.is_urgent DESC, o.priority DESC, o.window_start, o.id LIMIT {MOST_UNASSIGNED}"""

_VisitRow = tuple[UUID, str, datetime, datetime, float, float, Text]
_visits: Final = msgspec.json.Decoder(list[_VisitRow])


def worker_from(row: Row) -> BoardWorker:
    worker_id, name, lon, lat, on_duty, skills, starts, ends, shift_s, booked_s, visits = row
    return BoardWorker(
        id=worker_id,
        name=name,
        point=Point(lon, lat),
        on_duty=on_duty,
        skills=skills_from(skills),
        shift=Shift(start=starts, end=ends),
        load_minutes=-(-booked_s // 60),
        shift_minutes=shift_s // 60,
        visits=tuple(_visit_from(visit) for visit in _visits.decode(visits)) if visits else (),
    )


def _visit_from(row: _VisitRow) -> BoardVisit:
    order_id, status, start, end, lon, lat, service_name = row
    return BoardVisit(
        order_id=order_id,
        number=number_of(order_id),
        status=STATUSES[status],
        start=start,
        end=end,
        point=Point(lon, lat),
        service_name=service_name,
    )


def unassigned_from(row: Row, actor: Actor) -> UnassignedOrder:
    lon, lat, reason, ways = row[SUMMARY_WIDTH:]
    return UnassignedOrder(
        **summary_fields(row, actor),
        point=Point(lon, lat),
        unassigned_reason=text_or_none(reason),
        ways_in=ways_in_from(ways),
    )
