"""Routes of many plans, combined: never worse than the best plan of them, and really the best combination."""

from itertools import product
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import Limits, Plan, PlanProblem, bounds_of, plan, plan_of, route_day, validate_plan
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.pooling import Pool, pays, plan_with_pool
from tests.engine.planning.drawing import draw_problem

GENEROUS_S = 60.0


def worth(problem: PlanProblem, found: Plan) -> tuple[int, int]:
    return (found.lost, found.cost) if problem.prize_first else (found.lost + found.cost, 0)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_what_is_chosen_is_the_best_combination_there_is(seed: int) -> None:
    problem = draw_problem(seed, visits=6, workers=2)
    if int(max(map(list(problem.duties.shift).count, problem.duties.shift))) > 1:
        return
    pool = Pool(problem, bounds_of(problem))
    plans = [plan(problem, Limits(work=work), seed=seed + work) for work in (0, 3, 10)]
    for one in plans:
        pool.add(one.routes)
    chosen = pool.choose(GENEROUS_S, seed=1)
    assert chosen is not None
    by_duty = [{(), *(one.routes[duty] for one in plans)} for duty in range(len(problem.duties))]
    valid = [
        then for routes in product(*by_duty) if validate_plan(problem, then := plan_of(problem, routes)) == ()
    ]
    best = min(worth(problem, one) for one in valid)
    assert worth(problem, plan_of(problem, chosen)) == best
    assert best <= min(worth(problem, one) for one in plans)


def test_a_small_day_with_seconds_to_spare_is_searched_in_short_runs() -> None:
    problem = route_day(40, 6, 1)
    begin = ((),) * 6
    pace = Pace(Limits(time_s=0.5), None, monotonic())
    routes, iterations = plan_with_pool(problem, bounds_of(problem), begin, pace, seed=1)
    found = plan_of(problem, routes)
    assert validate_plan(problem, found) == ()
    assert iterations > 0
    assert worth(problem, found) <= worth(problem, plan(problem, Limits(work=0), seed=1))


@pytest.mark.parametrize(
    ("visits", "limits", "expected"),
    [
        (50, Limits(time_s=1.0), True),
        (50, Limits(time_s=0.9), False),
        (100, Limits(time_s=1.9), False),
        (40, Limits(work=10**6, time_s=10.0), False),
        (300, Limits(time_s=10.0), False),
    ],
)
def test_it_is_done_only_where_it_pays(visits: int, limits: Limits, expected: bool) -> None:
    assert pays(route_day(visits, 6, 1), limits) is expected
