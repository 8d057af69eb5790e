"""The dispatch board of one day, from memory: who works, what they do, and what nobody does yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from adapters.memory.directory import KnownWorker
from adapters.memory.reads.details import unassigned_reason
from adapters.memory.reads.pieces import seen_at, skills_of, summary_fields
from adapters.memory.store import MemoryStore
from application.dispatching.card_view import ways_in
from application.ports.dispatching import UNSERVED
from application.views.dispatch import Board, BoardVisit, BoardWorker, Shift, UnassignedOrder
from application.views.explained import WayIn
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.order import Order
from domain.orders.parts import Plan
from domain.orders.status import Status
from domain.shared.ids import RegionId, WorkerId
from domain.shared.time import Window

MOST_WORKERS: Final = 1000
MOST_UNASSIGNED: Final = 500
_OPEN: Final = frozenset({Status.READY, Status.OFFERED})


class Booked(NamedTuple):
    order: Order
    plan: Plan


def board_of(store: MemoryStore, actor: Actor, region_id: RegionId, day: date) -> Board:
    place = store.directory.places.get(region_id)
    if place is None:
        return Board(workers=(), unassigned=())
    zone = ZoneInfo(place.time_zone)
    midnight = datetime.combine(day, time(), zone)
    during = Window(midnight, datetime.combine(day + timedelta(days=1), time(), zone))
    orders = [one for one in store.orders.rows.values() if one.region_id == region_id]
    booked = _booked(orders, during)
    on_shift = [one for one in store.directory.in_region(region_id) if one.shifts_in(during)][:MOST_WORKERS]
    workers = [_worker(one, booked.get(one.worker.id, []), during) for one in on_shift]
    waiting = [one for one in orders if one.status in _OPEN and one.visit.window.overlaps(during)]
    waiting.sort(key=lambda one: (not one.is_urgent, -one.priority, one.visit.window.start, one.id))
    return Board(
        workers=tuple(sorted(workers, key=lambda one: (one.name, one.id))),
        unassigned=tuple(_unassigned(one, actor, store) for one in waiting[:MOST_UNASSIGNED]),
    )


def _booked(orders: Iterable[Order], during: Window) -> dict[WorkerId, list[Booked]]:
    found: dict[WorkerId, list[Booked]] = defaultdict(list)
    for order in orders:
        for worker_id, plan in _plans(order):
            if plan.block.overlaps(during):
                found[worker_id].append(Booked(order, plan))
    return found


def _plans(order: Order) -> Iterator[tuple[WorkerId, Plan]]:
    """A visit counts where it is firm or offered, and stays on the board once it is done."""
    visit = order.visit
    if visit.worker_id is not None and visit.plan is not None and (visit.is_live or visit.completed_at):
        yield visit.worker_id, visit.plan
    if order.status is Status.OFFERED:
        for offer in order.live_offers:
            yield offer.worker_id, offer.plan


def _worker(known: KnownWorker, booked: list[Booked], during: Window) -> BoardWorker:
    shifts = known.shifts_in(during)
    booked = sorted(booked, key=lambda one: (one.plan.starts_at, one.order.id))
    booked_s = sum(int(one.plan.block.length.total_seconds()) for one in booked)
    return BoardWorker(
        id=known.worker.id,
        name=known.worker.name,
        point=seen_at(known),
        on_duty=known.worker.is_on_duty,
        skills=skills_of(known),
        shift=Shift(start=shifts[0].start, end=max(shift.end for shift in shifts)),
        load_minutes=-(-booked_s // 60),
        shift_minutes=int(_working_time(known, shifts, during).total_seconds()) // 60,
        visits=tuple(_visit(one) for one in booked),
    )


def _working_time(known: KnownWorker, shifts: Iterable[Window], during: Window) -> timedelta:
    """Of the shifts what lies within the day and outside of leaves."""
    left = [(max(one.start, during.start), min(one.end, during.end)) for one in shifts]
    for leave in known.leaves_in(during):
        left = [piece for start, end in left for piece in _less(start, end, leave)]
    return sum((end - start for start, end in left), timedelta(0))


def _less(start: datetime, end: datetime, leave: Window) -> Iterator[tuple[datetime, datetime]]:
    if leave.start > start:
        yield start, min(end, leave.start)
    if leave.end < end:
        yield max(start, leave.end), end


def _visit(one: Booked) -> BoardVisit:
    order = one.order
    return BoardVisit(
        order_id=order.id,
        number=number_of(order.id),
        status=order.status,
        start=one.plan.starts_at,
        end=one.plan.ends_at,
        point=order.place.point,
        service_name=order.terms.service_name,
    )


def _unassigned(order: Order, actor: Actor, store: MemoryStore) -> UnassignedOrder:
    return UnassignedOrder(
        **summary_fields(order, actor, store),
        point=order.place.point,
        unassigned_reason=unassigned_reason(order, store),
        ways_in=_ways_in(order, store),
    )


def _ways_in(order: Order, store: MemoryStore) -> tuple[WayIn, ...]:
    if store.unassigned.get(order.id) is None:
        return ()
    cards = [one for one in store.cards.values() if one.order_id == order.id and one.mode == UNSERVED]
    latest = max(cards, key=lambda one: (one.created_at, one.id), default=None)
    return ways_in(latest.admissions, store.directory.names()) if latest else ()
