"""Visits of two workers: both begin at the same second or neither does, and the rest moves around them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Committed,
    Crew,
    Duties,
    Limits,
    PlanBreach,
    PlanProblem,
    PlanVisits,
    ProblemError,
    after_drop_out,
    explain_plan,
    plan,
    plan_of,
    validate_plan,
)
from tests.engine.planning.drawing import column, draw_problem

SHORT = Limits(work=60)


def day(**changes: Any) -> PlanProblem:
    """Two workers; visits 0 and 1 are one visit of both, 10 and 40 seconds away; 2 can be done by either."""
    given: dict[str, Any] = {
        "visits": PlanVisits(
            place=column(1, 1, 2),
            opens=column(0, 0, 0),
            closes=column(300, 300, 300),
            duration=column(10, 10, 10),
            prize=column(1, 1, 1),
            partner=column(1, 0, -1),
        ),
        "duties": Duties(column(0, 1), column(0, 30), column(400, 400), column(0, 0)),
        "crew": Crew(column(0, 0)),
        "travel": 10 * (1 - np.eye(3, dtype=np.int64)),
    }
    return PlanProblem(**given | changes)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_whatever_the_problem_both_halves_are_served_together_or_not_at_all(seed: int) -> None:
    problem = draw_problem(seed, ties=2)
    found = plan(problem, SHORT, seed=seed)
    assert validate_plan(problem, found) == ()
    assert found == plan(problem, SHORT, seed=seed)
    for visit in (0, 2):
        assert (visit in found.unserved) == (visit + 1 in found.unserved)


def test_both_begin_when_the_later_one_can() -> None:
    found = plan(day(), SHORT, seed=1)
    starts = {
        v: s
        for route, when in zip(found.routes, found.starts, strict=True)
        for v, s in zip(route, when, strict=True)
    }
    assert (found.served, starts[0], starts[1]) == (3, 40, 40)


def test_the_check_finds_halves_that_are_alone_apart_or_done_by_one_worker() -> None:
    alone, one = plan_of(day(), [(0,), ()]), plan_of(day(), [(0, 1), ()])
    apart = plan_of(day(), [(0,), (1,)])
    moved = plan_of(day(), [(0,), (1,)])
    for found in (alone, one):
        assert PlanBreach.NOT_TOGETHER in {v.breach for v in validate_plan(day(), found)}
    assert validate_plan(day(), apart) == ()
    assert moved.starts == ((40,), (40,))


def test_a_window_that_only_one_half_can_meet_leaves_both_unserved_with_a_confirmed_reason() -> None:
    strict = day(
        visits=PlanVisits(
            place=column(1, 1, 2),
            opens=column(0, 0, 0),
            closes=column(35, 35, 300),
            duration=column(10, 10, 10),
            prize=column(9, 9, 1),
            partner=column(1, 0, -1),
        )
    )
    found = plan(strict, SHORT, seed=1)
    assert (found.unserved, validate_plan(strict, found)) == ((0, 1), ())
    for reason in explain_plan(strict, found).unserved:
        assert reason.is_confirmed
        assert sum(one.amount for one in reason.relaxations) == 10


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_most_unserved_halves_are_explained_by_a_plan_that_holds(seed: int) -> None:
    problem = draw_problem(seed, ties=2, supplies=None)
    found = plan(problem, SHORT, seed=seed)
    reasons = explain_plan(problem, found)
    assert {one.visit for one in reasons.served} == set(range(9)) - set(found.unserved)


def test_who_drops_out_takes_the_other_half_of_a_promise_along() -> None:
    problem = day(committed=Committed.of([[0], [1]]))
    then = after_drop_out(problem, plan(problem, SHORT), worker=1)
    assert 0 not in then.committed.routes[0]
    assert 1 not in then.committed.routes[1]
    assert validate_plan(then, plan(then, SHORT)) == ()


@pytest.mark.parametrize(
    ("partner", "message"),
    [
        (column(1, -1, -1), r"partner\[0\] is not a visit that names it in turn"),
        (column(0, -1, -1), r"partner\[0\] is not a visit that names it in turn"),
        (column(3, -1, -1), r"PlanVisits.partner\[0\] is 3, outside"),
    ],
)
def test_partners_that_do_not_name_each_other_are_refused(partner: Any, message: str) -> None:
    visits = day().visits
    with pytest.raises(ProblemError, match=message):
        PlanVisits(visits.place, visits.opens, visits.closes, visits.duration, visits.prize, partner=partner)


def test_promises_of_half_a_visit_of_both_to_one_or_in_a_circle_are_refused() -> None:
    with pytest.raises(ProblemError, match="but not its partner"):
        day(committed=Committed.of([[0], []]))
    with pytest.raises(ProblemError, match="to one worker"):
        day(committed=Committed.of([[0, 1], []]))
    none, late = column(0, 0, 0, 0), column(99, 99, 99, 99)
    four = PlanVisits(none, none, late, late, none, partner=column(1, 0, 3, 2))
    circle = day(visits=four, committed=Committed.of([[0, 2], [3, 1]]))
    with pytest.raises(ProblemError, match="in a circle"):
        plan(circle, SHORT)
