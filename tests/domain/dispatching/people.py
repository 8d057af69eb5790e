"""Visits and workers on the line of `tests.domain.scheduling.days`: a minute of travel per step from home."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from domain.communities.area import Area
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.ranking import DispatchContext, ReadyWorker, ready
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.calendar import Commitment, VisitNeed
from domain.scheduling.travel import Leg, TravelMode, TravelTable
from domain.shared.geo import Point
from domain.shared.ids import OrderId, VisitId, WorkerId
from domain.shared.time import Window
from domain.workforce.model import Skill
from tests.domain.scheduling.days import at, line_travel, need, place, window

DAY_SHIFT = (window("08:00", "17:00"),)
PLUMBING = Skill("plumbing", 3)
ANYWHERE = DispatchPolicy(radius_m=None, load_cap_permille=None, visits_cap=None)


def visit_number(number: int) -> VisitId:
    return VisitId(UUID(int=1000 + number))


def worker_number(number: int) -> WorkerId:
    return WorkerId(UUID(int=2000 + number))


@dataclass(frozen=True, slots=True)
class LineTable(TravelTable):
    """Answers for any two places on the line, so that a test need not list them."""

    def __call__(self, origin: Point, target: Point, /) -> int:
        return line_travel(origin, target)

    def leg(self, origin: Point, target: Point) -> Leg:
        seconds = line_travel(origin, target)
        return Leg(seconds, seconds * 10, is_road=True)


def context(policy: DispatchPolicy = ANYWHERE, now: str = "07:00") -> DispatchContext:
    return DispatchContext(at(now), policy, {mode: LineTable() for mode in TravelMode})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Defaults for a visit; `visit()` makes it."""

    number: int = 1
    need: VisitNeed = field(default_factory=lambda: need("10:00", "12:00", minutes=60, away=10))
    skill: str = "plumbing"
    min_level: int = 2
    is_urgent: bool = False
    priority: int = 0
    barred: frozenset[WorkerId] = frozenset()
    declined: frozenset[WorkerId] = frozenset()

    def visit(self) -> VisitRequest:
        return VisitRequest(
            visit_number(self.number),
            OrderId(UUID(int=self.number)),
            self.need,
            self.skill,
            self.min_level,
            self.is_urgent,
            self.priority,
            self.barred,
            self.declined,
        )


@dataclass(frozen=True, slots=True)
class Someone:
    """Defaults for a worker; `snapshot()` makes it."""

    number: int = 1
    away: int = 0
    skills: tuple[Skill, ...] = (PLUMBING,)
    shifts: tuple[Window, ...] = DAY_SHIFT
    leaves: tuple[Window, ...] = ()
    area: Area | None = None
    position: Point | None = None
    is_on_duty: bool = True
    commitments: tuple[Commitment, ...] = ()

    def snapshot(self) -> WorkerSnapshot:
        return WorkerSnapshot(
            worker_number(self.number),
            place(self.away),
            TravelMode.CAR,
            self.skills,
            self.shifts,
            self.leaves,
            self.area,
            self.position,
            self.is_on_duty,
            self.commitments,
        )


def crew(people: Iterable[Someone], where: DispatchContext) -> list[ReadyWorker]:
    return [ready(one.snapshot(), where) for one in people]
