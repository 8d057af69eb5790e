"""Business time as a client shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """`rate` business seconds pass in one real second; `may_move` is false in production."""

    business_now: datetime
    rate: float
    may_move: bool
