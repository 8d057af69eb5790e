"""Seeded days to plan. The same arguments give the same problem on every machine."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits, Shifts
from dispatch_engine.planning.problem import PlanProblem

HOUR_S: Final = 3600
SKILL_WEIGHTS: Final = (6, 5, 4, 3, 2, 2, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """What a generated day looks like.

    Attributes
    ----------
    side_m
        Side of the square.
    spread_m
        How far visits scatter around their centre; 0 puts all visits of a centre on one point.
    windowed
        Share of visits with a window of two hours; the rest take any time from 8 to 20.
    skill_chance
        Chance of a worker to have each skill.
    most_visits
        Cap of each worker.
    """

    side_m: int = 20_000
    spread_m: int = 300
    windowed: float = 0.6
    skill_chance: float = 0.4
    most_visits: int = 8


AMPLE: Final = Day()
SCARCE: Final = Day(skill_chance=0.25, most_visits=5)
CLUSTERED: Final = Day(spread_m=60)
DEGENERATE: Final = Day(side_m=1, spread_m=0)


def route_day(visits: int, workers: int, seed: int, day: Day = AMPLE) -> PlanProblem:
    """A town's day: visits around centres, workers anywhere, shifts of nine hours from 8 or from 11.

    Parameters
    ----------
    visits, workers
        How many.
    seed
        Of everything drawn.
    day
        Its shape: `AMPLE`, `SCARCE`, `CLUSTERED`, `DEGENERATE` or another.

    Returns
    -------
    PlanProblem
        Travel is 1.3 times the straight line at 25 km/h and costs 1 a second; every prize is 1; work takes
        30, 45, 60 or 90 minutes; workers end where they start. Seconds count from midnight.
    """
    random = np.random.default_rng(seed)
    centres = random.uniform(0, day.side_m, (max(8, visits // 12), 2))
    visit_xy = centres[random.integers(0, len(centres), visits)] + random.normal(0, day.spread_m, (visits, 2))
    xy = np.round(np.concatenate([visit_xy, random.uniform(0, day.side_m, (workers, 2))]))
    start, homes = random.choice([8, 11], workers) * HOUR_S, visits + np.arange(workers)
    return PlanProblem(
        visits=_visits(random, visits, day),
        duties=Duties(np.arange(workers), start, start + 9 * HOUR_S, homes, homes),
        crew=Crew(
            mode=np.zeros(workers, dtype=np.int64),
            level=(random.random((workers, len(SKILL_WEIGHTS))) < day.skill_chance).astype(np.int64),
        ),
        travel=seconds_between(xy.astype(np.int64), xy.astype(np.int64)),
        shifts=Shifts(
            span_s=np.full(workers, 9 * HOUR_S),
            most_visits=np.full(workers, day.most_visits),
        ),
    )


def seconds_between(sources: Ints, targets: Ints) -> Ints:
    """Whole seconds at 25 km/h over 1.3 times the straight line, rounded up; (a, 2) and (b, 2) metres."""
    offset = sources[:, None, :] - targets[None, :, :]
    metres = np.hypot(offset[..., 0], offset[..., 1])
    seconds: Ints = np.ceil(metres * (1.3 * 3.6 / 25)).astype(np.int64)
    return seconds


def _visits(random: np.random.Generator, count: int, day: Day) -> PlanVisits:
    has_window = random.random(count) < day.windowed
    opens = np.where(has_window, random.integers(8, 18, count), 8) * HOUR_S
    share = np.array(SKILL_WEIGHTS) / sum(SKILL_WEIGHTS)
    return PlanVisits(
        place=np.arange(count),
        opens=opens,
        closes=np.where(has_window, opens + 2 * HOUR_S, 20 * HOUR_S),
        duration=random.choice([1800, 2700, 3600, 5400], count, p=[0.3, 0.3, 0.3, 0.1]),
        prize=np.ones(count, dtype=np.int64),
        skill=random.choice(len(SKILL_WEIGHTS), count, p=share),
        level=np.ones(count, dtype=np.int64),
    )
