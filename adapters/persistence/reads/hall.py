"""The hall: what any able worker of the region may take, nearest first.

A cursor holds the place from which distances were counted, so that a walk through the pages is one walk
even while the worker moves.
"""

from typing import Final, NamedTuple
from uuid import UUID

from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import ORIGIN, Row, terms_from, text_from
from application.ports.queries import CursorMalformed
from application.views.jobs import HallEntry
from domain.identity.privacy import coarse
from domain.orders.number import number_of
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import RegionId

CURSOR: Final = Cursor(tuple[float, float, float, UUID])


class Place(NamedTuple):
    """Where a page ended: seen from (lon, lat), at that distance, with that order."""

    lon: float
    lat: float
    away_m: float
    order_id: UUID


_ME: Final = f"WITH me AS (SELECT w.region_id, w.travel_mode, {ORIGIN} FROM workers w WHERE w.id = %(me)s)"
_ME_FROM_CURSOR: Final = (
    "WITH me AS (SELECT w.region_id, w.travel_mode, %(lon)s::double precision AS lon, "
    "%(lat)s::double precision AS lat FROM workers w WHERE w.id = %(me)s)"
)
_HERE: Final = "(st_setsrid(st_makepoint((SELECT lon FROM me), (SELECT lat FROM me)), 4326))::geography"
_AWAY: Final = f"(o.location <-> {_HERE})"


def _hall(me: str, after: str) -> str:
    return f"""{me}
SELECT o.id, o.version, o.terms, o.place -> 'community_name', o.window_start, o.window_end, o.lon, o.lat,
       me.region_id, me.travel_mode, me.lon, me.lat, {_AWAY}
  FROM orders o, me
 WHERE o.is_in_hall AND o.status = 'READY' AND o.region_id = (SELECT region_id FROM me)
   AND o.window_end > %(now)s
   AND EXISTS (SELECT 1 FROM worker_skills k WHERE k.worker_id = %(me)s AND k.skill = o.terms ->> 'skill'
                AND k.level >= (o.terms ->> 'min_level')::int
                AND (k.expires_at IS NULL OR k.expires_at > o.window_end)){after}
 ORDER BY {_AWAY}, o.id LIMIT %(limit)s"""


FIRST: Final = _hall(_ME, "")
FOLLOWING: Final = _hall(
    _ME_FROM_CURSOR, f" AND ({_AWAY}, o.id) > (%(after)s::double precision, %(after_id)s::uuid)"
)


def place_of(cursor: str) -> Place:
    """Raises `CursorMalformed`."""
    place = Place(*CURSOR.read(cursor))
    if abs(place.lon) > 180 or abs(place.lat) > 90:
        raise CursorMalformed()
    return place


def key_of(row: Row) -> tuple[float, float, float, UUID]:
    return row[10], row[11], row[12], row[0]


def origin_of(row: Row) -> tuple[RegionId, TravelMode, Point]:
    return RegionId(row[8]), TravelMode(row[9]), Point(row[10], row[11])


def rough_place(row: Row) -> Point:
    return coarse(Point(row[6], row[7]))


def entry_from(row: Row, road_m: int) -> HallEntry:
    order_id, version, terms_json, community, opens, closes = row[:6]
    terms = terms_from(terms_json)
    return HallEntry(
        order_id=order_id,
        number=number_of(order_id),
        version=version,
        service_name=terms.service_name,
        window_start=opens,
        window_end=closes,
        community_name=text_from(community),
        point=rough_place(row),
        road_m=road_m,
        price_minor=terms.price_minor,
        currency=terms.currency,
    )
