"""Business time: one row holds an anchor and a rate; each process computes from what it last read."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from adapters.persistence.pool import Pool
from adapters.persistence.statements import statement
from application.ports.clock import ClockState
from application.ports.time import SystemClock

READ_EVERY_S: Final = 0.5
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_UNREAD: Final = ClockState(_LONG_AGO, _LONG_AGO, 1.0, 0)
_READ: Final = b"SELECT real_anchor, business_anchor, rate, version FROM business_clock WHERE id = 1"
_MOVE: Final = statement(
    "UPDATE business_clock SET real_anchor = %(real)s, business_anchor = %(business)s, rate = %(rate)s, "
    "version = version + 1 WHERE id = 1 AND version = %(seen)s RETURNING version"
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
            row = await (await connection.execute(_READ)).fetchone()
        if row is not None:
            self._state = ClockState(*row)

    async def move(self, rate: float | None, advance: timedelta) -> bool:
        """Jump ahead and go on at `rate` (None: as before). False when somebody moved it meanwhile."""
        await self.read()
        real = self.system_clock.now()
        state = self._state
        params = {
            "real": real,
            "business": max(self._latest, state.business_at(real)) + advance,
            "rate": state.rate if rate is None else rate,
            "seen": state.version,
        }
        async with self.pool.connection() as connection:
            row = await (await connection.execute(_MOVE.raw, _MOVE.arguments(params))).fetchone()
        await self.read()
        return row is not None

    async def following(self) -> None:
        """Keep reading until cancelled; a database that is away leaves the last state in force."""
        while True:
            await asyncio.sleep(READ_EVERY_S)
            try:
                await self.read()
            except Exception:
                continue
