"""Seeded small days in a flat square town, and a greedy plan to be beaten."""

from collections.abc import Sequence
from random import Random

import numpy as np

from arena.hindsight.plan import Plan, timed_plan
from arena.hindsight.problem import Ints, Problem
from arena.records import DayRecord, Hand, Outcome, Story
from domain.shared.geo import Point

SKILLS = ("plumbing", "cooling", "cleaning")
HOUR = 3600
METRES_PER_DEGREE = 100_000  # of this town, both ways
M_PER_S = {"car": 8, "e_bike": 5}


def flat_travel(mode: str, places: Sequence[Point]) -> tuple[Ints, Ints]:
    """Along the grid, as in a town of square blocks."""
    lon, lat = (np.array([getattr(place, name) for place in places]) for name in ("lon", "lat"))
    steps = np.abs(lon[:, None] - lon[None]) + np.abs(lat[:, None] - lat[None])
    metres = np.round(steps * METRES_PER_DEGREE).astype(np.int64)
    return -(-metres // M_PER_S[mode]), metres


def at(metres_east: int, metres_north: int = 0) -> Point:
    return Point(metres_east / METRES_PER_DEGREE, metres_north / METRES_PER_DEGREE)


def story(number: int, place: Point, opens_h: float, outcome: Outcome = Outcome.SERVED) -> Story:
    """A plumbing job of level 2 that takes an hour and may start within two."""
    opens_s = round(opens_h * HOUR)
    return Story(
        number=number,
        service="tap",
        skill="plumbing",
        min_level=2,
        place=place,
        wished_s=-HOUR,
        opens_s=opens_s,
        closes_s=opens_s + 2 * HOUR,
        planned_duration_s=HOUR,
        true_duration_s=HOUR,
        price_minor=100,
        is_urgent=False,
        outcome=outcome,
    )


def hand(
    number: int, home: Point, away: tuple[tuple[int, int], ...] = (), level: int = 2, speed: float = 1.0
) -> Hand:
    return Hand(number, home, "car", (("plumbing", level),), speed, 8 * HOUR, 18 * HOUR, away)


def day_of(*parts: Story | Hand) -> DayRecord:
    stories = tuple(part for part in parts if isinstance(part, Story))
    hands = tuple(part for part in parts if isinstance(part, Hand))
    return DayRecord("flat", "2026-03-02", "balanced", "nearest", 1, stories, hands)


def small_day(seed: int, wishes: int = 20, workers: int = 5) -> DayRecord:
    """Skills, levels, paces, travel modes and lunches all differ."""
    chance = Random(seed)
    return day_of(
        *(_wish(chance, number) for number in range(wishes)),
        *(_worker(chance, 100 + number) for number in range(workers)),
    )


def _place(chance: Random) -> Point:
    return at(chance.randrange(8_000), chance.randrange(8_000))


def _wish(chance: Random, number: int) -> Story:
    opens_s = chance.randrange(18, 32) * HOUR // 2
    work_s = chance.randrange(45, 120) * 60
    skill, level = chance.choice(SKILLS), chance.choice((1, 1, 2))
    return Story(
        number, "any", skill, level, _place(chance), 0, opens_s, opens_s + 2 * HOUR, work_s, work_s, 100,
        False, Outcome.SERVED,
    )  # fmt: skip


def _worker(chance: Random, number: int) -> Hand:
    skills = tuple((skill, chance.choice((1, 2))) for skill in chance.sample(SKILLS, 2))
    lunch_s = chance.randrange(22, 27) * HOUR // 2
    speed = chance.choice((0.9, 1.0, 1.15))
    mode = chance.choice(tuple(M_PER_S))
    away = ((lunch_s, lunch_s + HOUR // 2),)
    return Hand(number, _place(chance), mode, skills, speed, 8 * HOUR, 18 * HOUR, away)


def greedy_plan(problem: Problem) -> Plan:
    """Visits by the opening of their windows, each to the stint with the fewest metres to it."""
    free = {
        number: (problem.home_of(each.worker), each.start_s) for number, each in enumerate(problem.stints)
    }
    sequences: dict[int, list[int]] = {}
    for position in sorted(range(len(problem.visits)), key=lambda each: problem.visits[each].opens_s):
        visit, offers = problem.visits[position], []
        for number, stint in enumerate(problem.stints):
            worker, ways, (place, free_s) = (
                problem.workers[stint.worker],
                problem.ways_of(stint.worker),
                free[number],
            )
            start_s = max(visit.opens_s, free_s + int(ways.seconds[place, position]))
            end_s = start_s + worker.work_s(visit)
            if worker.can_do(visit) and start_s < visit.closes_s and end_s <= stint.end_s:
                offers.append((int(ways.metres[place, position]), number, end_s))
        if offers:
            _, number, end_s = min(offers)
            free[number] = position, end_s
            sequences.setdefault(number, []).append(position)
    return timed_plan(problem, sequences)
