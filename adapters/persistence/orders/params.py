"""An `Order` as the parameters of its writes."""

from collections.abc import Mapping
from typing import Any

import msgspec

from domain.orders.order import Order
from domain.orders.parts import Offer


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
