"""The exceptions queue, reviews, messages and done reactions, in memory."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.memory.rows import DeskRow, MessageRow
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.desk import DeskEntry, ExceptionNotFound
from application.ports.outbox import AlreadyReacted, Message, MessageNotFound
from domain.reviews.review import Review
from domain.shared.ids import ExceptionId, MessageId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class MemoryDesk:
    session: MemorySession

    async def get(self, entry_id: ExceptionId, region_id: RegionId | None) -> DeskEntry:
        row = self.session.store.desk.get(entry_id)
        if row is None or row.resolved_at is not None or region_id not in (None, row.entry.region_id):
            raise ExceptionNotFound()
        return row.entry

    def open(self, entry: DeskEntry) -> None:
        def put(transaction: Transaction) -> None:
            store, name = self.session.store, (entry.order_id, entry.kind)
            if store.open_on_desk.get(name) is None:
                transaction.put(store.desk, entry.id, DeskRow(entry))
                transaction.put(store.open_on_desk, name, entry.id)

        self.session.write(put)

    def resolve(self, entry_id: ExceptionId, region_id: RegionId, by: UUID, at: datetime, note: str) -> None:
        def take_off(transaction: Transaction) -> None:
            store = self.session.store
            row = store.desk.get(entry_id)
            if row is None or row.entry.region_id != region_id or row.resolved_at is not None:
                raise ExceptionNotFound()
            transaction.put(store.desk, entry_id, DeskRow(row.entry, at, by, note))
            transaction.put(store.open_on_desk, (row.entry.order_id, row.entry.kind), None)

        self.session.write(take_off)

    async def clear(self, order_id: OrderId, kinds: Collection[str], at: datetime) -> tuple[str, ...]:
        there = tuple(kind for kind in sorted(kinds) if self._settled(order_id, kind, at))

        def take_off(transaction: Transaction) -> None:
            store = self.session.store
            for kind in there:
                if row := self._settled(order_id, kind, at):
                    transaction.put(store.desk, row.entry.id, replace(row, resolved_at=at))
                    transaction.put(store.open_on_desk, (order_id, kind), None)

        if there:
            self.session.write(take_off)
        return there

    def _settled(self, order_id: OrderId, kind: str, at: datetime) -> DeskRow | None:
        store = self.session.store
        entry_id = store.open_on_desk.get((order_id, kind))
        row = store.desk[entry_id] if entry_id is not None else None
        return row if row is not None and row.entry.opened_at <= at else None


@dataclass(frozen=True, slots=True)
class MemoryReviews:
    session: MemorySession

    def add(self, review: Review) -> None:
        self.session.write(lambda transaction: transaction.put(self.session.store.reviews, review.id, review))


@dataclass(frozen=True, slots=True)
class MemoryInbox:
    session: MemorySession

    def add(self, *messages: Message) -> None:
        def put(transaction: Transaction) -> None:
            for message in messages:
                transaction.put(self.session.store.messages, message.id, MessageRow(message))

        self.session.write(put)

    def mark_read(self, message_id: MessageId, account_id: UUID, at: datetime) -> None:
        def mark(transaction: Transaction) -> None:
            messages = self.session.store.messages
            row = messages.get(message_id)
            if row is None or row.message.account_id != account_id:
                raise MessageNotFound()
            transaction.put(messages, message_id, replace(row, read_at=row.read_at or at))

        self.session.write(mark)


@dataclass(frozen=True, slots=True)
class MemoryReactions:
    session: MemorySession

    def done(self, event_id: UUID, reaction: str) -> None:
        def remember(transaction: Transaction) -> None:
            name = (event_id, reaction)
            if name in self.session.store.reactions:
                raise AlreadyReacted()
            transaction.put(self.session.store.reactions, name, None)

        self.session.write(remember)
