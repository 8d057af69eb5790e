"""Plans are valid whatever the problem, repeatable, and never worse than where they began."""

from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Committed,
    Crew,
    Duties,
    Limits,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    ProblemError,
    bounds_of,
    plan,
    plan_of,
    validate_plan,
    warm_up,
)
from dispatch_engine.planning.kernels.annealing import anneal
from dispatch_engine.planning.kernels.arrays import NEVER
from dispatch_engine.planning.kernels.filling import fill
from dispatch_engine.planning.kernels.neighbours import list_neighbours
from dispatch_engine.planning.kernels.probing import price_places
from dispatch_engine.planning.kernels.regret import insert_by_regret, price_some
from dispatch_engine.planning.kernels.undo import keep_best
from dispatch_engine.planning.search import Search
from tests.engine.planning.drawing import column, draw_problem

SHORT = Limits(work=60)
seeds = st.integers(0, 10**6)


def town(visits: int, workers: int, seed: int = 1) -> PlanProblem:
    """A plain day: places in a plane, two-hour windows, shifts of nine hours, eight visits at most."""
    random = np.random.default_rng(seed)
    xy = random.uniform(0, 20_000, (visits + workers, 2))
    metres = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    opens = random.integers(8, 18, visits) * 3600
    start = random.choice([8, 11], workers) * 3600
    homes = visits + np.arange(workers)
    return PlanProblem(
        visits=PlanVisits(
            place=np.arange(visits),
            opens=opens,
            closes=opens + 7200,
            duration=random.choice([1800, 2700, 3600], visits),
            prize=np.ones(visits, dtype=np.int64),
        ),
        duties=Duties(np.arange(workers), start, start + 9 * 3600, homes, homes),
        crew=Crew(np.zeros(workers, dtype=np.int64)),
        travel=np.ceil(metres / 5.3).astype(np.int64),
    )


@settings(max_examples=150, deadline=None)
@given(seed=seeds)
def test_every_plan_is_valid_and_costs_what_the_kernel_says(seed: int) -> None:
    problem = draw_problem(seed)
    bounds = bounds_of(problem)
    search = Search.begin(problem, bounds, seed, problem.committed.routes)
    found = plan(problem, SHORT, seed=seed)
    assert validate_plan(problem, found) == ()
    first = plan_of(problem, search.best_routes())
    assert (first.lost, first.cost) == tuple(search.best.cost.tolist())
    if problem.prize_first:
        assert (found.lost, found.cost) <= (first.lost, first.cost)
    else:
        assert found.lost + found.cost <= first.lost + first.cost


@settings(max_examples=100, deadline=None)
@given(seed=seeds)
def test_trying_a_place_says_to_the_unit_what_going_there_costs_and_whether_it_may(seed: int) -> None:
    problem = draw_problem(seed)
    search = Search.begin(problem, bounds_of(problem), seed, problem.committed.routes)
    routes = search.best_routes()
    before = plan_of(problem, routes)
    prices = np.zeros(search.state.rows.shape, dtype=np.int64)
    for visit in before.unserved:
        price_places(search.data, search.state, visit, prices)
        for duty, route in enumerate(routes):
            for after in range(problem.committed.locked[duty], len(route) + 1):
                grown = [*routes[:duty], (*route[:after], visit, *route[after:]), *routes[duty + 1 :]]
                then = plan_of(problem, grown)
                if prices[duty, after] < NEVER:
                    assert validate_plan(problem, then) == ()
                    assert then.cost - before.cost == prices[duty, after]
                else:
                    assert validate_plan(problem, then) != ()


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_promises_as_they_stand_are_a_valid_plan_and_locks_never_move(seed: int) -> None:
    problem = draw_problem(seed)
    found = plan(problem, SHORT, seed=seed)
    assert validate_plan(problem, plan_of(problem, problem.committed.routes)) == ()
    for duty, first in enumerate(problem.committed.locked):
        assert found.routes[duty][:first] == problem.committed.routes[duty][:first]


def test_the_same_seed_gives_the_same_plan_and_another_seed_another_search() -> None:
    problem = town(60, 9)
    plans = [plan(problem, Limits(work=400), seed=seed) for seed in (3, 3, 4)]
    assert plans[0] == plans[1]
    assert plans[0].routes != plans[2].routes


def test_looking_at_the_clock_changes_nothing_unless_it_cuts() -> None:
    problem = town(60, 9)
    free = plan(problem, Limits(work=400), seed=3)
    watched = plan(problem, Limits(work=400, time_s=60.0, stop=lambda: False), seed=3)
    assert watched == free
    assert not watched.was_cut


