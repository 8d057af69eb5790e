"""Orders in memory: handed out as copies, taken in as copies."""

from dataclasses import dataclass, field, replace

from adapters.memory.order_table import OrderTable, copy_of
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.parts import Visit
from domain.orders.refusals import OfferNotFound, OrderNotFound, StaleVersion
from domain.shared.ids import OfferId, OrderId, VisitId


@dataclass(frozen=True, slots=True)
class MemoryOrders:
    """A plan that a unit did not touch stays as it is stored: another unit may have moved its block."""

    session: MemorySession
    _known_visits: dict[VisitId, Visit] = field(default_factory=dict)

    async def get(self, order_id: OrderId) -> Order:
        kept = self._table.rows.get(order_id)
        if kept is None:
            raise OrderNotFound()
        return self._handed_out(kept)

    async def of_offer(self, offer_id: OfferId) -> Order:
        order_id = self._table.order_of_offer(offer_id)
        if order_id is None:
            raise OfferNotFound()
        return self._handed_out(self._table.rows[order_id])

    def add(self, order: Order) -> None:
        self._buffer(order, None)

    def save(self, order: Order) -> None:
        if order.events:
            self._buffer(order, order.version - len(order.events))

    def _handed_out(self, kept: Order) -> Order:
        self._known_visits[kept.visit.id] = kept.visit
        return copy_of(kept)

    @property
    def _table(self) -> OrderTable:
        return self.session.store.orders

    def _buffer(self, order: Order, loaded_version: int | None) -> None:
        """Keep the order as it is at this moment; whatever is done to it later needs another save."""
        kept, events = copy_of(order), tuple(order.events)
        kept.offers.sort(key=lambda offer: (offer.created_at, offer.id))
        self.session.write(lambda transaction: self._store(transaction, kept, events, loaded_version))
        for event in events:
            self.session.record(event)
        order.events.clear()

    def _store(
        self, transaction: Transaction, kept: Order, events: tuple[OrderEvent, ...], loaded: int | None
    ) -> None:
        table = self._table
        stored = table.rows.get(kept.id)
        seen = None if stored is None else (stored.version, stored.visit.id)
        wanted = None if loaded is None else (loaded, kept.visit.id)
        if seen != wanted or transaction.has_written(kept.id):
            raise StaleVersion()
        if stored is not None and self._has_plan_as_loaded(kept.visit):
            kept.visit = replace(kept.visit, plan=stored.visit.plan)
        transaction.put_order(kept)
        transaction.put(table.histories, kept.id, table.histories.get(kept.id, ()) + events)
        transaction.put(self.session.store.unassigned, kept.id, None)

    def _has_plan_as_loaded(self, visit: Visit) -> bool:
        known = self._known_visits.get(visit.id)
        return known is not None and (known.worker_id, known.plan) == (visit.worker_id, visit.plan)
