"""Business time: one row holds an anchor and a rate; each process computes from what it last read."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from adapters.persistence.fragments import Fragment
from adapters.persistence.pool import Pool
from adapters.persistence.unit import SqlSession
from application.ports.clock import ClockMovedMeanwhile, ClockState
from application.ports.time import SystemClock

READ_EVERY_S: Final = 0.5
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_UNREAD: Final = ClockState(_LONG_AGO, _LONG_AGO, 1.0, 0)
_READ: Final = "SELECT real_anchor, business_anchor, rate, version FROM business_clock WHERE id = 1"
_MOVE: Final = Fragment(
    "clock_moved",
    "UPDATE business_clock SET real_anchor = %(real)s, business_anchor = %(business)s, rate = %(rate)s, "
    "version = %(version)s WHERE id = 1 AND version = %(version)s - 1",
    expects=1,
    refusal=ClockMovedMeanwhile,
)


@dataclass(slots=True)
class SqlClock:
    """Never goes back within a process, whatever is written into the row."""

    pool: Pool
    system_clock: SystemClock
    _state: ClockState = _UNREAD
    _latest: datetime = _LONG_AGO

    def now(self) -> datetime:
        moment = self._state.business_at(self.system_clock.now())
        self._latest = max(self._latest, moment)
        return self._latest

    @property
    def rate(self) -> float:
        return self._state.rate

    async def read(self) -> None:
        async with self.pool.connection() as connection:
            row = await (await connection.execute(_READ.encode())).fetchone()
        if row is not None:
            self._state = ClockState(*row)

    async def following(self) -> None:
        """Keep reading until cancelled; a database that is away leaves the last state in force."""
        while True:
            await asyncio.sleep(READ_EVERY_S)
            try:
                await self.read()
            except Exception:  # whatever keeps the row from being read, the clock goes on by what it knows
                continue


@dataclass(frozen=True, slots=True)
class SqlClockRow:
    """The stored state, within a unit of work."""

    session: SqlSession

    async def get(self) -> ClockState:
        row = await self.session.fetch_one(_READ, {})
        return ClockState(*row) if row else _UNREAD

    def move(self, state: ClockState) -> None:
        params = {
            "real": state.real_anchor,
            "business": state.business_anchor,
            "rate": state.rate,
            "version": state.version,
        }
        self.session.write(_MOVE, params)
