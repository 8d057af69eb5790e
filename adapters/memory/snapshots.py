"""Workers as dispatch sees them."""

from datetime import datetime, timedelta
from typing import Final

from adapters.memory.directory import KnownWorker
from adapters.memory.order_table import OrderTable
from domain.dispatching.requests import WorkerSnapshot
from domain.orders.parts import Plan
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
        commitments=tuple(one.commitment for one in orders.booked(worker.id) if _touches(one.plan, during)),
    )


def _touches(plan: Plan, during: Window) -> bool:
    return plan.block_from < during.end and during.start < plan.ends_at and plan.block_from < plan.ends_at
