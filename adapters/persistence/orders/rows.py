"""Hydrators: one select to an `Order`, an `Order` to the parameters of its writes."""

from collections.abc import Mapping
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


def order_params(order: Order) -> dict[str, Any]:
    """Everything that may change after the first insert, and the identity."""
    return {
        "id": order.id,
        "status": order.status.value,
        "version": order.version,
        "loaded_version": order.version - len(order.events),
        "priority": order.priority,
        "is_in_hall": order.is_in_hall,
        "is_escalated": order.is_escalated,
        "is_late": order.is_late,
        "rounds": order.rounds,
        "not_done_count": order.not_done_count,
        "question": order.question,
        "answer": order.answer,
        "reason": order.reason,
        "ready_since": order.ready_since,
        "completed_at": order.completed_at,
        "deadline_at": order.deadline_at,
        "on_expiry": order.on_expiry.value if order.on_expiry else None,
        "review_id": order.review_id,
        "window_start": order.visit.window.start,
        "window_end": order.visit.window.end,
        "worker_id": order.visit.worker_id,
    }


def new_order_params(order: Order) -> dict[str, Any]:
    return order_params(order) | {
        "region_id": order.region_id,
        "homeowner_id": order.homeowner_id,
        "service_id": order.terms.service_id,
        "community_id": order.place.community_id,
        "is_urgent": order.is_urgent,
        "policy_version": order.terms.policy_version,
        "terms": _json(order.terms),
        "place": _json(order.place),
        "lon": order.place.point.lon,
        "lat": order.place.point.lat,
        "note": order.note,
        "created_at": order.created_at,
        "queued_at": order.queued_at,
    }


def visit_params(order: Order) -> dict[str, Any]:
    visit, plan = order.visit, order.visit.plan
    return {
        "id": visit.id,
        "order_id": order.id,
        "region_id": order.region_id,
        "seq": visit.seq,
        "window_start": visit.window.start,
        "window_end": visit.window.end,
        "is_live": visit.is_live,
        "worker_id": visit.worker_id,
        "starts_at": plan.starts_at if plan else None,
        "ends_at": plan.ends_at if plan else None,
        "block_from": plan.block_from if plan else None,
        "travel_s": plan.travel_s if plan else None,
        "road_m": plan.road_m if plan else None,
        "departed_at": visit.departed_at,
        "arrived_at": visit.arrived_at,
        "started_at": visit.started_at,
        "completed_at": visit.completed_at,
        "closed_at": visit.closed_at,
        "summary": visit.summary,
    }


def offers_params(order: Order, changed: list[Offer]) -> Mapping[str, Any]:
    rows = [
        {
            "id": offer.id,
            "order_id": order.id,
            "visit_id": offer.visit_id,
            "region_id": order.region_id,
            "worker_id": offer.worker_id,
            "round": offer.round,
            "status": offer.status.value,
            "starts_at": offer.plan.starts_at,
            "ends_at": offer.plan.ends_at,
            "block_from": offer.plan.block_from,
            "travel_s": offer.plan.travel_s,
            "road_m": offer.plan.road_m,
            "card_id": offer.card_id,
            "created_at": offer.created_at,
            "expires_at": offer.expires_at,
            "answered_at": offer.answered_at,
            "reason_code": offer.reason_code,
            "note": offer.note,
        }
        for offer in changed
    ]
    return {"rows": _json(rows)}


def events_params(order: Order) -> Mapping[str, Any]:
    rows = [
        {
            "order_id": event.order_id,
            "seq": event.seq,
            "region_id": event.region_id,
            "action": event.action.value,
            "source": event.source.value if event.source else None,
            "target": event.to.value,
            "actor_id": event.actor_id,
            "role": event.role.value,
            "at": event.at,
            "reason": event.reason,
            "data": event.data,
            "worker_ids": list(event.worker_ids),
        }
        for event in order.events
    ]
    return {"rows": _json(rows)}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
