"""Events of committed units of work: leased to their reactions, and relayed to the stream."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from adapters.memory.changes import MemoryChanges
from application.audience import told
from application.ports.changes import Change
from application.ports.ids import Ids
from application.ports.time import SystemClock
from application.ports.upkeep import Leased

LEASE: Final = timedelta(seconds=30)
RELAYED_AT_ONCE: Final = 500


@dataclass(slots=True)
class OutboxRow:
    """`retry_at` is the moment until which somebody has it in hand, or from which it is tried again."""

    seq: int
    event_id: UUID
    event: object
    attempts: int = 0
    retry_at: datetime | None = None
    error: str | None = None


@dataclass(slots=True)
class Outbox:
    """Both tables are in the order of commits and forget what is done."""

    ids: Ids
    to_react: dict[int, OutboxRow] = field(default_factory=dict)
    to_relay: dict[int, object] = field(default_factory=dict)
    _last: int = 0

    def append(self, events: Iterable[object]) -> None:
        for event in events:
            self._last += 1
            self.to_react[self._last] = OutboxRow(self._last, self.ids.new(), event)
            self.to_relay[self._last] = event


@dataclass(frozen=True, slots=True)
class MemoryLeases:
    outbox: Outbox
    system_clock: SystemClock

    async def take(self, limit: int) -> Sequence[Leased]:
        now = self.system_clock.now()
        rows = self.outbox.to_react.values()
        free = list(islice((row for row in rows if row.retry_at is None or row.retry_at <= now), limit))
        for row in free:
            row.attempts += 1
            row.retry_at = now + LEASE
        return [Leased(row.seq, row.event_id, row.event, row.attempts) for row in free]

    async def done(self, leased: Sequence[Leased]) -> None:
        for one in leased:
            self.outbox.to_react.pop(one.seq, None)

    async def later(self, leased: Leased, error: str) -> None:
        row = self.outbox.to_react.get(leased.seq)
        if row is not None:
            row.retry_at = self.system_clock.now() + timedelta(seconds=min(2**leased.attempts, 600))
            row.error = error


@dataclass(frozen=True, slots=True)
class MemoryRelay:
    outbox: Outbox
    changes: MemoryChanges

    async def __call__(self) -> int:
        """Relay one batch; the number of events done."""
        batch = list(islice(self.outbox.to_relay.items(), RELAYED_AT_ONCE))
        for seq, event in batch:
            for one in told(event):
                change = Change(0, one.kind, one.id, one.version, one.event, one.at, one.audience)
                self.changes.tell(change)
            del self.outbox.to_relay[seq]
        return len(batch)
