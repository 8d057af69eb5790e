"""Hydrators: the row of one select to an `Order`."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from domain.orders.order import Order
from domain.orders.parts import Offer, OfferStatus, Place, Plan, Terms, Visit
from domain.orders.policy import OrderPolicy
from domain.orders.status import Action, Status
from domain.shared.ids import CardId, OfferId, OrderId, RegionId, ReviewId, VisitId, WorkerId
from domain.shared.time import Window

ORDER_COLUMNS: Final = (
    "id",
    "region_id",
    "homeowner_id",
    "status",
    "version",
    "is_urgent",
    "priority",
    "is_in_hall",
    "is_escalated",
    "is_late",
    "rounds",
    "not_done_count",
    "terms",
    "place",
    "note",
    "question",
    "answer",
    "reason",
    "created_at",
    "queued_at",
    "ready_since",
    "completed_at",
    "deadline_at",
    "on_expiry",
    "review_id",
)
VISIT_COLUMNS: Final = (
    "id",
    "seq",
    "window_start",
    "window_end",
    "is_live",
    "worker_id",
    "starts_at",
    "ends_at",
    "block_from",
    "travel_s",
    "road_m",
    "departed_at",
    "arrived_at",
    "started_at",
    "completed_at",
    "closed_at",
    "summary",
)
OFFER_COLUMNS: Final = (
    "id",
    "visit_id",
    "worker_id",
    "round",
    "status",
    "starts_at",
    "ends_at",
    "block_from",
    "travel_s",
    "road_m",
    "card_id",
    "created_at",
    "expires_at",
    "answered_at",
    "reason_code",
    "note",
)


class OfferRow(msgspec.Struct):
    """An offer as PostgreSQL writes it in json_agg(row_to_json(...))."""

    id: UUID
    visit_id: UUID
    worker_id: UUID
    round: int
    status: OfferStatus
    starts_at: datetime
    ends_at: datetime
    block_from: datetime
    travel_s: int
    road_m: int
    card_id: UUID | None
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    reason_code: str | None
    note: str | None


_terms: Final = msgspec.json.Decoder(Terms)
_place: Final = msgspec.json.Decoder(Place)
_offers: Final = msgspec.json.Decoder(list[OfferRow])
_policy: Final = msgspec.json.Decoder(OrderPolicy)


def order_from(row: tuple[Any, ...]) -> Order:
    """`row` holds ORDER_COLUMNS, zone, policy, VISIT_COLUMNS and the offers as JSON bytes or None."""
    width = len(ORDER_COLUMNS)
    o = dict(zip(ORDER_COLUMNS, row, strict=False))
    zone, policy = row[width], row[width + 1]
    visit = visit_from(row[width + 2 : width + 2 + len(VISIT_COLUMNS)])
    offers = row[-1]
    return Order(
        id=OrderId(o["id"]),
        region_id=RegionId(o["region_id"]),
        zone=zone,
        homeowner_id=o["homeowner_id"],
        terms=_terms.decode(o["terms"]),
        place=_place.decode(o["place"]),
        visit=visit,
        policy=_policy.decode(policy),
        created_at=o["created_at"],
        queued_at=o["queued_at"],
        status=Status(o["status"]),
        version=o["version"],
        is_urgent=o["is_urgent"],
        priority=o["priority"],
        note=o["note"],
        question=o["question"],
        answer=o["answer"],
        reason=o["reason"],
        is_in_hall=o["is_in_hall"],
        is_escalated=o["is_escalated"],
        is_late=o["is_late"],
        rounds=o["rounds"],
        ready_since=o["ready_since"],
        not_done_count=o["not_done_count"],
        review_id=ReviewId(o["review_id"]) if o["review_id"] else None,
        completed_at=o["completed_at"],
        deadline_at=o["deadline_at"],
        on_expiry=Action(o["on_expiry"]) if o["on_expiry"] else None,
        offers=[offer_from(offer) for offer in _offers.decode(offers)] if offers else [],
    )


def visit_from(row: tuple[Any, ...]) -> Visit:
    v = dict(zip(VISIT_COLUMNS, row, strict=True))
    plan = None
    if v["block_from"] is not None:
        plan = Plan(v["starts_at"], v["ends_at"], v["block_from"], v["travel_s"], v["road_m"])
    return Visit(
        id=VisitId(v["id"]),
        seq=v["seq"],
        window=Window(v["window_start"], v["window_end"]),
        is_live=v["is_live"],
        worker_id=WorkerId(v["worker_id"]) if v["worker_id"] else None,
        plan=plan,
        departed_at=v["departed_at"],
        arrived_at=v["arrived_at"],
        started_at=v["started_at"],
        completed_at=v["completed_at"],
        closed_at=v["closed_at"],
        summary=v["summary"],
    )


def offer_from(row: OfferRow) -> Offer:
    return Offer(
        id=OfferId(row.id),
        visit_id=VisitId(row.visit_id),
        worker_id=WorkerId(row.worker_id),
        round=row.round,
        plan=Plan(row.starts_at, row.ends_at, row.block_from, row.travel_s, row.road_m),
        card_id=CardId(row.card_id) if row.card_id else None,
        created_at=row.created_at,
        expires_at=row.expires_at,
        status=row.status,
        answered_at=row.answered_at,
        reason_code=row.reason_code,
        note=row.note,
    )
