"""What the kernel answers: where a visit would go, or what stands in its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared.ids import VisitId
from domain.shared.time import Window


class Obstacle(StrEnum):
    """Why a visit does not fit; the order is the order in which a cause is named when several hold."""

    OUTSIDE_SHIFT = "outside_shift"
    ON_LEAVE = "on_leave"
    DAY_FULL = "day_full"
    WINDOW_MISSED = "window_missed"
    PUSHES_NEXT_LATE = "pushes_next_late"
    ENDS_AFTER_SHIFT = "ends_after_shift"


@dataclass(frozen=True, slots=True)
class Misfit:
    """The smallest obstacle found over all places in the timeline.

    `short_s` is by how many seconds it fails there (0 where seconds are not the matter), `visit_id` the
    neighbour concerned: the one that makes the worker late, or the one that would be late.
    """

    obstacle: Obstacle
    short_s: int = 0
    visit_id: VisitId | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A committed visit whose start, or whose travel before it, changes when another goes in before it."""

    visit_id: VisitId
    start: datetime
    end: datetime
    block: Window


@dataclass(frozen=True, slots=True)
class Placement:
    """A visit put into a timeline at its cheapest place, as early as possible there.

    `block` is the firm time, travel before the visit included. `extra_travel_s` is the travel added to the
    timeline, `waiting_s` how long after its window opens the visit starts. `span` and `position` say where:
    the visit becomes stop number `position` of free span number `span`. `moved` must be saved with it,
    or a stored block of a later visit no longer says the truth.
    """

    start: datetime
    end: datetime
    block: Window
    travel_s: int
    extra_travel_s: int
    waiting_s: int
    load_permille: int
    span: int
    position: int
    moved: tuple[Moved, ...]
