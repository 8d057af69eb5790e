"""One order with everything that its owner, or the staff of its region, may know."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from adapters.persistence.reads.pieces import (
    LAST_VISIT,
    PHOTOS,
    VISIT_COLUMNS,
    VISIT_WIDTH,
    PhotoUrl,
    Row,
    photos_from,
    place_from,
    text_or_none,
    visit_from,
)
from adapters.persistence.reads.summaries import SUMMARY_COLUMNS, SUMMARY_WIDTH, WORKER_JOIN, summary_fields
from application.views.orders import (
    Homeowner,
    OrderAddress,
    OrderDetail,
    OrderOffer,
    OrderReview,
    OrderWorker,
)
from domain.identity.privacy import masked_phone
from domain.identity.roles import Actor
from domain.orders.status import Status
from domain.shared.geo import Point

# Only while somebody is on the way: from where they were seen since they left.
_POSITION: Final = (
    "CASE WHEN o.status = 'EN_ROUTE' AND w.position_at >= v.departed_at THEN w.position_lon END, "
    "CASE WHEN o.status = 'EN_ROUTE' AND w.position_at >= v.departed_at THEN w.position_lat END"
)
_OFFERS: Final = (
    "CASE WHEN %(is_staff)s THEN (SELECT jsonb_agg(jsonb_build_array(f.id, f.worker_id, fw.name, f.status, "
    "f.round, f.expires_at, f.reason_code) ORDER BY f.created_at, f.id) "
    "FROM offers f JOIN workers fw ON fw.id = f.worker_id WHERE f.visit_id = v.id) END"
)
_REVIEW: Final = "e.stars, e.tags, e.text, e.created_at"
_HOMEOWNER: Final = "h.id, h.display_name, h.phone"

DETAIL: Final = f"""
SELECT {SUMMARY_COLUMNS}, o.note, o.question, o.answer, o.reason, o.place, o.unassigned_reason,
       (o.terms ->> 'duration_s')::int,
       {VISIT_COLUMNS}, w.id, a.phone, v.travel_s, {_POSITION}, {_REVIEW}, {_HOMEOWNER},
       {_OFFERS}, {PHOTOS}
  FROM orders o
  {LAST_VISIT}
  {WORKER_JOIN}
  LEFT JOIN accounts a ON a.id = w.id
  LEFT JOIN reviews e ON e.order_id = o.id
  LEFT JOIN accounts h ON h.id = o.homeowner_id AND %(is_staff)s
 WHERE o.id = %(id)s
   AND (o.homeowner_id = %(me)s
        OR (%(is_staff)s AND (%(my_region)s::uuid IS NULL OR o.region_id = %(my_region)s::uuid)))"""

_VISIT_AT: Final = SUMMARY_WIDTH + 7
_AFTER_VISIT: Final = _VISIT_AT + VISIT_WIDTH
_WORKER_WIDTH: Final = 5
_REVIEW_AT: Final = _AFTER_VISIT + _WORKER_WIDTH

_offers: Final = msgspec.json.Decoder(list[tuple[UUID, UUID, str, str, int, datetime, str | None]])


def detail_from(row: Row, actor: Actor, photo_url: PhotoUrl) -> OrderDetail:
    fields = summary_fields(row, actor)
    note, question, answer, reason, place_json, unassigned, duration_s = row[SUMMARY_WIDTH:_VISIT_AT]
    place = place_from(place_json)
    visit = visit_from(row[_VISIT_AT:_AFTER_VISIT], duration_s)
    offers_json, photos_json = row[-2:]
    return OrderDetail(
        **fields,
        note=note,
        question=question,
        answer=answer,
        address=OrderAddress(
            line=place.line, unit=place.unit, community_name=place.community_name, point=place.point
        ),
        worker=_worker_from(row, fields),
        visit=visit,
        offers=_offers_from(offers_json),
        photos=photos_from(photos_json, photo_url),
        review=_review_from(row),
        unassigned_reason=text_or_none(unassigned) if actor.is_staff else None,
        homeowner=_homeowner_from(row) if actor.is_staff else None,
        reason=reason,
    )


def _worker_from(row: Row, fields: dict[str, Any]) -> OrderWorker | None:
    worker_id, phone, travel_s, lon, lat = row[_AFTER_VISIT:_REVIEW_AT]
    if worker_id is None:
        return None
    planned_start, departed_at = row[_VISIT_AT + 1], row[_VISIT_AT + 3]
    return OrderWorker(
        id=worker_id,
        name=fields["worker_name"],
        phone_masked=masked_phone(phone),
        photo_url=None,
        eta_at=_eta(fields["status"], planned_start, departed_at, travel_s),
        position=None if lon is None else Point(lon, lat),
    )


def _eta(
    status: Status, planned_start: datetime | None, departed_at: datetime | None, travel_s: int | None
) -> datetime | None:
    """When the worker is expected at the door; not said once they are there."""
    if status is Status.EN_ROUTE and departed_at is not None:
        return departed_at + timedelta(seconds=travel_s or 0)
    return planned_start if status is Status.ACCEPTED else None


def _offers_from(json: bytes | None) -> tuple[OrderOffer, ...]:
    if json is None:
        return ()
    return tuple(
        OrderOffer(
            id=offer_id,
            worker_id=worker_id,
            worker_name=name,
            status=status,
            round=number,
            expires_at=expires_at,
            decline_reason=reason,
        )
        for offer_id, worker_id, name, status, number, expires_at, reason in _offers.decode(json)
    )


def _review_from(row: Row) -> OrderReview | None:
    stars, tags, text, created_at = row[_REVIEW_AT : _REVIEW_AT + 4]
    if stars is None:
        return None
    return OrderReview(stars=stars, tags=tuple(tags), text=text, created_at=created_at)


def _homeowner_from(row: Row) -> Homeowner:
    member_id, name, phone = row[_REVIEW_AT + 4 : _REVIEW_AT + 7]
    return Homeowner(id=member_id, name=name, phone_masked=masked_phone(phone))
