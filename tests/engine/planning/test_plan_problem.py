"""A planning problem that cannot mean anything is refused with the array and the place in the message."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dispatch_engine import (
    Breaks,
    Committed,
    Crew,
    Duties,
    Limits,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    ProblemError,
    Shifts,
    plan,
    validate_plan,
)
from tests.engine.planning.drawing import column

PAIR = column(0, 1)


def visits(**changes: Any) -> PlanVisits:
    given: dict[str, Any] = {
        "place": PAIR,
        "opens": column(0, 0),
        "closes": column(90, 90),
        "duration": column(5, 5),
        "prize": column(1, 1),
    }
    return PlanVisits(**given | changes)


def duties(**changes: Any) -> Duties:
    given: dict[str, Any] = {"worker": PAIR, "start": PAIR, "end": PAIR + 99, "start_place": PAIR}
    return Duties(**given | changes)


def problem(**changes: Any) -> PlanProblem:
    given: dict[str, Any] = {
        "visits": visits(),
        "duties": duties(),
        "crew": Crew(column(0, 0)),
        "travel": np.array([[0, 7], [9, 0]]),
    }
    return PlanProblem(**given | changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"place": column(0)}, r"PlanVisits.opens must have length 1"),
        ({"place": np.array([0.0, 1.0])}, r"PlanVisits.place must hold integers, not float64"),
        ({"duration": np.array([np.nan, 1.0])}, r"PlanVisits.duration must hold integers, not float64"),
        ({"duration": column(-1, 5)}, r"PlanVisits.duration\[0\] is -1, outside"),
        ({"prize": column(1, 10**13)}, r"PlanVisits.prize\[1\] is 10000000000000, outside"),
        ({"opens": column(0, -4)}, r"PlanVisits.opens\[1\] is -4, outside"),
        ({"closes": np.array([[9, 9], [9, 9]])}, r"one shape"),
        (
            {"opens": np.array([[0, 5], [0, 50]]), "closes": np.array([[9, 9], [9, 60]])},
            r"window 1 of visit 0 is not in order",
        ),
    ],
)
def test_visits_that_mean_nothing_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        visits(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"end": column(50, 0)}, r"duty 1 ends before it starts"),
        ({"start": column(0, -1)}, r"Duties.start\[1\] is -1, outside"),
        ({"end_place": column(0, -2)}, r"Duties.end_place\[1\] is -2, outside"),
        ({"worker": column(0)}, r"must have length 1"),
    ],
)
def test_duties_that_mean_nothing_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        duties(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"travel": np.zeros((2, 3), dtype=np.int64)}, r"travel must be square"),
        ({"travel": np.array([[0, -1], [0, 0]])}, r"travel\[1\] is -1, outside"),
        ({"travel": np.array([[0.0, 1.0], [1.0, 0.0]])}, r"travel must hold integers"),
        ({"travel": np.array([[0, 2**31], [0, 0]])}, r"travel\[1\] is 2147483648, outside"),
        ({"visits": visits(place=column(0, 2))}, r"PlanVisits.place\[1\] is 2, outside \[0, 1\]"),
        ({"visits": visits(skill=column(0, 1))}, r"PlanVisits.skill\[1\] is 1, outside"),
        ({"visits": visits(fixed=column(-1, 2))}, r"PlanVisits.fixed\[1\] is 2, outside"),
        ({"duties": duties(worker=column(0, 2))}, r"Duties.worker\[1\] is 2, outside"),
        ({"duties": duties(start_place=column(0, 2))}, r"Duties.start_place\[1\] is 2, outside"),
        ({"shifts": Shifts(column(9))}, r"Duties.shift\[1\] is 1, outside"),
        ({"crew": Crew(column(0, 1))}, r"Crew.mode\[1\] is 1, outside"),
        ({"crew": Crew(column(0, 0), allowed=np.ones((3, 2), dtype=np.bool_))}, r"must have 2 rows, not 3"),
        ({"breaks": Breaks(column(2), column(1), column(2))}, r"Breaks.duty\[0\] is 2, outside"),
        ({"committed": Committed.of([[0]])}, r"one route and one lock"),
        ({"committed": Committed.of([[0], [2]])}, r"routes\[1\] holds visit 2, which does not exist"),
        ({"committed": Committed.of([[0], [0]])}, r"holds visit 0 twice"),
        ({"committed": Committed.of([[0], []], [2, 0])}, r"locked\[0\] is 2, but the route has 1"),
        (
            {"visits": visits(fixed=column(1, -1)), "committed": Committed.of([[0], []], [1, 0])},
            r"fixed\[0\] is another worker than the one it is locked to",
        ),
        (
            {
                "visits": visits(fixed=column(1, -1)),
                "crew": Crew(column(0, 0), allowed=np.array([[True, False], [True, True]])),
            },
            r"fixed\[0\] is worker 1, who may not take the visit",
        ),
        (
            {"travel": np.full((2, 2), 2**29), "weights": PlanWeights(travel=10**9)},
            r"costs are too great",
        ),
    ],
)
def test_problems_that_contradict_themselves_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        problem(**changes)


@pytest.mark.parametrize("value", [-1, 2.5, True, 10**10])
def test_weights_that_are_no_small_whole_numbers_are_refused(value: Any) -> None:
    with pytest.raises(ProblemError, match=r"PlanWeights.travel must be an integer"):
        PlanWeights(travel=value)


@pytest.mark.parametrize(
    ("start", "end"), [(column(5, 1), column(9, 3)), (column(1, 2), column(3, 4)), (column(1), column(1))]
)
def test_breaks_out_of_order_are_refused(start: Any, end: Any) -> None:
    with pytest.raises(ProblemError, match="sorted"):
        Breaks(np.zeros_like(start), start, end)


def test_what_is_given_can_be_changed_afterwards_without_harm() -> None:
    travel = np.array([[0, 7], [9, 0]])
    one = problem(travel=travel)
    travel[:] = 0
    assert one.travel[0, 0, 1] == 7
    with pytest.raises(ValueError, match="read-only"):
        one.travel[0, 0, 1] = 3


def test_windows_nobody_can_meet_leave_the_visit_unserved() -> None:
    one = problem(visits=visits(opens=column(50, 500), closes=column(40, 600)))
    found = plan(one, Limits(work=50))
    assert (found.served, found.unserved, validate_plan(one, found)) == (0, (0, 1), ())


def test_one_worker_with_everything_and_a_hundred_identical_points() -> None:
    many = np.zeros(100, dtype=np.int64)
    one = PlanProblem(
        visits=PlanVisits(many, many, many + 99, many, many),
        duties=Duties(column(0), column(0), column(99), column(0)),
        crew=Crew(column(0)),
        travel=np.zeros((1, 1), dtype=np.int64),
    )
    found = plan(one, Limits(work=30))
    assert (found.served, validate_plan(one, found)) == (100, ())


def test_a_million_identical_points_are_refused_before_memory_is_asked_for() -> None:
    many = np.zeros(10**6, dtype=np.int64)
    with pytest.raises(ProblemError, match="split by region"):
        problem(visits=PlanVisits(many, many, many, many, many), travel=np.zeros((2, 2), dtype=np.int64))


def test_a_promise_that_is_late_already_stays_with_its_worker_and_gets_no_later() -> None:
    late = visits(opens=column(0, 0), closes=column(2, 90), duration=column(5, 20))
    one = problem(visits=late, committed=Committed.of([[], [0]]), travel=np.array([[0, 7], [9, 0]]))
    found = plan(one, Limits(work=200))
    assert validate_plan(one, found) == ()
    assert found.served == 2
    start = {v: s for r, t in zip(found.routes, found.starts, strict=True) for v, s in zip(r, t, strict=True)}
    assert start[0] <= 10


def test_replacing_a_part_checks_again() -> None:
    with pytest.raises(ProblemError, match="square"):
        replace(problem(), travel=np.zeros((2, 3), dtype=np.int64))
