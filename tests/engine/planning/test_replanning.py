"""A worker drops out: as much is served as from scratch, and the others keep what they were promised."""

from dataclasses import replace

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
    after_drop_out,
    moves,
    plan,
    plan_of,
    replan,
    route_day,
    validate_plan,
)
from dispatch_engine.planning.rungs import promising
from tests.engine.planning.drawing import draw_problem


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_new_plan_is_valid_and_gives_nothing_to_who_dropped_out(seed: int) -> None:
    problem = draw_problem(seed)
    before = plan(problem, Limits(work=30), seed=seed)
    worker = seed % len(problem.crew)
    then = after_drop_out(problem, before, worker)
    found = replan(then, Limits(work=60), seed=seed)
    assert validate_plan(then, found) == ()
    for duty, route in enumerate(found.routes):
        assert route == () or problem.duties.worker[duty] != worker


def test_a_price_on_moved_promises_keeps_them_and_serves_no_less() -> None:
    kept, free = [], []
    for seed in range(3):
        problem = route_day(80, 20, seed)
        before = plan(problem, Limits(work=2_000), seed=seed)
        worker = int(np.argmax([len(route) for route in before.routes]))
        then = after_drop_out(problem, before, worker=worker)
        priced = replace(then, weights=PlanWeights(travel=1, moved=900))
        with_price = replan(priced, Limits(work=3_000), seed=seed)
        without = plan(then, Limits(work=1_000), seed=seed, start=[()] * 20)
        assert with_price.lost <= without.lost
        kept.append(moves(priced, with_price))
        free.append(moves(then, without))
    assert sum(kept) * 3 <= sum(free)


@pytest.mark.parametrize("seed", range(4))
def test_a_higher_price_never_moves_more_where_as_much_is_served(seed: int) -> None:
    problem = route_day(40, 7, seed)
    before = plan(problem, Limits(work=2_000), seed=seed)
    worker = int(np.argmax([len(route) for route in before.routes]))
    then = after_drop_out(problem, before, worker)
    told = []
    for price in (0, 900, 20_000):
        priced = replace(then, weights=PlanWeights(travel=1, moved=price))
        found = replan(priced, Limits(work=4_000), seed=seed)
        assert validate_plan(priced, found) == ()
        told.append((found.served, moves(priced, found)))
    assert {served for served, _ in told} == {told[0][0]}
    assert told[0][1] >= told[1][1] >= told[2][1]


def test_a_promise_that_nobody_keeps_is_as_dear_as_one_that_moves() -> None:
    zero = np.zeros(2, dtype=np.int64)
    problem = PlanProblem(
        visits=PlanVisits(
            place=np.array([1, 2]), opens=zero, closes=zero + 9, duration=zero + 10, prize=zero + 1
        ),
        duties=Duties(zero[:1], start=zero[:1], end=zero[:1] + 40, start_place=zero[:1]),
        crew=Crew(mode=zero[:1]),
        travel=np.array([[0, 9, 1], [9, 0, 9], [1, 9, 0]]),
        weights=PlanWeights(travel=1, moved=100),
        committed=Committed.of([[0]]),
    )
    assert plan(problem, Limits(work=50)).routes == ((1,),)
    found = replan(problem, Limits(work=50))
    assert found.routes == ((0,),)
    assert moves(problem, found) == 0
    free = replace(problem, weights=PlanWeights(travel=1))
    assert replan(free, Limits(work=50)).routes == ((1,),)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), price=st.integers(0, 10**5), other=st.integers(0, 10**5))
def test_another_price_changes_the_cost_of_a_plan_by_what_its_moves_cost_and_no_more(
    seed: int, price: int, other: int
) -> None:
    problem = draw_problem(seed)
    one, two = promising(problem, price), promising(problem, other)
    promises = int((problem.holder >= 0).sum())
    for work in (0, 20):
        routes = plan(problem, Limits(work=work), seed=seed).routes
        moved = moves(problem, plan_of(problem, routes))
        difference = plan_of(two, routes).cost - plan_of(one, routes).cost
        assert difference == (other - price) * (moved - promises)


@pytest.mark.parametrize("limits", [Limits(time_s=1e-3), Limits(work=0), Limits(work=3, time_s=1e-3)])
def test_hardly_any_time_gives_a_valid_new_plan(limits: Limits) -> None:
    problem = route_day(60, 10, 2)
    then = after_drop_out(problem, plan(problem, Limits(work=300), seed=2), worker=4)
    assert validate_plan(then, replan(then, limits, seed=2)) == ()


def test_who_stops_a_new_plan_gets_one() -> None:
    problem = route_day(30, 5, 2)
    then = after_drop_out(problem, plan(problem, Limits(work=300), seed=2), worker=1)
    found = replan(then, Limits(work=10**9, stop=lambda: True), seed=2)
    assert validate_plan(then, found) == ()
    assert found.was_cut


def test_a_negative_seed_and_an_empty_day_are_answered_at_once() -> None:
    nothing = route_day(0, 3, 1)
    assert replan(nothing, Limits(work=10)).routes == ((), (), ())
    with pytest.raises(ProblemError, match="seed must not be negative"):
        replan(nothing, Limits(work=10), seed=-1)


def test_the_same_seed_gives_the_same_new_plan() -> None:
    problem = route_day(40, 6, 1)
    then = after_drop_out(problem, plan(problem, Limits(work=500), seed=1), worker=2)
    assert replan(then, Limits(work=400), seed=5) == replan(then, Limits(work=400), seed=5)


def test_nobody_can_drop_out_who_is_not_there() -> None:
    problem = route_day(5, 2, 1)
    with pytest.raises(ProblemError, match="there is no worker 2"):
        after_drop_out(problem, plan(problem, Limits(work=1)), worker=2)
