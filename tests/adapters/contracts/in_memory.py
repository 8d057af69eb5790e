"""The stage in memory: no database module is loaded for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.changes import MemoryChanges
from adapters.memory.clock import HandClock, MemoryClock
from adapters.memory.day_log import MemoryDayLog
from adapters.memory.due import MemoryDueOrders
from adapters.memory.ids import SeededIds
from adapters.memory.outbox import MemoryLeases, MemoryRelay
from adapters.memory.store import MemoryStore
from adapters.memory.tick_log import MemoryTickLog
from adapters.memory.work import MemoryUnits
from domain.reviews.review import Review
from domain.shared.ids import MessageId, OrderId
from tests.adapters.contracts.hamlet import elsewhere, hamlet
from tests.adapters.contracts.stage import SeenDesk, Stage, map_of
from tests.domain.orders.making import NOON


def new_store() -> MemoryStore:
    """The hamlet and the region elsewhere, at noon, with nothing that happened yet."""
    store = MemoryStore(SeededIds())
    for place in (hamlet(), elsewhere()):
        store.settle(place)
    return store


def stage_over(store: MemoryStore) -> Stage:
    clock, real, changes = HandClock(NOON), HandClock(NOON), MemoryChanges()
    return Stage(
        new_uow=MemoryUnits(store, clock),
        clock=clock,
        real=real,
        ids=store.ids,
        due=MemoryDueOrders(store.orders),
        leases=MemoryLeases(store.outbox, real),
        relay=MemoryRelay(store.outbox, changes),
        changes=changes,
        movable=MemoryClock(store, real),
        peek=MemoryPeek(store),
        ticks=MemoryTickLog(map_of),
        days=MemoryDayLog(store),
    )


@dataclass(frozen=True, slots=True)
class MemoryPeek:
    store: MemoryStore

    async def desk(self, order_id: OrderId) -> list[SeenDesk]:
        rows = sorted(self.store.desk.items())
        return [
            SeenDesk(row.entry.kind, row.note, row.resolved_at is None)
            for _, row in rows
            if row.entry.order_id == order_id
        ]

    async def reviews(self, order_id: OrderId) -> list[Review]:
        return [one for one in self.store.reviews.values() if one.order_id == order_id]

    async def read_at(self, message_id: MessageId) -> datetime | None:
        return self.store.messages[message_id].read_at

    async def messages(self, account_id: UUID) -> int:
        return sum(row.message.account_id == account_id for row in self.store.messages.values())

    async def cards(self, order_id: OrderId) -> list[str]:
        return [card.mode for _, card in sorted(self.store.cards.items()) if card.order_id == order_id]

    async def cards_at(self, order_id: OrderId) -> list[datetime]:
        cards = sorted(self.store.cards.items())
        return [card.created_at for _, card in cards if card.order_id == order_id]

    async def unassigned_zh(self, order_id: OrderId) -> str | None:
        return getattr(self.store.unassigned.get(order_id), "zh", None)

    async def history(self, order_id: OrderId) -> list[tuple[int, str]]:
        return [(one.seq, one.action.value) for one in self.store.orders.histories[order_id]]

    async def outbox(self) -> int:
        return len(self.store.outbox.to_react)
