"""What dispatch looks at: visits that want a worker, and workers as they stand now."""

from dataclasses import dataclass
from datetime import datetime

from domain.communities.area import Area
from domain.scheduling.calendar import Calendar, Caps, Commitment, VisitNeed
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import OrderId, VisitId, WorkerId
from domain.shared.time import Window
from domain.workforce.model import Skill


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """A visit without a worker. Higher `priority` is served first when not all can be (0 is ordinary).

    `barred` are the workers the homeowner has blocked, `declined` those who said no to this order before.
    """

    visit_id: VisitId
    order_id: OrderId
    need: VisitNeed
    skill: str
    min_level: int
    is_urgent: bool = False
    priority: int = 0
    barred: frozenset[WorkerId] = frozenset()
    declined: frozenset[WorkerId] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkerSnapshot:
    """A worker at one moment. `area` None: anywhere in the region. `position` None: not known, home counts.

    `commitments` are the visits that are firm or offered; a live offer counts like a firm visit.
    """

    worker_id: WorkerId
    home: Point
    travel_mode: TravelMode
    skills: tuple[Skill, ...]
    shifts: tuple[Window, ...]
    leaves: tuple[Window, ...] = ()
    area: Area | None = None
    position: Point | None = None
    is_on_duty: bool = True
    commitments: tuple[Commitment, ...] = ()

    def is_at_work(self, window: Window, now: datetime) -> bool:
        """Whether a shift that is running now reaches into `window`."""
        return any(shift.holds(now) and shift.overlaps(window) for shift in self.shifts)

    def starting_point(self, window: Window, now: datetime) -> Point:
        """Where the worker comes from, roughly: the known position within a running shift, else home."""
        return self.position if self.position and self.is_at_work(window, now) else self.home

    def calendar(self, now: datetime, caps: Caps) -> Calendar:
        return Calendar(now, self.home, self.shifts, self.leaves, self.position, caps)
