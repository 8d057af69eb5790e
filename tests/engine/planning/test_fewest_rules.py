"""No smaller set of rules lets a visit in: all sets are tried at every place, nothing else changing hands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    NO_CAP,
    Crew,
    Duties,
    Limits,
    Plan,
    PlanProblem,
    PlanVisits,
    admitted,
    explain_plan,
    plan,
    plan_of,
    validate_plan,
)
from dispatch_engine.planning.bounds import bounds_of
from tests.engine.planning.drawing import column, draw_problem
from tests.engine.planning.test_explain_plan import a_little_less, breaks_something, places

ALWAYS = 10**6
Rules = frozenset[str | int]
"""A visit's number: it may begin whenever somebody comes. Words: what else of the duty is given up."""


def given_up(problem: PlanProblem, duty: int, visit: int, rules: Iterable[str | int]) -> PlanProblem:
    """Without these rules altogether, made by hand and not by the engine's own relaxing."""
    wanted, shift, shifts = set(rules), problem.duties.shift[duty], problem.limits_of_shifts
    opens, closes = problem.visits.opens.copy(), bounds_of(problem).closes.copy()
    for one in wanted:
        if isinstance(one, int):
            opens[one], closes[one, 0], closes[one, 1:] = 0, ALWAYS, -1
    level, fixed = problem.visits.level.copy(), problem.visits.fixed.copy()
    crew, end = problem.crew, problem.duties.end.copy()
    if "worker" in wanted:
        allowed = (
            np.ones((len(problem.visits), len(crew)), bool) if crew.allowed is None else crew.allowed.copy()
        )
        level[visit], fixed[visit], allowed[visit] = 0, -1, True
        crew = Crew(crew.mode, crew.level, allowed, crew.preference)
    if "end" in wanted:
        end[duty] = ALWAYS
    caps = {name: getattr(shifts, name).copy() for name in ("most_visits", "most_s", "capacity")}
    for name in wanted & caps.keys():
        caps[str(name)][shift] = NO_CAP
    return replace(
        problem,
        visits=replace(problem.visits, opens=opens, closes=closes, level=level, fixed=fixed),
        crew=crew,
        duties=replace(problem.duties, end=end),
        shifts=replace(shifts, **caps),
    )


def sets_of(found: Plan, duty: int, visit: int, size: int) -> Iterator[tuple[str | int, ...]]:
    names = ("worker", "end", "most_visits", "most_s", "capacity", *found.routes[duty], visit)
    yield from combinations(names, size)


def smaller_ways(problem: PlanProblem, found: Plan, visit: int, below: int) -> Iterator[tuple[object, ...]]:
    for size in range(below):
        for duty, after in places(problem, found):
            routes = list(found.routes)
            routes[duty] = (*routes[duty][:after], visit, *routes[duty][after:])
            for rules in sets_of(found, duty, visit, size):
                without = given_up(problem, duty, visit, rules)
                if validate_plan(without, plan_of(without, routes)) == ():
                    yield duty, after, rules


def packed(seed: int) -> tuple[PlanProblem, Plan]:
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


def check(problem: PlanProblem, found: Plan) -> int:
    """How many rules are named at most."""
    most = 0
    assert validate_plan(problem, found) == ()
    for one in explain_plan(problem, found).unserved:
        assert next(smaller_ways(problem, found, one.visit, len(one.relaxations)), None) is None, one
        assert one.is_confirmed
        _, grown = admitted(problem, found.routes, one)
        for number, rule in enumerate(one.relaxations):
            rest = [other for k, other in enumerate(one.relaxations) if k != number]
            assert breaks_something([*rest, *a_little_less(rule)], problem, grown), (one, rule)
        most = max(most, len(one.relaxations))
    return most


def drawn(seed: int) -> tuple[PlanProblem, Plan]:
    """Without supplies: what is lacking is looked for apart."""
    problem = draw_problem(seed, visits=8, workers=2, supplies=None)
    return problem, plan(problem, Limits(work=30), seed=seed)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_smaller_set_of_rules_lets_a_visit_in(seed: int) -> None:
    check(*drawn(seed))


def test_nor_into_a_full_day_where_another_visit_has_to_give_way() -> None:
    """Among these are some with which only the door of another visit, or a gap between two windows, opens."""
    assert max(check(*packed(seed)) for seed in (*range(20), 40, 41, 91, 189, 227)) == 2


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_none_of_thousands_has_a_smaller_set() -> None:
    for seed in range(3_000):
        check(*packed(seed))
    for seed in range(400):
        check(*drawn(seed))
