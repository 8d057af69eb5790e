"""The check finds what is put wrong on purpose."""

from dataclasses import replace

import numpy as np
import pytest

from dispatch_engine import (
    Limits,
    PlanBreach,
    Shifts,
    TeamBreach,
    TeamPlan,
    TeamProblem,
    plan_with_teams,
    validate_teams,
)
from dispatch_engine.teams.generation import team_day


@pytest.fixture(scope="module")
def problem() -> TeamProblem:
    day = team_day(visits=4, workers=3, seed=2).day
    two_each = Shifts(np.full(3, 9 * 3600), most_visits=np.full(3, 2))
    day = replace(day, shifts=two_each)
    return TeamProblem(day, np.array([[1, 0], [0, 1], [1, 1]]), np.ones((4, 2), dtype=np.int64), 2)


@pytest.fixture(scope="module")
def right(problem: TeamProblem) -> TeamPlan:
    found = plan_with_teams(problem, Limits(work=4_000), seed=1)
    assert found.teams == ((0, 1), (), (2,))
    assert found.plan.unserved == ()
    assert all(found.plan.routes[duty] for duty in (0, 2))
    return found


def breaches(problem: TeamProblem, answer: TeamPlan) -> set[str]:
    return {one.breach for one in validate_teams(problem, answer)}


def test_teams_that_are_wrong_in_themselves_are_found(problem: TeamProblem, right: TeamPlan) -> None:
    wrong = {
        TeamBreach.WRONG_LENGTH: ((0, 1), ()),
        TeamBreach.NO_SUCH_WORKER: ((0, 7), (1,), (2,)),
        TeamBreach.IN_TWO_TEAMS: ((0, 1), (1,), (2,)),
        TeamBreach.TOO_MANY_MEMBERS: ((0, 1, 2), (), ()),
        TeamBreach.NOT_LED_BY_ITS_WORKER: ((1, 0), (), (2,)),
        TeamBreach.NOBODY_DRIVES: ((), (1,), (2,)),
        TeamBreach.NOT_QUALIFIED: ((0,), (1,), (2,)),
    }
    assert validate_teams(problem, right) == ()
    for breach, teams in wrong.items():
        assert breach in breaches(problem, replace(right, teams=teams)), breach


def test_a_member_who_may_not_take_a_visit_is_found(problem: TeamProblem, right: TeamPlan) -> None:
    allowed = np.ones((4, 3), dtype=np.bool_)
    allowed[right.plan.routes[0][0], 1] = False
    then = replace(problem, day=replace(problem.day, crew=replace(problem.day.crew, allowed=allowed)))
    (one,) = validate_teams(then, right)
    assert (one.breach, one.visit, one.duty) == (TeamBreach.NOT_ALLOWED, right.plan.routes[0][0], 0)


def test_members_whose_duties_differ_are_found(problem: TeamProblem, right: TeamPlan) -> None:
    end = problem.day.duties.end.copy()
    end[1] += 60
    then = replace(problem, day=replace(problem.day, duties=replace(problem.day.duties, end=end)))
    assert breaches(then, right) == {TeamBreach.DUTIES_DIFFER}


def test_a_plan_that_is_wrong_or_costs_something_else_is_found(problem: TeamProblem, right: TeamPlan) -> None:
    dearer = replace(right.plan, terms={**right.plan.terms, "travel": right.plan.terms["travel"] + 1})
    assert breaches(problem, replace(right, plan=dearer)) == {PlanBreach.WRONG_COST}
    late = [tuple(9 * 3600 * 3 for _ in starts) for starts in right.plan.starts]
    assert PlanBreach.OUTSIDE_WINDOW in breaches(
        problem, replace(right, plan=replace(right.plan, starts=tuple(late)))
    )
