"""The rows of jobs, and what of them a worker may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from adapters.persistence.reads.buttons import RELATION_COLUMNS, RELATION_WIDTH, Relation, buttons
from adapters.persistence.reads.pieces import (
    LAST_VISIT,
    ORIGIN,
    PHOTOS,
    STATUSES,
    VISIT_COLUMNS,
    VISIT_WIDTH,
    PhotoUrl,
    Row,
    photos_from,
    place_from,
    terms_from,
    visit_from,
)
from application.dispatching.asking import why_you
from application.views.jobs import Job, JobAddress, JobOffer
from domain.identity.privacy import coarse, worker_sees_contact
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.parts import Place
from domain.orders.status import FIRM, TERMINAL, Status
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import RegionId

_ORDER: Final = (
    f"{RELATION_COLUMNS}, o.id, o.version, o.terms, o.place, o.window_start, o.window_end, o.deadline_at, "
    "o.is_urgent, o.note"
)
_ORDER_WIDTH: Final = RELATION_WIDTH + 9
_RANK: Final = (
    "(SELECT (one ->> 'rank')::int FROM decision_cards c, "
    "jsonb_array_elements((c.card -> 'chosen') || (c.card -> 'candidates')) one "
    "WHERE c.id = f.card_id AND one ->> 'worker_id' = f.worker_id::text "
    "AND one ->> 'rank' IS NOT NULL LIMIT 1)"
)
_OFFER: Final = (
    "f.id, f.expires_at, f.road_m, f.travel_s, CASE WHEN f.id IS NOT NULL THEN "
    f"{_RANK} END, (SELECT c.card ->> 'mode' FROM decision_cards c WHERE c.id = f.card_id)"
)
_OFFER_AT: Final = _ORDER_WIDTH + VISIT_WIDTH + 1
_CONTACT: Final = "h.display_name, h.phone"
_CONTACT_AT: Final = _OFFER_AT + 6
_WAY: Final = f"o.region_id, w.travel_mode, {ORIGIN}"
_WAY_AT: Final = _CONTACT_AT + 3
_COLUMNS: Final = f"{_ORDER}, {VISIT_COLUMNS}, v.closed_at, {_OFFER}, {_CONTACT}, {PHOTOS}"
_HOMEOWNER: Final = "JOIN accounts h ON h.id = o.homeowner_id"
_MY_OFFER: Final = (
    "LEFT JOIN offers f ON f.visit_id = v.id AND f.worker_id = %(me)s AND f.status = 'live' "
    "AND f.expires_at > %(now)s"
)
_FIRM: Final = "'{" + ",".join(sorted(FIRM)) + "}'"
_DONE: Final = (Status.AWAITING_CONFIRMATION, Status.COMPLETED, Status.CANCELLED)


class Listing(NamedTuple):
    """The first page and the ones that follow. Rows end with the moment and the id of the cursor."""

    first: str
    following: str


def _offered(after: str) -> str:
    return (
        f"SELECT {_COLUMNS}, f.expires_at, f.id FROM offers f JOIN orders o ON o.id = f.order_id "
        f"JOIN visits v ON v.id = f.visit_id {_HOMEOWNER} "
        f"WHERE f.worker_id = %(me)s AND f.status = 'live' AND f.expires_at > %(now)s{after} "
        "ORDER BY f.expires_at, f.id LIMIT %(limit)s"
    )


def _active(after: str) -> str:
    """In the order in which they are planned. A worker has few firm visits: these are sorted as they are."""
    return (
        f"SELECT {_COLUMNS}, v.starts_at, o.id FROM orders o {LAST_VISIT} {_MY_OFFER} {_HOMEOWNER} "
        f"WHERE o.worker_id = %(me)s AND o.status = ANY({_FIRM}){after} "
        "ORDER BY v.starts_at, o.id LIMIT %(limit)s"
    )


def _done(after: str) -> str:
    statuses = ", ".join(f"('{status.value}')" for status in _DONE)
    return (
        f"SELECT {_COLUMNS}, o.window_start, o.id FROM (VALUES {statuses}) s (status) CROSS JOIN LATERAL ("
        f"SELECT * FROM orders o WHERE o.worker_id = %(me)s AND o.status = s.status{after} "
        "ORDER BY o.window_start DESC, o.id DESC LIMIT %(limit)s) o "
        f"{LAST_VISIT} {_MY_OFFER} {_HOMEOWNER} "
        "ORDER BY o.window_start DESC, o.id DESC LIMIT %(limit)s"
    )


_AFTER: Final = "(%(after)s::timestamptz, %(after_id)s::uuid)"
LISTINGS: Final = {
    "offered": Listing(_offered(""), _offered(f" AND (f.expires_at, f.id) > {_AFTER}")),
    "active": Listing(_active(""), _active(f" AND (v.starts_at, o.id) > {_AFTER}")),
    "done": Listing(_done(""), _done(f" AND (o.window_start, o.id) < {_AFTER}")),
}
ONE: Final = f"""
SELECT {_COLUMNS}, {_WAY}
  FROM orders o {LAST_VISIT} {_MY_OFFER} {_HOMEOWNER} JOIN workers w ON w.id = %(me)s
 WHERE o.id = %(id)s
   AND (o.worker_id = %(me)s OR f.id IS NOT NULL
        OR (o.is_in_hall AND o.status = 'READY' AND o.region_id = w.region_id))"""


@dataclass(frozen=True, slots=True)
class JobReader:
    """Rows to jobs, for one worker at one moment of business time."""

    actor: Actor
    now: datetime
    photo_url: PhotoUrl

    def __call__(self, row: Row) -> Job:
        relation = Relation(*row[:RELATION_WIDTH])
        order_id, version, terms_json, place_json, opens, closes, deadline_at, is_urgent, note = row[
            RELATION_WIDTH:_ORDER_WIDTH
        ]
        terms, place = terms_from(terms_json), place_from(place_json)
        address = self._address(row, relation, place)
        return Job(
            order_id=order_id,
            number=number_of(order_id),
            status=STATUSES[relation.status],
            version=version,
            service_name=terms.service_name,
            window_start=opens,
            window_end=closes,
            allowed_actions=buttons(self.actor.roles, relation),
            deadline_at=deadline_at,
            is_urgent=is_urgent,
            price_minor=terms.price_minor,
            currency=terms.currency,
            offer=_offer_from(row),
            community_name=place.community_name,
            point=place.point if address is not None else coarse(place.point),
            address=address,
            visit=visit_from(row[_ORDER_WIDTH : _ORDER_WIDTH + VISIT_WIDTH], terms.duration_s),
            photos_before=terms.photos_before,
            photos_after=terms.photos_after,
            note=note,
            photos=photos_from(row[_CONTACT_AT + 2], self.photo_url),
        )

    def _address(self, row: Row, relation: Relation, place: Place) -> JobAddress | None:
        """Whoever is firm has accepted by now; an order that ended without being done was taken from them."""
        if not relation.is_my_job:
            return None
        completed_at, closed_at = row[_OFFER_AT - 2], row[_OFFER_AT - 1]
        status = STATUSES[relation.status]
        released_at = closed_at if status in TERMINAL and status is not Status.COMPLETED else None
        if not worker_sees_contact(self.now, completed_at, released_at, self.now):
            return None
        name, phone = row[_CONTACT_AT : _CONTACT_AT + 2]
        return JobAddress(line=place.line, unit=place.unit, homeowner_name=name, phone=phone or "")


def _offer_from(row: Row) -> JobOffer | None:
    offer_id, expires_at, road_m, travel_s, rank, mode = row[_OFFER_AT:_CONTACT_AT]
    if offer_id is None:
        return None
    return JobOffer(
        id=offer_id,
        expires_at=expires_at,
        road_m=road_m,
        travel_s=travel_s,
        why=why_you(travel_s, rank, mode),
    )


def way_from(row: Row) -> tuple[RegionId, TravelMode, Point]:
    """Region, mode and origin of the way to a job."""
    region_id, mode, lon, lat = row[_WAY_AT:]
    return RegionId(region_id), TravelMode(mode), Point(lon, lat)
