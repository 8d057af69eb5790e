"""What business time it is."""

from dataclasses import dataclass

from application.ports.clock import ClockRules, MovableClock
from application.views.clock import ClockReading


@dataclass(frozen=True, slots=True)
class ReadClockHandler:
    clock: MovableClock
    rules: ClockRules

    async def __call__(self) -> ClockReading:
        return ClockReading(business_now=self.clock.now(), rate=self.clock.rate, may_move=self.rules.may_move)
