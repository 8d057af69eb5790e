"""One order with everything that its owner, or the staff of its region, may know."""

from datetime import datetime, timedelta

from adapters.memory.reads.pieces import PhotoUrl, photos_of, summary_fields, visit_of
from adapters.memory.store import MemoryStore
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
from domain.orders.order import Order
from domain.orders.status import Status
from domain.shared.geo import Point
from domain.shared.ids import AccountId
from domain.shared.texts import Text


def detail_of(order: Order, actor: Actor, store: MemoryStore, photo_url: PhotoUrl) -> OrderDetail:
    place = order.place
    return OrderDetail(
        **summary_fields(order, actor, store),
        note=order.note,
        question=order.question,
        answer=order.answer,
        address=OrderAddress(
            line=place.line, unit=place.unit, community_name=place.community_name, point=place.point
        ),
        worker=_worker(order, store),
        visit=visit_of(order),
        offers=_offers(order, store) if actor.is_staff else (),
        photos=photos_of(order.id, store, photo_url),
        review=_review(order, store),
        unassigned_reason=unassigned_reason(order, store) if actor.is_staff else None,
        homeowner=_homeowner(order, store) if actor.is_staff else None,
        reason=order.reason,
    )


def unassigned_reason(order: Order, store: MemoryStore) -> Text | None:
    reason = store.unassigned.get(order.id)
    return reason if isinstance(reason, Text) else None


def _worker(order: Order, store: MemoryStore) -> OrderWorker | None:
    worker_id = order.visit.worker_id
    if worker_id is None:
        return None
    account = store.accounts.rows.get(AccountId(worker_id))
    return OrderWorker(
        id=worker_id,
        name=store.directory.workers[worker_id].worker.name,
        phone_masked=masked_phone(account.phone) if account else None,
        photo_url=None,
        eta_at=_eta(order),
        position=_position(order, store),
    )


def _eta(order: Order) -> datetime | None:
    """When the worker is expected at the door; not said once they are there."""
    plan, departed_at = order.visit.plan, order.visit.departed_at
    if plan is not None and order.status is Status.EN_ROUTE and departed_at is not None:
        return departed_at + timedelta(seconds=plan.travel_s)
    return plan.starts_at if plan is not None and order.status is Status.ACCEPTED else None


def _position(order: Order, store: MemoryStore) -> Point | None:
    """Only while somebody is on the way: where they were seen since they left."""
    departed_at, worker_id = order.visit.departed_at, order.visit.worker_id
    if order.status is not Status.EN_ROUTE or departed_at is None or worker_id is None:
        return None
    known = store.directory.workers[worker_id]
    is_on_this_way = known.position_at is not None and known.position_at >= departed_at
    return known.position if is_on_this_way else None


def _offers(order: Order, store: MemoryStore) -> tuple[OrderOffer, ...]:
    return tuple(
        OrderOffer(
            id=offer.id,
            worker_id=offer.worker_id,
            worker_name=store.directory.workers[offer.worker_id].worker.name,
            status=offer.status.value,
            round=offer.round,
            expires_at=offer.expires_at,
            decline_reason=offer.reason_code,
        )
        for offer in order.offers
    )


def _review(order: Order, store: MemoryStore) -> OrderReview | None:
    if order.review_id is None or order.review_id not in store.reviews:
        return None
    review = store.reviews[order.review_id]
    return OrderReview(stars=review.stars, tags=review.tags, text=review.text, created_at=review.created_at)


def _homeowner(order: Order, store: MemoryStore) -> Homeowner:
    account = store.accounts.rows[AccountId(order.homeowner_id)]
    return Homeowner(id=account.id, name=account.display_name, phone_masked=masked_phone(account.phone))
