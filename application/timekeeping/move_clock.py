"""Business time jumps ahead or changes its pace, where the settings allow it."""

from dataclasses import dataclass
from datetime import timedelta

from application.ports.clock import (
    ClockMayNotMove,
    ClockOnlyGoesForward,
    ClockRules,
    ClockState,
    MovableClock,
)
from application.ports.time import SystemClock
from application.ports.unit_of_work import NewUnit
from application.views.clock import ClockReading


@dataclass(frozen=True, slots=True)
class MoveClock:
    """`rate` None keeps the pace."""

    rate: float | None = None
    advance_s: int = 0


@dataclass(frozen=True, slots=True)
class MoveClockHandler:
    """The clock's row is one of the unit's writes: under one request key it moves once."""

    new_uow: NewUnit
    clock: MovableClock
    system_clock: SystemClock
    rules: ClockRules

    async def __call__(self, cmd: MoveClock) -> ClockReading:
        """Raises `ClockMayNotMove`, `ClockOnlyGoesForward` and `ClockMovedMeanwhile`."""
        if not self.rules.may_move:
            raise ClockMayNotMove()
        if cmd.advance_s < 0 or (cmd.rate is not None and cmd.rate <= 0):
            raise ClockOnlyGoesForward()
        async with self.new_uow() as uow:
            seen = await uow.business_clock.get()
            moved = self._moved(seen, cmd)
            uow.business_clock.move(moved)
            answer = ClockReading(business_now=moved.business_anchor, rate=moved.rate, may_move=True)
            await uow.commit(answer)
        await self.clock.read()
        return answer

    def _moved(self, seen: ClockState, cmd: MoveClock) -> ClockState:
        real = self.system_clock.now()
        business = max(self.clock.now(), seen.business_at(real)) + timedelta(seconds=cmd.advance_s)
        return ClockState(real, business, seen.rate if cmd.rate is None else cmd.rate, seen.version + 1)
