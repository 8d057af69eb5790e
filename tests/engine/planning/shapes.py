"""Small problems of one kind each, and full days: what explanations are asked about."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from dispatch_engine import (
    NOWHERE,
    Breaks,
    Committed,
    Crew,
    Duties,
    Limits,
    Plan,
    PlanProblem,
    PlanVisits,
    Supplies,
    plan,
    plan_of,
)
from tests.engine.planning.drawing import column, draw_problem, draw_supplies

Asked = tuple[PlanProblem, Plan]


def solved(seed: int, problem: PlanProblem) -> Asked:
    """With work of a second at least: nobody can say whether nothing is done during a break."""
    visits = replace(problem.visits, duration=np.maximum(problem.visits.duration, 1))
    problem = replace(problem, visits=visits)
    return problem, plan(problem, Limits(work=30), seed=seed)


def plain(seed: int) -> Asked:
    return solved(seed, draw_problem(seed, 8, 2, supplies=None))


def with_tools_and_parts(seed: int) -> Asked:
    alone = replace(supplies_of(seed), depot=NOWHERE)
    return solved(seed, replace(with_supplies(seed), supplies=alone))


def with_a_depot(seed: int) -> Asked:
    return solved(seed, with_supplies(seed))


def with_supplies(seed: int) -> PlanProblem:
    return draw_problem(seed, 6, 2, supplies=supplies_of(seed))


def supplies_of(seed: int) -> Supplies:
    drawn = draw_supplies(np.random.default_rng(seed), 6, 3)
    return replace(drawn, depot=seed % 12)


def with_breaks(seed: int) -> Asked:
    """Two breaks in every duty."""
    random = np.random.default_rng(seed)
    duty = np.repeat(np.arange(3), 2)
    start = 60 + np.arange(6) % 2 * 90 + random.integers(0, 50, 6)
    breaks = Breaks(duty, start, start + random.integers(1, 40, 6))
    return solved(seed, draw_problem(seed, 7, 2, supplies=None, breaks=breaks))


def with_promises(seed: int) -> Asked:
    """Most visits are promised, and half of those stay where they are."""
    random, problem = np.random.default_rng(seed), draw_problem(seed, 7, 2, supplies=None)
    held = random.permutation(7)[:5]
    whose = random.integers(0, 3, 5)
    routes = [held[whose == duty].tolist() for duty in range(3)]
    committed = Committed.of(routes, [(len(route) + 1) // 2 for route in routes])
    return solved(seed, replace(problem, committed=committed))


def tied(seed: int) -> Asked:
    return solved(seed, draw_problem(seed, 6, 3, ties=1, supplies=None))


def tied_twice(seed: int) -> Asked:
    return solved(seed, draw_problem(seed, 6, 3, ties=2, supplies=None))


def everything(seed: int) -> Asked:
    return solved(seed, draw_problem(seed, 5, 2, ties=1))


def packed(seed: int) -> Asked:
    """A full day of four visits, each at its only moment, give or take a little; and one visit more."""
    random = np.random.default_rng(seed)
    travel, duration = random.integers(0, 40, (1, 6, 6)), random.integers(5, 40, 5)
    opens = np.zeros((5, 2), dtype=np.int64)
    closes = opens.copy()
    clock, place = 0, 5
    for visit in range(4):
        clock += int(travel[0, place, visit]) + int(random.choice([0, 0, 30, 60]))
        opens[visit, 0], closes[visit, 0] = (
            max(0, clock - int(random.integers(0, 4))),
            clock + random.integers(0, 4),
        )
        clock, place = clock + int(duration[visit]), visit
    opens[4, 0] = random.integers(0, clock)
    closes[4, 0] = opens[4, 0] + random.integers(0, 20)
    opens[:, 1] = closes[:, 0] + random.integers(20, 120, 5)
    closes[:, 1] = np.where(random.random(5) < 0.5, opens[:, 1] + 5, -1)  # half have one window alone
    end = column(clock + int(random.integers(0, 10)))
    problem = PlanProblem(
        visits=PlanVisits(np.arange(5), opens, closes, duration, prize=np.full(5, 1_000)),
        duties=Duties(worker=column(0), start=column(0), end=end, start_place=column(5)),
        crew=Crew(mode=column(0)),
        travel=travel,
    )
    return problem, plan_of(problem, [(0, 1, 2, 3)])


SHAPES: Final[Mapping[str, Callable[[int], Asked]]] = {
    one.__name__: one
    for one in (
        plain,
        with_tools_and_parts,
        with_a_depot,
        with_breaks,
        with_promises,
        tied,
        tied_twice,
        everything,
        packed,
    )
}
