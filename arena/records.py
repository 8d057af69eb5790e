"""What is kept of one simulated day: enough to measure it, to draw it, and to plan it again in hindsight.

All moments are whole seconds since midnight (local time) of the day that is played; those of the evening
before are negative.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.geo import Point


class Outcome(StrEnum):
    """How a wish ended."""

    SERVED = "served"
    TURNED_AWAY = "turned_away"  # no slot could be had
    CANCELLED = "cancelled"  # by the homeowner
    NOT_AT_HOME = "not_at_home"  # the worker came in vain
    UNSERVED = "unserved"  # nobody came in time
    UNFINISHED = "unfinished"  # still open when the day was over


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the order's history: the status that it came to, by which action, and whose it is then."""

    at_s: int
    action: str
    status: str
    worker: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """One wish, numbered in the order of `wished_s`; `number` also stands in `Drive` and `Work`.

    The window [opens_s, closes_s) is the one that was booked (the one wished for, when turned away).
    `price_minor` is the list price. `true_duration_s` is what the work takes a worker of ordinary speed.
    `accepted_s` is the last acceptance, `first_accepted_s` the first; `arrived_s` when the worker was at the
    door.
    """

    number: int
    service: str
    skill: str
    min_level: int
    place: Point
    wished_s: int
    opens_s: int
    closes_s: int
    planned_duration_s: int
    true_duration_s: int
    price_minor: int
    is_urgent: bool
    outcome: Outcome
    ready_s: int | None = None
    first_accepted_s: int | None = None
    accepted_s: int | None = None
    arrived_s: int | None = None
    completed_s: int | None = None
    worker: int | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Drive:
    """A way to a visit, arrived at or broken off (`is_in_vain`)."""

    order: int
    left_s: int
    there_s: int
    origin: Point
    target: Point
    metres: int
    is_in_vain: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Time at the door: waiting for the window, then working (nothing of it when nobody was at home)."""

    order: int
    arrived_s: int
    started_s: int
    ended_s: int


@dataclass(frozen=True, slots=True)
class Hand:
    """A worker's day. `skills` are (code, level); `speed` multiplies durations (1 is ordinary).

    `away` are the stretches [from, to) of the shift not worked: break, leave, sickness.
    """

    number: int
    home: Point
    mode: str
    skills: tuple[tuple[str, int], ...]
    speed: float
    shift_start_s: int
    shift_end_s: int
    away: tuple[tuple[int, int], ...] = ()
    drives: tuple[Drive, ...] = ()
    works: tuple[Work, ...] = ()
    earned_minor: int = 0


@dataclass(frozen=True, slots=True)
class DayRecord:
    """`date` is the local day as YYYY-MM-DD; `currency_exponent` the decimals of the region's money."""

    city: str
    date: str
    regime: str
    rule: str
    seed: int
    stories: tuple[Story, ...]
    hands: tuple[Hand, ...]
    currency: str = ""
    currency_exponent: int = 0
