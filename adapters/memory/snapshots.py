"""Workers as dispatch sees them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from adapters.memory.directory import KnownWorker
from adapters.memory.order_table import OrderTable
from domain.dispatching.requests import WorkerSnapshot
from domain.orders.order import Order
from domain.orders.parts import Plan
from domain.scheduling.calendar import Commitment, VisitNeed
from domain.shared.ids import WorkerId
from domain.shared.time import Window

POSITION_IS_FRESH_FOR: Final = timedelta(minutes=30)


def snapshot_of(known: KnownWorker, orders: OrderTable, during: Window, now: datetime) -> WorkerSnapshot:
    """With commitments in `during`; a position older than half an hour of business time does not count."""
    worker = known.worker
    is_fresh = known.position_at is not None and now - known.position_at < POSITION_IS_FRESH_FOR
    return WorkerSnapshot(
        worker_id=worker.id,
        home=worker.home,
        travel_mode=worker.travel_mode,
        skills=worker.skills,
        shifts=known.shifts_in(during),
        leaves=known.leaves_in(during),
        area=known.area,
        position=known.position if is_fresh else None,
        is_on_duty=worker.is_on_duty,
        commitments=tuple(
            sorted(_commitments(worker.id, orders, during), key=lambda c: (c.planned_start, c.visit_id))
        ),
    )


def _commitments(worker_id: WorkerId, orders: OrderTable, during: Window) -> Iterator[Commitment]:
    """A visit that is done takes no more time; everything else that is firm or offered does."""
    for order in orders.firm_orders(worker_id):
        plan = order.visit.plan
        if plan is not None and order.visit.completed_at is None and _touches(plan, during):
            yield _commitment(order, plan)
    for order, offer in orders.live_offers(worker_id):
        if _touches(offer.plan, during):
            yield _commitment(order, offer.plan)


def _touches(plan: Plan, during: Window) -> bool:
    return plan.block_from < during.end and during.start < plan.ends_at and plan.block_from < plan.ends_at


def _commitment(order: Order, plan: Plan) -> Commitment:
    duration_s = max(1, round((plan.ends_at - plan.starts_at).total_seconds()))
    need = VisitNeed(order.place.point, order.visit.window, duration_s)
    return Commitment(order.visit.id, need, plan.starts_at)
