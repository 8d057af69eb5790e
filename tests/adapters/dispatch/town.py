"""Random questions in a small town, and travel times that anybody can recompute."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from domain.communities.area import Area
from domain.dispatching.matching import MatchQuestion
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.calendar import Commitment, VisitNeed
from domain.scheduling.travel import Leg, TravelBlock, TravelMode
from domain.shared.geo import Point
from domain.shared.ids import OrderId, RegionId, VisitId, WorkerId
from domain.shared.time import Window
from domain.workforce.model import Skill

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
REGION: Final = RegionId(UUID(int=1))
_SPEED: Final = {TravelMode.CAR: 9, TravelMode.BICYCLE: 4}
_SKILLS: Final = ("plumbing", "cleaning", "electric")


@dataclass(slots=True)
class GridTravel:
    """Along a grid of streets, a metre for each 0.00001 degree; one-way detours make it asymmetric."""

    asked: list[int] = field(default_factory=list)

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        self.asked.append(len(sources) * len(targets))
        legs = [[leg(mode, a, b) for b in targets] for a in sources]
        return TravelBlock(
            tuple(sources),
            tuple(targets),
            tuple(array("i", [one.seconds for one in row]) for row in legs),
            tuple(array("i", [one.metres for one in row]) for row in legs),
            is_road=True,
        )

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        return tuple(leg(mode, a, b) for a, b in pairs)


def leg(mode: TravelMode, origin: Point, target: Point) -> Leg:
    east, north = round((target.lon - origin.lon) * 1e5), round((target.lat - origin.lat) * 1e5)
    metres = abs(east) + abs(north) + (300 if east < 0 else 0)
    return Leg(-(-metres // _SPEED[mode]), metres, is_road=True)


def question(
    seed: int,
    visits: int = 12,
    workers: int = 9,
    policy: DispatchPolicy | None = None,
    deadline_s: float = 30.0,
) -> MatchQuestion:
    random = Random(seed)
    return MatchQuestion(
        REGION,
        NOON,
        tuple(_visit(random, number, workers) for number in range(visits)),
        tuple(_worker(random, number) for number in range(workers)),
        policy or DispatchPolicy(radius_m=random.choice((None, 4_000)), visits_cap=4),
        seed=seed,
        deadline_s=deadline_s,
    )


def _point(random: Random) -> Point:
    return Point(random.randrange(0, 6_000) / 1e5, random.randrange(0, 6_000) / 1e5)


def _window(random: Random, low_h: int, high_h: int) -> Window:
    start = NOON + timedelta(minutes=random.randrange(low_h * 60, high_h * 60, 15))
    return Window(start, start + timedelta(minutes=random.choice((30, 60, 120))))


def _visit(random: Random, number: int, workers: int) -> VisitRequest:
    someone = frozenset({WorkerId(UUID(int=random.randrange(1, workers + 2)))})
    return VisitRequest(
        VisitId(UUID(int=100 + number)),
        OrderId(UUID(int=200 + number)),
        VisitNeed(_point(random), _window(random, 0, 9), random.choice((1200, 2700, 5400))),
        random.choice(_SKILLS),
        random.randrange(1, 4),
        is_urgent=random.random() < 0.2,
        priority=random.choice((0, 0, 1)),
        barred=someone if random.random() < 0.2 else frozenset(),
        declined=someone if random.random() < 0.2 else frozenset(),
    )


def _worker(random: Random, number: int) -> WorkerSnapshot:
    start = NOON + timedelta(hours=random.choice((-4, -1, 2)))
    shifts = [Window(start, start + timedelta(hours=5))]
    if random.random() < 0.4:
        shifts.append(Window(start + timedelta(hours=6), start + timedelta(hours=9)))
    expires = random.choice((None, None, NOON + timedelta(hours=5)))
    skills = tuple(Skill(code, random.randrange(1, 6), expires) for code in random.sample(_SKILLS, 2))
    west, south = random.randrange(-10, 20) / 1e3, random.randrange(-10, 20) / 1e3
    box = [
        Point(west, south),
        Point(west + 0.045, south),
        Point(west + 0.05, south + 0.05),
        Point(west, south + 0.04),
    ]
    return WorkerSnapshot(
        WorkerId(UUID(int=number + 1)),
        _point(random),
        random.choice(tuple(_SPEED)),
        skills,
        tuple(shifts),
        leaves=(_window(random, 0, 6),) if random.random() < 0.3 else (),
        area=Area(tuple(box)) if random.random() < 0.4 else None,
        position=_point(random) if random.random() < 0.5 else None,
        is_on_duty=random.random() < 0.8,
        commitments=tuple(_commitment(random, number, n) for n in range(random.randrange(4))),
    )


def _commitment(random: Random, worker: int, number: int) -> Commitment:
    window = _window(random, -2, 8)
    need = VisitNeed(_point(random), window, random.choice((1200, 2700)))
    return Commitment(
        VisitId(UUID(int=1000 + 10 * worker + number)), need, window.start, random.random() < 0.5
    )
