"""What a contract needs of a store: the ports, two clocks to set, and a look past the ports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from adapters.memory.clock import HandClock
from application.ports.accounts import AccountEdits
from application.ports.changes import Changes
from application.ports.clock import MovableClock
from application.ports.day_log import DayLog
from application.ports.ids import Ids
from application.ports.photos import Photos
from application.ports.tick_log import TickLog
from application.ports.unit_of_work import RequestKey, UnitOfWork
from application.ports.upkeep import DueOrders, Leases
from domain.orders.order import Order
from domain.photos.photo import Photo
from domain.reviews.review import Review
from domain.shared.ids import MessageId, OrderId, RegionId


class WholeUnit(UnitOfWork, Protocol):
    """Every unit of work also serves the narrow ones of photos and accounts."""

    @property
    def photos(self) -> Photos: ...
    @property
    def accounts(self) -> AccountEdits: ...


class NewWholeUnit(Protocol):
    def __call__(self, key: RequestKey | None = None) -> WholeUnit: ...


def map_of(region_id: RegionId) -> str:
    """The map that this stage's tick log names."""
    return f"map of {region_id}"


class RelayBatch(Protocol):
    async def __call__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SeenDesk:
    kind: str
    note: str | None
    is_open: bool


class Peek(Protocol):
    """What no port reads back: read models do, and they have tests of their own."""

    async def desk(self, order_id: OrderId) -> list[SeenDesk]: ...
    async def reviews(self, order_id: OrderId) -> list[Review]: ...
    async def read_at(self, message_id: MessageId) -> datetime | None: ...
    async def messages(self, account_id: UUID) -> int: ...
    async def cards(self, order_id: OrderId) -> list[str]:
        """Their modes."""
        ...

    async def cards_at(self, order_id: OrderId) -> list[datetime]:
        """Their moments, in the same order."""
        ...

    async def unassigned_zh(self, order_id: OrderId) -> str | None: ...
    async def history(self, order_id: OrderId) -> list[tuple[int, str]]:
        """(seq, action)"""
        ...

    async def outbox(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Stage:
    new_uow: NewWholeUnit
    clock: HandClock
    real: HandClock
    ids: Ids
    due: DueOrders
    leases: Leases
    relay: RelayBatch
    changes: Changes
    movable: MovableClock
    peek: Peek
    ticks: TickLog
    days: DayLog

    async def keep(self, *orders: Order) -> None:
        """Store orders that were made by their moves: as new, then with what came after."""
        for order in orders:
            events, offers = list(order.events), list(order.offers)
            order.offers = []
            order.events = events[:1]
            later, order.version = order.version, 1
            async with self.new_uow() as uow:
                uow.orders.add(order)
                await uow.commit()
            order.offers, order.version = offers, later
            if events[1:]:
                order.events = events[1:]
                async with self.new_uow() as uow:
                    uow.orders.save(order)
                    await uow.commit()

    async def load(self, order_id: OrderId) -> Order:
        async with self.new_uow() as uow:
            return await uow.orders.get(order_id)

    async def add_photo(self, photo: Photo) -> None:
        async with self.new_uow() as uow:
            uow.photos.add(photo)
            await uow.commit()
