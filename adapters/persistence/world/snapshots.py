"""Workers as dispatch sees them: one select, one JSON document a worker, one decoder."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from domain.communities.area import Area
from domain.dispatching.requests import WorkerSnapshot
from domain.scheduling.calendar import Commitment, VisitNeed
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import VisitId, WorkerId
from domain.shared.time import Window
from domain.workforce.model import Skill

POSITION_IS_FRESH_FOR: Final = timedelta(minutes=30)

# A visit that is done takes no more time; everything else that is firm or offered does.
_COMMITMENTS: Final = """
SELECT v.id AS visit_id, o.lon, o.lat, v.window_start, v.window_end, v.starts_at, v.ends_at
  FROM visits v JOIN orders o ON o.id = v.order_id
 WHERE v.worker_id = w.id AND v.is_live AND v.completed_at IS NULL
   AND v.block && tstzrange(%(start)s, %(end)s)
UNION ALL
SELECT f.visit_id, o.lon, o.lat, v.window_start, v.window_end, f.starts_at, f.ends_at
  FROM offers f JOIN visits v ON v.id = f.visit_id JOIN orders o ON o.id = f.order_id
 WHERE f.worker_id = w.id AND f.status = 'live'
   AND tstzrange(f.block_from, f.ends_at) && tstzrange(%(start)s, %(end)s)
"""


def _spans(table: str) -> str:
    return (
        "(SELECT jsonb_agg(jsonb_build_array(lower(t.during), upper(t.during)) ORDER BY t.during) "
        f"FROM {table} t "
        "WHERE t.worker_id = w.id AND t.during && tstzrange(%(start)s, %(end)s))"
    )


SNAPSHOT: Final = f"""
SELECT w.id, w.lon, w.lat, w.travel_mode, w.is_on_duty, w.position_lon, w.position_lat, w.position_at,
       (SELECT jsonb_agg(jsonb_build_array(s.skill, s.level, s.expires_at)) FROM worker_skills s
         WHERE s.worker_id = w.id),
       {_spans("shifts")}, {_spans("leaves")},
       (SELECT ST_AsGeoJSON(a.area)::jsonb -> 'coordinates' -> 0 FROM service_areas a
         WHERE a.worker_id = w.id ORDER BY a.id LIMIT 1),
       (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.starts_at, c.visit_id) FROM ({_COMMITMENTS}) c)
  FROM workers w"""

ABLE: Final = f"""
WITH able AS (
  SELECT s.worker_id, s.location <-> (st_setsrid(st_makepoint(%(lon)s, %(lat)s), 4326))::geography AS away
    FROM worker_skills s
   WHERE s.skill = %(skill)s AND s.level >= %(min_level)s AND s.region_id = %(region_id)s
     AND EXISTS (SELECT 1 FROM shifts t WHERE t.worker_id = s.worker_id
                  AND t.during && tstzrange(%(opens)s, %(closes)s))
   ORDER BY away LIMIT %(limit)s)
{SNAPSHOT} JOIN able ON able.worker_id = w.id ORDER BY able.away, w.id"""

ALL: Final = f"""{SNAPSHOT}
 WHERE w.region_id = %(region_id)s
   AND EXISTS (SELECT 1 FROM shifts t WHERE t.worker_id = w.id AND t.during && tstzrange(%(start)s, %(end)s))
 ORDER BY w.id LIMIT 5000"""

NAMED: Final = f"{SNAPSHOT} WHERE w.region_id = %(region_id)s AND w.id = ANY(%(ids)s::uuid[])"


class _CommitmentRow(msgspec.Struct):
    visit_id: UUID
    lon: float
    lat: float
    window_start: datetime
    window_end: datetime
    starts_at: datetime
    ends_at: datetime


_skills: Final = msgspec.json.Decoder(list[tuple[str, int, datetime | None]])
_windows: Final = msgspec.json.Decoder(list[tuple[datetime, datetime]])
_ring: Final = msgspec.json.Decoder(list[tuple[float, float]])
_commitments: Final = msgspec.json.Decoder(list[_CommitmentRow])


def snapshot_from(row: tuple[Any, ...], now: datetime) -> WorkerSnapshot:
    """`row` is one of SNAPSHOT; a position older than half an hour of business time does not count."""
    (worker_id, lon, lat, mode, on_duty, position_lon, position_lat, position_at) = row[:8]
    skills, shifts, leaves, ring, commitments = row[8:]
    is_fresh = position_at is not None and now - position_at < POSITION_IS_FRESH_FOR
    return WorkerSnapshot(
        worker_id=WorkerId(worker_id),
        home=Point(lon, lat),
        travel_mode=TravelMode(mode),
        skills=tuple(Skill(*skill) for skill in _skills.decode(skills)) if skills else (),
        shifts=_windows_from(shifts),
        leaves=_windows_from(leaves),
        area=Area(tuple(Point(*corner) for corner in _ring.decode(ring)[:-1])) if ring else None,
        position=Point(position_lon, position_lat) if is_fresh else None,
        is_on_duty=on_duty,
        commitments=_commitments_from(commitments),
    )


def _windows_from(spans: bytes | None) -> tuple[Window, ...]:
    return tuple(Window(start, end) for start, end in _windows.decode(spans)) if spans else ()


def _commitments_from(rows: bytes | None) -> tuple[Commitment, ...]:
    if not rows:
        return ()
    return tuple(
        Commitment(
            VisitId(row.visit_id),
            VisitNeed(
                Point(row.lon, row.lat),
                Window(row.window_start, row.window_end),
                max(1, round((row.ends_at - row.starts_at).total_seconds())),
            ),
            row.starts_at,
        )
        for row in _commitments.decode(rows)
    )
