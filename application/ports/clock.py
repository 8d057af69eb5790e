"""How business time is computed, and how it may be moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.shared.errors import Conflict, Forbidden, Malformed


class ClockMayNotMove(Forbidden):
    """A setting allows it, and production refuses it."""

    code = "clock_may_not_move"


class ClockMovedMeanwhile(Conflict):
    code = "clock_moved_meanwhile"


class ClockOnlyGoesForward(Malformed):
    code = "clock_only_goes_forward"


@dataclass(frozen=True, slots=True)
class ClockState:
    """Business time was `business_anchor` at `real_anchor`, and runs at `rate` since."""

    real_anchor: datetime
    business_anchor: datetime
    rate: float
    version: int

    def business_at(self, real: datetime) -> datetime:
        return self.business_anchor + max(timedelta(0), real - self.real_anchor) * self.rate


class MovableClock(Protocol):
    @property
    def rate(self) -> float: ...

    def now(self) -> datetime: ...

    async def move(self, rate: float | None, advance: timedelta) -> bool:
        """False when somebody else moved it meanwhile."""
        ...
