"""Stored orders, with the few indexes that keep a long simulation quick."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from adapters.memory.booked import Booked, commitment_of, in_turn
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.parts import Offer, Visit
from domain.orders.status import TERMINAL, Status
from domain.shared.ids import OfferId, OrderId, RegionId, VisitId, WorkerId


def copy_of(order: Order) -> Order:
    """An order of its own, without what a unit of work still has to store; its parts are immutable."""
    twin = copy(order)
    twin.offers = list(order.offers)
    twin.released, twin.events = [], []
    return twin


@dataclass(slots=True)
class OrderTable:
    """Orders in `rows` are never changed, only replaced: whoever reads one makes a copy first."""

    rows: dict[OrderId, Order] = field(default_factory=dict)
    histories: dict[OrderId, tuple[OrderEvent, ...]] = field(default_factory=dict)
    _order_of_offer: dict[OfferId, OrderId] = field(default_factory=dict)
    _ready: dict[RegionId, dict[OrderId, None]] = field(default_factory=lambda: defaultdict(dict))
    _open: dict[UUID, dict[OrderId, None]] = field(default_factory=lambda: defaultdict(dict))
    _firm: dict[WorkerId, dict[VisitId, OrderId]] = field(default_factory=lambda: defaultdict(dict))
    _offered: dict[WorkerId, dict[OfferId, OrderId]] = field(default_factory=lambda: defaultdict(dict))
    _due: list[tuple[datetime, OrderId]] = field(default_factory=list)
    _booked: dict[WorkerId, tuple[Booked, ...]] = field(default_factory=dict)

    def put(self, order: Order) -> None:
        known = self.rows.get(order.id)
        if known is not None:
            self._forget(known)
        self.rows[order.id] = order
        self._remember(order)

    def remove(self, order_id: OrderId) -> None:
        self._forget(self.rows.pop(order_id))

    def order_of_offer(self, offer_id: OfferId) -> OrderId | None:
        return self._order_of_offer.get(offer_id)

    def ready(self, region_id: RegionId) -> Iterator[Order]:
        """The region's READY orders."""
        return (self.rows[order_id] for order_id in self._ready.get(region_id, ()))

    def open_count(self, homeowner_id: UUID) -> int:
        return len(self._open.get(homeowner_id, ()))

    def firm_orders(self, worker_id: WorkerId) -> Iterator[Order]:
        """Orders whose live visit this worker is firm for."""
        return (self.rows[order_id] for order_id in self._firm.get(worker_id, {}).values())

    def firm_visits(self, worker_id: WorkerId) -> Iterator[Visit]:
        return (order.visit for order in self.firm_orders(worker_id))

    def booked(self, worker_id: WorkerId) -> tuple[Booked, ...]:
        """What takes the worker's time, in the order of planned starts; put together once after a change."""
        known = self._booked.get(worker_id)
        if known is None:
            known = self._booked[worker_id] = tuple(sorted(self._bookings(worker_id), key=in_turn))
        return known

    def _bookings(self, worker_id: WorkerId) -> Iterator[Booked]:
        """A visit that is done takes no more time; everything else that is firm or offered does."""
        for order in self.firm_orders(worker_id):
            if order.visit.plan is not None and order.visit.completed_at is None:
                yield Booked(order.visit.plan, commitment_of(order, order.visit.plan))
        for order, offer in self.live_offers(worker_id):
            yield Booked(offer.plan, commitment_of(order, offer.plan))

    def order_of_visit(self, worker_id: WorkerId, visit_id: VisitId) -> Order | None:
        """The order of a live visit that this worker is firm for."""
        order_id = self._firm.get(worker_id, {}).get(visit_id)
        return self.rows[order_id] if order_id is not None else None

    def live_offers(self, worker_id: WorkerId) -> Iterator[tuple[Order, Offer]]:
        for offer_id, order_id in self._offered.get(worker_id, {}).items():
            order = self.rows[order_id]
            yield order, next(offer for offer in order.offers if offer.id == offer_id)

    def next_due(self) -> datetime | None:
        """The earliest deadline of all."""
        return self._due[0][0] if self._due else None

    def due(self, now: datetime, limit: int) -> list[OrderId]:
        """Orders whose deadline is over, longest over first."""
        found = []
        for deadline_at, order_id in self._due[:limit]:
            if deadline_at > now:
                break
            found.append(order_id)
        return found

    def _remember(self, order: Order) -> None:
        if order.status is Status.READY:
            self._ready[order.region_id][order.id] = None
        if order.status not in TERMINAL:
            self._open[order.homeowner_id][order.id] = None
        self._rebook(order)
        if order.visit.is_live and order.visit.worker_id is not None:
            self._firm[order.visit.worker_id][order.visit.id] = order.id
        for offer in order.offers:
            self._order_of_offer[offer.id] = order.id
            if offer.is_live:
                self._offered[offer.worker_id][offer.id] = order.id
        if order.deadline_at is not None:
            insort(self._due, (order.deadline_at, order.id))

    def _rebook(self, order: Order) -> None:
        """Whoever has, had or is asked for it: their day is put together anew when next looked at."""
        if order.visit.worker_id is not None:
            self._booked.pop(order.visit.worker_id, None)
        for offer in order.offers:
            self._booked.pop(offer.worker_id, None)

    def _forget(self, order: Order) -> None:
        self._rebook(order)
        self._ready[order.region_id].pop(order.id, None)
        self._open[order.homeowner_id].pop(order.id, None)
        if order.visit.worker_id is not None:
            self._firm[order.visit.worker_id].pop(order.visit.id, None)
        for offer in order.offers:
            del self._order_of_offer[offer.id]
            self._offered[offer.worker_id].pop(offer.id, None)
        if order.deadline_at is not None:
            del self._due[bisect_left(self._due, (order.deadline_at, order.id))]
