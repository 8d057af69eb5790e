"""Two clocks: business time may be offset and run faster; real time may not."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Business time: deadlines, offers, points. Aware UTC; never goes back."""

    def now(self) -> datetime: ...


class SystemClock(Protocol):
    """Real time: tokens, codes, leases, rate limits, retention. Aware UTC."""

    def now(self) -> datetime: ...