def test_more_work_finds_a_better_plan() -> None:
    problem = town(80, 11)
    costs = [plan(problem, Limits(work=work), seed=2).cost for work in (0, 3_000)]
    assert costs[1] < 0.95 * costs[0]


def test_a_millisecond_is_enough_for_a_valid_plan() -> None:
    problem = town(80, 11)
    found = plan(problem, Limits(time_s=0.001), seed=1)
    assert validate_plan(problem, found) == ()
    assert found.served > 70


def test_stop_ends_the_search_and_the_plan_says_so() -> None:
    found = plan(town(20, 3), Limits(work=10**9, stop=lambda: True))
    assert (found.was_cut, found.iterations) == (True, 0)


def test_a_time_limit_alone_ends_the_search() -> None:
    started = monotonic()
    found = plan(town(20, 3), Limits(time_s=0.2))
    assert found.iterations > 0
    assert not found.was_cut
    assert monotonic() - started < 20


def test_a_start_is_taken_up_and_what_does_not_fit_in_it_is_planned_anew() -> None:
    problem = town(40, 6)
    good = plan(problem, Limits(work=2_000), seed=1)
    again = plan(problem, Limits(work=0), seed=2, start=good.routes)
    assert again.routes == good.routes
    silly = [list(range(40)), *([[]] * 5)]
    assert validate_plan(problem, plan(problem, SHORT, start=silly)) == ()


@pytest.mark.parametrize("visits", [0, 5])
@pytest.mark.parametrize("workers", [0, 2])
def test_empty_sides_give_plans_too(visits: int, workers: int) -> None:
    problem = draw_problem(1, visits, workers) if workers else town(visits, workers)
    found = plan(problem, SHORT)
    assert validate_plan(problem, found) == ()
    assert found.served + len(found.unserved) == visits


def test_the_greatest_prize_is_served_when_only_one_visit_can_be() -> None:
    problem = PlanProblem(
        visits=PlanVisits(
            place=column(0, 1, 2),
            opens=column(0, 0, 0),
            closes=column(9, 9, 9),
            duration=column(50, 50, 50),
            prize=column(1, 3, 2),
        ),
        duties=Duties(column(0), column(0), column(100), column(0)),
        crew=Crew(column(0)),
        travel=np.zeros((3, 3), dtype=np.int64),
    )
    found = plan(problem, SHORT)
    assert (found.routes, found.lost) == (((1,),), 3)


def test_a_prize_is_left_behind_when_the_way_costs_more_and_prizes_do_not_come_first() -> None:
    travel = np.array([[0, 10], [10, 0]])
    for prize_first, routes in ((True, ((0,),)), (False, ((),))):
        problem = PlanProblem(
            visits=PlanVisits(
                place=column(1), opens=column(0), closes=column(99), duration=column(1), prize=column(5)
            ),
            duties=Duties(column(0), column(0), column(100), column(0)),
            crew=Crew(column(0)),
            travel=travel,
            prize_first=prize_first,
        )
        assert plan(problem, SHORT, seed=1).routes == routes


def test_a_promise_moves_only_when_moving_pays() -> None:
    travel = np.array([[0, 10, 2], [10, 0, 10], [2, 10, 0]])
    for price, routes in ((7, ((), (0,))), (9, ((0,), ()))):
        problem = PlanProblem(
            visits=PlanVisits(
                place=column(0), opens=column(0), closes=column(99), duration=column(1), prize=column(5)
            ),
            duties=Duties(column(0, 1), column(0, 0), column(100, 100), column(1, 2)),
            crew=Crew(column(0, 0)),
            travel=travel,
            weights=PlanWeights(travel=1, moved=price),
            committed=Committed.of([[0], []]),
        )
        assert plan(problem, SHORT, seed=1).routes == routes


def test_kernels_are_compiled_for_one_set_of_types() -> None:
    warm_up()
    for seed in range(8):
        plan(draw_problem(seed), SHORT, seed=seed)
    plan(town(20, 3), Limits(time_s=0.05))
    for kernel in (anneal, fill, insert_by_regret, keep_best, list_neighbours, price_some):
        assert len(kernel.signatures) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("start", "seed"),
    [([[0]], 0), ([[0], [0]], 0), ([[9], []], 0), ([[-1], []], 0), ([[], []], -1)],
)
def test_a_start_or_seed_that_means_nothing_is_refused(start: list[list[int]], seed: int) -> None:
    with pytest.raises(ProblemError):
        plan(town(3, 2), SHORT, seed=seed, start=start)
