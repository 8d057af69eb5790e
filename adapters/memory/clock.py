"""Clocks in memory: business time over real time, and one that only moves when told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from adapters.memory.session import MemorySession
from adapters.memory.store import MemoryStore
from adapters.memory.transaction import Transaction
from application.ports.clock import ClockMovedMeanwhile, ClockState
from application.ports.time import SystemClock

THE_ROW: Final = 1


class MemoryClock:
    """Never goes back, whatever is written into the row. Before the first row business time is real time."""

    def __init__(self, store: MemoryStore, system_clock: SystemClock) -> None:
        self._store, self._system_clock = store, system_clock
        self._latest = system_clock.now()
        store.business_clock.setdefault(THE_ROW, ClockState(self._latest, self._latest, 1.0, 1))

    @property
    def rate(self) -> float:
        return self._store.business_clock[THE_ROW].rate

    def now(self) -> datetime:
        moment = self._store.business_clock[THE_ROW].business_at(self._system_clock.now())
        self._latest = max(self._latest, moment)
        return self._latest

    async def read(self) -> None:
        """It is read at every question."""


@dataclass(frozen=True, slots=True)
class MemoryClockRow:
    session: MemorySession

    async def get(self) -> ClockState:
        return self.session.store.business_clock[THE_ROW]

    def move(self, state: ClockState) -> None:
        def store(transaction: Transaction) -> None:
            rows = self.session.store.business_clock
            if rows[THE_ROW].version != state.version - 1:
                raise ClockMovedMeanwhile()
            transaction.put(rows, THE_ROW, state)

        self.session.write(store)


@dataclass(slots=True)
class HandClock:
    """Stands still between `advance` and `reach`: for simulations and tests, as either of the two clocks."""

    moment: datetime
    rate: float = 1.0

    async def read(self) -> None:
        """It is as it was left."""

    def now(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> datetime:
        return self.reach(self.moment + by)

    def reach(self, moment: datetime) -> datetime:
        """Go on to that moment, unless it is over."""
        self.moment = max(self.moment, moment)
        return self.moment
