"""A worker drops out: as much is served as from scratch, and the others keep what they were promised."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Limits,
    PlanWeights,
    ProblemError,
    after_drop_out,
    moves,
    plan,
    replan,
    route_day,
    validate_plan,
)
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


def test_the_same_seed_gives_the_same_new_plan() -> None:
    problem = route_day(40, 6, 1)
    then = after_drop_out(problem, plan(problem, Limits(work=500), seed=1), worker=2)
    assert replan(then, Limits(work=400), seed=5) == replan(then, Limits(work=400), seed=5)


def test_nobody_can_drop_out_who_is_not_there() -> None:
    problem = route_day(5, 2, 1)
    with pytest.raises(ProblemError, match="there is no worker 2"):
        after_drop_out(problem, plan(problem, Limits(work=1)), worker=2)
