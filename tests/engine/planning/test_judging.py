"""Lies of every kind are planted into good plans, and every one is found by its name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dispatch_engine import (
    Breaks,
    Committed,
    Crew,
    Duties,
    Plan,
    PlanBreach,
    PlanProblem,
    PlanVisits,
    Shifts,
    Supplies,
    plan_of,
    validate_plan,
)
from tests.engine.planning.drawing import column


def problem(**changes: Any) -> PlanProblem:
    """Two workers, three visits 10 seconds apart, 10 seconds of work each; the second one opens at 100."""
    given: dict[str, Any] = {
        "visits": PlanVisits(
            place=column(1, 2, 3),
            opens=column(0, 100, 0),
            closes=column(90, 120, 300),
            duration=column(10, 10, 10),
            prize=column(1, 2, 4),
            demand=column(1, 1, 1),
        ),
        "duties": Duties(column(0, 1), column(0, 0), column(400, 400), column(0, 0), column(0, 0)),
        "crew": Crew(column(0, 0)),
        "travel": 10 * (1 - np.eye(4, dtype=np.int64)),
    }
    return PlanProblem(**given | changes)


GOOD = ((0, 1), (2,))


def good(one: PlanProblem | None = None) -> Plan:
    return plan_of(one or problem(), GOOD)


def breaches(one: PlanProblem, found: Plan) -> set[PlanBreach]:
    return {violation.breach for violation in validate_plan(one, found)}


def with_starts(found: Plan, *starts: tuple[int, ...]) -> Plan:
    return replace(found, starts=starts)


def test_a_good_plan_has_no_violations() -> None:
    assert validate_plan(problem(), good()) == ()
    assert good().starts == ((10, 100), (10,))


LIES: list[tuple[PlanBreach, Callable[[Plan], Plan]]] = [
    (PlanBreach.WRONG_LENGTH, lambda p: replace(p, routes=p.routes[:1], starts=p.starts[:1])),
    (PlanBreach.WRONG_LENGTH, lambda p: with_starts(p, (10,), (10,))),
    (PlanBreach.NO_SUCH_VISIT, lambda p: replace(p, routes=((0, 3), (2,)))),
    (PlanBreach.NO_SUCH_VISIT, lambda p: replace(p, routes=((0, -1), (2,)))),
    (PlanBreach.VISITED_TWICE, lambda p: replace(p, routes=((0, 2), (2,)))),
    (PlanBreach.WRONG_UNSERVED, lambda p: replace(p, unserved=(1,))),
    (PlanBreach.WRONG_UNSERVED, lambda p: replace(p, routes=((0, 1), ()), starts=(p.starts[0], ()))),
    (PlanBreach.TOO_SOON, lambda p: with_starts(p, (9, 100), (10,))),
    (PlanBreach.TOO_SOON, lambda p: with_starts(p, (85, 104), (10,))),
    (PlanBreach.OUTSIDE_WINDOW, lambda p: with_starts(p, (10, 99), (10,))),
    (PlanBreach.OUTSIDE_WINDOW, lambda p: with_starts(p, (10, 121), (10,))),
    (PlanBreach.OVERRUNS, lambda p: with_starts(p, (10, 395), (10,))),
    (PlanBreach.WRONG_COST, lambda p: replace(p, terms=dict(p.terms) | {"travel": 49})),
    (PlanBreach.WRONG_LOST, lambda p: replace(p, lost=1)),
]


@pytest.mark.parametrize(("breach", "lie"), LIES)
def test_a_lie_is_found_by_its_name(breach: PlanBreach, lie: Callable[[Plan], Plan]) -> None:
    assert breach in breaches(problem(), lie(good()))


def supplies(**changes: Any) -> Supplies:
    """Nobody has a tool and the first worker one part; nothing is needed."""
    nothing = {"needs": np.zeros((3, 1), dtype=np.bool_), "uses": np.zeros((3, 1), dtype=np.int64)}
    return Supplies(**nothing | changes, kit=np.zeros((2, 1), dtype=np.bool_), stock=np.array([[1], [0]]))


WORLDS: list[tuple[PlanBreach, dict[str, Any]]] = [
    (PlanBreach.NOT_ALLOWED, {"crew": Crew(column(0, 0), allowed=np.array([[0, 1], [1, 1], [1, 1]]) > 0)}),
    (PlanBreach.LOCK_BROKEN, {"committed": Committed.of([[1], []], [1, 0])}),
    (PlanBreach.MEETS_BREAK, {"breaks": Breaks(column(0), column(105), column(106))}),
    (PlanBreach.TOO_SOON, {"breaks": Breaks(column(1), column(5), column(6))}),
    (PlanBreach.OVERRUNS, {"duties": replace(problem().duties, end=column(119, 400))}),
    (PlanBreach.TOO_MANY_VISITS, {"shifts": Shifts(column(9, 9), most_visits=column(1, 9))}),
    (PlanBreach.TOO_MUCH_TIME, {"shifts": Shifts(column(9, 9), most_s=column(49, 30))}),
    (PlanBreach.OVER_CAPACITY, {"shifts": Shifts(column(9, 9), capacity=column(1, 9))}),
    (PlanBreach.NO_TOOL, {"supplies": supplies(needs=np.array([[False], [False], [True]]))}),
    (PlanBreach.NO_PART, {"supplies": supplies(uses=np.array([[1], [1], [0]]))}),
    (PlanBreach.NOT_TOGETHER, {"visits": replace(problem().visits, partner=column(1, 0, -1))}),
]  # fmt: skip


@pytest.mark.parametrize(("breach", "changes"), WORLDS)
def test_a_plan_made_for_another_world_is_found_out(breach: PlanBreach, changes: dict[str, Any]) -> None:
    assert breach in breaches(problem(**changes), good())


def test_every_breach_is_planted_once() -> None:
    assert {breach for breach, _ in LIES} | {breach for breach, _ in WORLDS} == set(PlanBreach)
