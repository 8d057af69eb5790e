"""Pieces that many views share."""

from collections.abc import Callable, Iterable
from typing import Any

from adapters.memory.directory import KnownWorker
from adapters.memory.store import MemoryStore
from application.ports.accounts import SkillLevel
from application.views.orders import Visit
from application.views.photos import Photo
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.order import Order
from domain.shared.geo import Point
from domain.shared.ids import OrderId, PhotoId

PhotoUrl = Callable[[PhotoId], str]


def summary_fields(order: Order, actor: Actor, store: MemoryStore) -> dict[str, Any]:
    """The fields of an `OrderSummary`."""
    worker = store.directory.workers.get(order.visit.worker_id) if order.visit.worker_id else None
    return {
        "id": order.id,
        "number": number_of(order.id),
        "status": order.status,
        "version": order.version,
        "service_id": order.terms.service_id,
        "service_name": order.terms.service_name,
        "community_name": order.place.community_name,
        "window_start": order.visit.window.start,
        "window_end": order.visit.window.end,
        "deadline_at": order.deadline_at,
        "on_expiry": order.on_expiry,
        "allowed_actions": order.allowed_actions(actor),
        "is_urgent": order.is_urgent,
        "in_hall": order.is_in_hall,
        "price_minor": order.terms.price_minor,
        "currency": order.terms.currency,
        "created_at": order.created_at,
        "worker_name": worker.worker.name if worker else None,
        "has_review": order.review_id is not None,
    }


def visit_of(order: Order) -> Visit:
    visit, plan = order.visit, order.visit.plan
    return Visit(
        id=visit.id,
        planned_start=plan.starts_at if plan else None,
        planned_end=plan.ends_at if plan else None,
        duration_s=order.terms.duration_s,
        departed_at=visit.departed_at,
        arrived_at=visit.arrived_at,
        started_at=visit.started_at,
        completed_at=visit.completed_at,
    )


def photos_of(order_id: OrderId, store: MemoryStore, photo_url: PhotoUrl) -> tuple[Photo, ...]:
    rows = sorted(store.photos.of_order(order_id), key=lambda photo: photo.id)
    return tuple(
        Photo(id=one.id, kind=one.kind.value, url=photo_url(one.id), width=one.width, height=one.height)
        for one in rows
    )


def skills_of(known: KnownWorker) -> tuple[SkillLevel, ...]:
    return tuple(SkillLevel(one.code, one.level) for one in sorted(known.worker.skills, key=lambda s: s.code))


def seen_at(known: KnownWorker) -> Point:
    return known.position or known.worker.home


def is_staff_of(actor: Actor, order: Order) -> bool:
    return actor.is_staff and actor.region_id in (None, order.region_id)


def of_regions(orders: Iterable[Order], region_id: object | None) -> list[Order]:
    return [one for one in orders if region_id is None or one.region_id == region_id]
