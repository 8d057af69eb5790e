"""Orders in memory: handed out as copies, taken in as copies."""

from dataclasses import dataclass

from adapters.memory.order_table import OrderTable, copy_of
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.refusals import OfferNotFound, OrderNotFound, StaleVersion
from domain.shared.ids import OfferId, OrderId


@dataclass(frozen=True, slots=True)
class MemoryOrders:
    session: MemorySession

    async def get(self, order_id: OrderId) -> Order:
        kept = self._table.rows.get(order_id)
        if kept is None:
            raise OrderNotFound()
        return copy_of(kept)

    async def of_offer(self, offer_id: OfferId) -> Order:
        order_id = self._table.order_of_offer(offer_id)
        if order_id is None:
            raise OfferNotFound()
        return copy_of(self._table.rows[order_id])

    def add(self, order: Order) -> None:
        self._buffer(order, None)

    def save(self, order: Order) -> None:
        if order.events:
            self._buffer(order, order.version - len(order.events))

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
        transaction.put_order(kept)
        transaction.put(table.histories, kept.id, table.histories.get(kept.id, ()) + events)
        transaction.put(self.session.store.unassigned, kept.id, None)
