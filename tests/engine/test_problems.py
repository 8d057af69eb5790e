"""What cannot mean anything is refused when it is made, by name."""

from typing import Any

import numpy as np
import pytest

from dispatch_engine import (
    PairProblem,
    PlanarTravel,
    ProblemError,
    Spans,
    Stops,
    TableTravel,
    Visits,
    generation,
)
from dispatch_engine.pairs import MAX_COST
from dispatch_engine.timelines import TimelineProblem

PAIRS: dict[str, Any] = {
    "penalty": [10, 10],
    "capacity": [1, 1],
    "pair_order": [0, 1],
    "pair_worker": [0, 1],
    "terms": {"travel": [1, 2]},
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pair_order": [0, 2]}, r"pair_order\[1\] is 2"),
        ({"pair_worker": [0, -1]}, r"pair_worker\[1\] is -1"),
        ({"pair_order": [0, 0], "pair_worker": [1, 1]}, "given twice"),
        ({"penalty": [1.5, 2]}, "penalty must hold integers"),
        ({"penalty": [True, False]}, "penalty must hold integers"),
        ({"capacity": [1, -1]}, r"capacity\[1\] is -1"),
        ({"terms": {"travel": [1]}}, r"terms\[travel\] must have length 2"),
        ({"terms": {"travel": [1, MAX_COST], "load": [0, 1]}}, r"cost\[1\]"),
        ({"penalty": [[1, 2]]}, "penalty must have 1 axes"),
        ({"fixed": [0, 0]}, "more orders are fixed to worker 0"),
        ({"fixed": [2, 0]}, r"fixed\[0\] is 2"),
    ],
)
def test_a_pair_problem_names_what_is_wrong(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        PairProblem(**{**PAIRS, **change})


def test_a_problem_keeps_its_own_copy_and_lets_nobody_write() -> None:
    penalty = np.array([10, 10])
    problem = PairProblem(**{**PAIRS, "penalty": penalty})
    penalty[0] = 99
    assert problem.penalty.tolist() == [10, 10]
    for array in (problem.penalty, problem.cost, problem.pair_order, problem.order_start, problem.fixed):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_pairs_may_come_in_any_order() -> None:
    problem = PairProblem(
        **{**PAIRS, "pair_order": [1, 0], "pair_worker": [1, 0], "terms": {"travel": [2, 1]}}
    )
    assert problem.pair_order.tolist() == [0, 1]
    assert problem.cost.tolist() == [1, 2]


def test_a_problem_without_orders_workers_or_pairs_is_a_problem_too() -> None:
    empty = PairProblem(penalty=[], capacity=[], pair_order=[], pair_worker=[], terms={})
    assert (empty.orders, empty.workers, empty.pairs) == (0, 0, 0)


def visits(**change: Any) -> Visits:
    fields: dict[str, Any] = {
        "opens": [0],
        "closes": [9],
        "duration": [5],
        "skill": [0],
        "level": [1],
        "penalty": [9],
    }
    return Visits(**{**fields, **change})


def spans(**change: Any) -> Spans:
    fields: dict[str, Any] = {
        "worker": [0],
        "start": [0],
        "end": [100],
        "origin": [0],
        "load": [0],
        "spare_s": [50],
        "spare_visits": [5],
    }
    return Spans(**{**fields, **change})


def stops(**change: Any) -> Stops:
    fields: dict[str, Any] = {
        "span": [0],
        "opens": [0],
        "closes": [9],
        "duration": [5],
        "anchor": [1],
        "leg": [1],
    }
    return Stops(**{**fields, **change})


def timelines(**change: Any) -> TimelineProblem:
    fields: dict[str, Any] = {
        "visits": visits(),
        "spans": spans(),
        "stops": stops(),
        "level": [[1]],
        "travel": TableTravel([[1], [1]], [[1], [1]]),
    }
    return TimelineProblem(**{**fields, **change})


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: visits(duration=[0]), r"Visits.duration\[0\]"),
        (lambda: visits(level=[0]), r"Visits.level\[0\]"),
        (lambda: visits(closes=[1, 2]), "Visits.closes must have length 1"),
        (lambda: stops(leg=[-1]), r"Stops.leg\[0\]"),
        (lambda: timelines(visits=visits(skill=[1])), r"Visits.skill\[0\]"),
        (lambda: timelines(spans=spans(worker=[3])), r"Spans.worker\[0\]"),
        (lambda: timelines(stops=stops(span=[2])), r"Stops.span\[0\]"),
        (lambda: timelines(stops=stops(anchor=[7])), "travel does not cover"),
        (lambda: timelines(candidates=[[0, 4]]), r"candidates\[:, 1\]\[0\]"),
        (lambda: timelines(forbidden=[[1, 0]]), r"forbidden\[:, 0\]\[0\]"),
        (lambda: timelines(fixed=[5]), r"fixed\[0\]"),
        (lambda: timelines(radius=[5]), "come together"),
        (lambda: TableTravel([[1]], [[1, 2]]), "from_visit must have length 1"),
        (lambda: TableTravel([[-1]], [[1]]), r"to_visit\[0\]"),
        (lambda: PlanarTravel([[0, 0]], [[0, 0]], 0), "speed"),
    ],
)
def test_a_timeline_problem_names_what_is_wrong(build: Any, message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        build()


def test_spans_must_be_sorted_by_worker_and_stops_by_span() -> None:
    one = np.array([0, 0])
    with pytest.raises(ProblemError, match=r"Spans\.worker must be sorted"):
        Spans(np.array([1, 0]), one, one, one, one, one, one)
    with pytest.raises(ProblemError, match=r"Stops\.span must be sorted"):
        Stops(np.array([1, 0]), one, one, one + 1, one, one)


def test_the_generators_repeat_themselves_by_seed() -> None:
    first, same, other = (generation.market(50, 40, seed) for seed in (3, 3, 4))
    assert first.cost.tolist() == same.cost.tolist()
    assert first.cost.tolist() != other.cost.tolist()
    assert generation.day(30, 20, 5).stops.opens.tolist() == generation.day(30, 20, 5).stops.opens.tolist()
