"""What a timeline is made of: when a worker may be booked, and what is booked already."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.shared.errors import Malformed
from domain.shared.geo import Point
from domain.shared.ids import VisitId
from domain.shared.time import Window, require_aware


class VisitTakesNoTime(Malformed):
    code = "visit_takes_no_time"


class CapIsNegative(Malformed):
    """Nothing can be capped below zero."""

    code = "cap_is_negative"


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """Work of `duration_s` seconds at `place` that may start in the appointment window, [start, end).

    Raises `VisitTakesNoTime` unless the duration is positive.
    """

    place: Point
    window: Window
    duration_s: int

    def __post_init__(self) -> None:
        if self.duration_s <= 0:
            raise VisitTakesNoTime()

    def starting_at(self, moment: datetime) -> "VisitNeed":
        """The same work, wanted at exactly that second: what a drag on the board asks."""
        return VisitNeed(self.place, Window(moment, moment + timedelta(seconds=1)), self.duration_s)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A visit that is in the timeline already: accepted, or a live offer.

    A fixed one starts at `planned_start` and nowhere else (frozen, under way, or promised to the minute).
    A movable one is planned as early as its window and the visits before it allow, in the order of
    `planned_start`; who wants it never to come earlier hands in a window that begins at `planned_start`.
    """

    visit_id: VisitId
    need: VisitNeed
    planned_start: datetime
    is_fixed: bool = True

    def __post_init__(self) -> None:
        require_aware(self.planned_start)


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one shift may take; None means no cap. `load_permille` is booked over shift minutes x 1000.

    Raises `CapIsNegative` when negative.
    """

    visits: int | None = None
    load_permille: int | None = None

    def __post_init__(self) -> None:
        if (self.visits or 0) < 0 or (self.load_permille or 0) < 0:
            raise CapIsNegative()


@dataclass(frozen=True, slots=True)
class Calendar:
    """When and from where a worker can be scheduled, as seen at `now`.

    Every shift starts at `base`; the one that is running starts now, from `position` where it is known.
    After a leave the worker starts at `base` again. Shifts do not overlap one another; leaves may.
    """

    now: datetime
    base: Point
    shifts: tuple[Window, ...]
    leaves: tuple[Window, ...] = ()
    position: Point | None = None
    caps: Caps = Caps()

    def __post_init__(self) -> None:
        require_aware(self.now)
