"""What can be wrong with a plan."""

from dataclasses import dataclass
from enum import StrEnum


class PlanBreach(StrEnum):
    WRONG_LENGTH = "wrong_length"
    NO_SUCH_VISIT = "no_such_visit"
    VISITED_TWICE = "visited_twice"
    WRONG_UNSERVED = "wrong_unserved"
    NOT_ALLOWED = "not_allowed"
    LOCK_BROKEN = "lock_broken"
    TOO_SOON = "too_soon"
    """Before the worker can be there."""
    OUTSIDE_WINDOW = "outside_window"
    MEETS_BREAK = "meets_break"
    OVERRUNS = "overruns"
    TOO_MANY_VISITS = "too_many_visits"
    TOO_MUCH_TIME = "too_much_time"
    OVER_CAPACITY = "over_capacity"
    NO_TOOL = "no_tool"
    NO_PART = "no_part"
    """More parts are used before the depot than the duty starts with."""
    NOT_TOGETHER = "not_together"
    """Half of a visit of two workers: the other half is not served, not then, or by the same worker."""
    WRONG_COST = "wrong_cost"
    WRONG_LOST = "wrong_lost"


@dataclass(frozen=True, slots=True)
class PlanViolation:
    """`visit`, `duty`, `shift` and `item` (a tool or part) are -1 where none is concerned."""

    breach: PlanBreach
    visit: int = -1
    duty: int = -1
    shift: int = -1
    item: int = -1
