"""Tools, spare parts and the depot: who lacks something fetches it or leaves it, and the check knows."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dispatch_engine import (
    DEPOT,
    NOWHERE,
    Committed,
    Crew,
    Duties,
    Limits,
    PlanBreach,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    ProblemError,
    Rule,
    Supplies,
    explain_plan,
    plan,
    plan_of,
    validate_plan,
)
from tests.engine.planning.drawing import column

SHORT = Limits(work=200)


def supplies(**changes: Any) -> Supplies:
    """Visit 0 needs the tool, visits 1 and 2 two parts each; the worker has no tool and three parts."""
    given: dict[str, Any] = {
        "needs": np.array([[True], [False], [False]]),
        "uses": np.array([[0], [2], [2]]),
        "kit": np.array([[False]]),
        "stock": np.array([[3]]),
        "depot": 4,
        "stop_s": 5,
    }
    return Supplies(**given | changes)


def day(**changes: Any) -> PlanProblem:
    """One worker at place 0, visits at 1 to 3, the depot at 4; everything 10 seconds from everything."""
    given: dict[str, Any] = {
        "visits": PlanVisits(
            place=column(1, 2, 3),
            opens=column(0, 0, 0),
            closes=column(300, 300, 300),
            duration=column(10, 10, 10),
            prize=column(1, 1, 1),
        ),
        "duties": Duties(column(0), column(0), column(400), column(0), column(0)),
        "crew": Crew(column(0)),
        "travel": 10 * (1 - np.eye(5, dtype=np.int64)),
        "supplies": supplies(),
    }
    return PlanProblem(**given | changes)


def breaches(problem: PlanProblem, *routes: tuple[int, ...]) -> set[PlanBreach]:
    return {one.breach for one in validate_plan(problem, plan_of(problem, routes))}


def test_what_is_lacking_is_fetched_on_the_way_and_the_stop_takes_its_time() -> None:
    found = plan(day(), SHORT, seed=1)
    assert validate_plan(day(), found) == ()
    assert found.served == 3
    assert found.routes[0].count(DEPOT) == 1
    assert found.cost == 50
    where = found.routes[0].index(DEPOT)
    assert found.starts[0][where + 1] - found.starts[0][where] == 15


def test_nobody_goes_to_the_depot_who_has_everything() -> None:
    well = day(supplies=supplies(kit=np.array([[True]]), stock=np.array([[4]])))
    found = plan(well, SHORT, seed=1)
    assert (found.served, found.cost, DEPOT in found.routes[0]) == (3, 40, False)


def test_without_a_depot_only_what_is_at_hand_can_be_done() -> None:
    alone = day(supplies=supplies(depot=NOWHERE))
    found = plan(alone, SHORT, seed=1)
    assert (found.served, validate_plan(alone, found)) == (1, ())


def test_the_check_finds_a_missing_tool_too_many_parts_and_a_depot_too_often() -> None:
    assert breaches(day(), (0,)) == {PlanBreach.NO_TOOL}
    assert breaches(day(), (1, 2)) == {PlanBreach.NO_PART}
    assert breaches(day(), (1, DEPOT, 2, 0)) == set()
    assert breaches(day(), (1, DEPOT, DEPOT)) == {PlanBreach.NO_SUCH_VISIT}
    assert breaches(day(supplies=None), (1,)) == set()


def test_a_reason_names_the_tool_or_the_parts_and_is_confirmed() -> None:
    alone = day(supplies=supplies(depot=NOWHERE))
    reasons = explain_plan(alone, plan_of(alone, [(1,)])).unserved
    tool, part = (one.relaxations[0] for one in reasons)
    assert (tool.rule, tool.item) == (Rule.TOOL, 0)
    assert (part.rule, part.item, part.amount) == (Rule.PART, 0, 1)
    assert all(one.is_confirmed for one in reasons)


def test_a_place_by_way_of_the_depot_is_no_broken_rule() -> None:
    (reason, _) = explain_plan(day(), plan_of(day(), [(1,)])).unserved
    assert (reason.relaxations, reason.depot >= 0, reason.is_confirmed) == ((), True, True)


def test_a_promise_that_lacks_something_is_forgiven_and_a_promised_stop_at_the_depot_is_kept() -> None:
    promised = day(committed=Committed.of([[1, 2]], [2]))
    assert validate_plan(promised, plan(promised, SHORT)) == ()
    locked = day(committed=Committed.of([[DEPOT, 0]], [2]))
    found = plan(locked, SHORT)
    assert (found.routes[0][:2], found.served, validate_plan(locked, found)) == ((DEPOT, 0), 3, ())


def test_time_away_counts_from_the_last_moment_to_set_out() -> None:
    late = replace(day(supplies=None), weights=PlanWeights(travel=0, away=1))
    late = replace(late, visits=replace(late.visits, opens=column(100, 0, 0)))
    assert plan_of(late, [(0,)]).terms["away"] == 30
    assert plan_of(late, [(1, 0)]).terms["away"] == 50
    assert plan(late, SHORT, seed=1).cost == 70


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"needs": np.array([[1], [0], [0]])}, "Supplies.needs must be boolean"),
        ({"uses": np.array([[0], [-1], [2]])}, r"Supplies.uses\[1\] is -1"),
        ({"uses": np.array([[0.0], [np.nan], [2.0]])}, "Supplies.uses must hold integers"),
        ({"kit": np.array([[True, True]])}, "needs and kit must have the same number"),
        ({"stock": np.array([[1], [2]])}, "Supplies.stock must have 1 rows"),
        ({"depot": 5}, r"Supplies.depot is 5, outside \[-1, 4\]"),
        ({"stop_s": -1}, "stop_s from 0 on"),
    ],
)
def test_supplies_that_mean_nothing_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        day(supplies=supplies(**changes))


def test_a_promised_stop_at_a_depot_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ProblemError, match="stops at the depot too often"):
        day(supplies=None, committed=Committed.of([[DEPOT, 1]]))
