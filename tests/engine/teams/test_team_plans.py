"""Teams and routes together: feasible always, the best composition where all can be tried, repeatable."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import Limits, TeamPlan, TeamProblem, joined, plan, plan_with_teams, validate_teams
from dispatch_engine.teams.choosing import TeamPool
from dispatch_engine.teams.generation import team_day
from dispatch_engine.teams.moves import by_leader, everybody_alone


def total(found: TeamPlan) -> int:
    return found.cost + found.plan.lost


def partitions(workers: list[int]) -> Iterator[list[list[int]]]:
    if not workers:
        yield []
        return
    first, *rest = workers
    for groups in partitions(rest):
        yield [[first], *groups]
        for number, group in enumerate(groups):
            yield [*groups[:number], [first, *group], *groups[number + 1 :]]


@pytest.mark.parametrize("seed", range(4))
def test_a_small_day_gets_teams_as_good_as_the_best_of_all(seed: int) -> None:
    problem = team_day(visits=12, workers=4, seed=seed)
    best = min(
        one.cost + one.lost
        for groups in partitions(list(range(4)))
        for one in [plan(joined(problem, by_leader(4, groups)), Limits(work=400), seed=seed)]
    )
    assert total(plan_with_teams(problem, Limits(work=15_000), seed=seed)) <= best


def test_work_for_two_is_done_by_two_who_could_not_do_it_alone() -> None:
    drawn = team_day(visits=3, workers=3, seed=2)
    problem = TeamProblem(drawn.day, np.array([[1, 0], [0, 1], [0, 0]]), np.ones((3, 2), dtype=np.int64))
    found = plan_with_teams(problem, Limits(work=3_000), seed=1)
    assert {0, 1} <= set(found.teams[0])
    assert found.plan.unserved == ()
    assert validate_teams(problem, found) == ()


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    visits=st.integers(0, 14),
    workers=st.integers(0, 5),
    most=st.integers(1, 4),
    prize_first=st.booleans(),
)
def test_every_plan_of_teams_is_feasible_and_costs_what_it_says(
    seed: int, visits: int, workers: int, most: int, prize_first: bool
) -> None:
    drawn = team_day(visits, workers, seed, most)
    random = np.random.default_rng(seed)
    crew = replace(drawn.day.crew, allowed=random.random((visits, workers)) < 0.9)
    ends = drawn.day.duties.end - random.integers(0, 2, workers) * 3600
    duties = replace(drawn.day.duties, end=ends)
    problem = replace(drawn, day=replace(drawn.day, crew=crew, duties=duties, prize_first=prize_first))
    found = plan_with_teams(problem, Limits(work=1_500), seed=seed)
    assert validate_teams(problem, found) == ()
    if prize_first:
        alone = plan(joined(problem, everybody_alone(problem)), Limits(work=100), seed=seed)
        assert found.plan.lost <= alone.lost


def test_the_same_seed_gives_the_same_teams_and_routes() -> None:
    problem = team_day(visits=20, workers=6, seed=5)
    first, second = (plan_with_teams(problem, Limits(work=6_000), seed=9) for _ in range(2))
    assert (first.teams, first.plan.routes) == (second.teams, second.plan.routes)
    assert first.trials > 0


def test_where_nobody_may_join_another_the_day_is_planned_as_it_is() -> None:
    problem = team_day(visits=15, workers=4, seed=3, most=1)
    found = plan_with_teams(problem, Limits(work=800), seed=3)
    plain = plan(joined(problem, everybody_alone(problem)), Limits(work=800), seed=3)
    assert (found.teams, found.plan.routes) == (((0,), (1,), (2,), (3,)), plain.routes)


def test_a_limit_of_no_time_or_a_stop_at_once_gives_a_valid_answer() -> None:
    problem = team_day(visits=30, workers=6, seed=4)
    for limits in (Limits(time_s=0.001), Limits(stop=lambda: True), Limits(work=0)):
        assert validate_teams(problem, plan_with_teams(problem, limits, seed=1)) == ()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_what_is_chosen_among_routes_is_the_best_combination(seed: int) -> None:
    problem = team_day(visits=8, workers=4, seed=seed)
    met, random = [], np.random.default_rng(seed)
    for groups in ([[0], [1], [2], [3]], [[0, 1], [2, 3]], [[0, 2], [1], [3]]):
        teams = by_leader(4, groups)
        found = plan(joined(problem, teams), Limits(work=int(random.integers(0, 30))), seed=seed)
        met += [(team, route) for team, route in zip(teams, found.routes, strict=True) if route]
    chosen = TeamPool(problem).choose(met, [], seed, 10.0)
    assert worth(problem, chosen) == best_of(problem, met)


Columns = list[tuple[tuple[int, ...], tuple[int, ...]]]


def worth(problem: TeamProblem, columns: Columns) -> int:
    """What is saved and spent by these routes, in one number; less is better."""
    day = problem.day
    legs = [[len(day.visits), *route, len(day.visits)] for _, route in columns]
    way = sum(int(day.travel[0, a, b]) for stops in legs for a, b in pairwise(stops))
    return way - sum(int(day.visits.prize[list(route)].sum()) for _, route in columns)


def best_of(problem: TeamProblem, met: Columns) -> int:
    """By trying all: each route, or not, with any team of up to four that is able."""
    best, groups = 0, [list(one) for one in partitions([0, 1, 2, 3])]
    for parts in groups:
        best = min(best, _with_teams(problem, met, parts, frozenset()))
    return best


def _with_teams(problem: TeamProblem, met: Columns, left: list[list[int]], seen: frozenset[int]) -> int:
    if not left:
        return 0
    team, *others = left
    best, able = _with_teams(problem, met, others, seen), problem.able(team)
    for _, route in met:
        if seen.isdisjoint(route) and able[list(route)].all():
            saved = worth(problem, [(tuple(team), route)])
            best = min(best, saved + _with_teams(problem, met, others, seen | set(route)))
    return best
