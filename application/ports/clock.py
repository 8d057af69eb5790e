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


@dataclass(frozen=True, slots=True)
class ClockRules:
    """Whether business time may be moved through the API: a setting, refused in production."""

    may_move: bool


class MovableClock(Protocol):
    """This process's view of business time."""

    @property
    def rate(self) -> float: ...

    def now(self) -> datetime: ...

    async def read(self) -> None:
        """Look at once how business time is computed now, rather than at the next glance."""
        ...


class ClockRow(Protocol):
    """The one stored state of business time, within a unit of work."""

    async def get(self) -> ClockState: ...

    def move(self, state: ClockState) -> None:
        """Store it; commit raises `ClockMovedMeanwhile` unless the stored version is the one before."""
        ...
