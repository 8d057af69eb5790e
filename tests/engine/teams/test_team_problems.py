"""What a problem of teams refuses, and what it says of who may go together."""

from dataclasses import replace

import numpy as np
import pytest

from dispatch_engine import (
    Committed,
    Crew,
    PlanWeights,
    ProblemError,
    Shifts,
    TeamProblem,
    joined,
    plan_with_teams,
    qualifications,
)
from dispatch_engine.teams.generation import team_day

WORKERS = 3


@pytest.fixture(scope="module")
def problem() -> TeamProblem:
    return team_day(visits=6, workers=WORKERS, seed=1)


def test_a_level_counts_for_all_levels_below_it() -> None:
    assert qualifications(np.array([[2, 0], [3, 1]]), 3).tolist() == [[1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0]]


def test_a_team_counts_its_members_together_and_may_take_what_all_of_them_may() -> None:
    whole = team_day(visits=4, workers=2, seed=3)
    allowed = np.array([[True, True], [True, False], [True, True], [True, True]])
    day = replace(whole.day, crew=replace(whole.day.crew, allowed=allowed))
    problem = TeamProblem(day, np.array([[1, 0], [1, 2]]), np.array([[2, 0], [0, 0], [1, 2], [0, 3]]))
    assert problem.able((0,)).tolist() == [False, True, False, False]
    assert problem.able((0, 1)).tolist() == [True, False, True, False]


def test_only_workers_whose_duties_are_alike_go_together(problem: TeamProblem) -> None:
    later = problem.day.duties.end.copy()
    later[1] += 60
    mixed = replace(problem, day=replace(problem.day, duties=replace(problem.day.duties, end=later)))
    assert mixed.kin.tolist() == [0, 1, 0]
    assert mixed.may_go_together((0, 2))
    assert not mixed.may_go_together((0, 1))
    assert not replace(problem, most=2).may_go_together((0, 1, 2))
    assert not replace(problem, most=1).has_company


def test_joined_teams_leave_the_duties_of_their_members_empty(problem: TeamProblem) -> None:
    day = joined(problem, ((0, 2), (1,), ()))
    assert day.able[:, 0].tolist() == problem.able((0, 2)).tolist()
    assert day.able[:, 1].tolist() == problem.able((1,)).tolist()
    assert not day.able[:, 2].any()


def test_what_teams_do_not_know_is_refused_by_name(problem: TeamProblem) -> None:
    day, rows = problem.day, np.zeros((6, WORKERS), dtype=np.int64)
    changes = {
        "promises": replace(day, committed=Committed.of([[0], [], []])),
        "preferences": replace(day, crew=replace(day.crew, preference=rows)),
        "fixed workers": replace(day, visits=replace(day.visits, fixed=np.zeros(6, dtype=np.int64))),
        "levels of visits": replace(day, visits=replace(day.visits, level=np.ones(6, dtype=np.int64))),
        "price of spare levels": replace(day, weights=PlanWeights(skill=1)),
        "shifts of several duties": replace(
            day,
            duties=replace(day.duties, shift=np.zeros(WORKERS, dtype=np.int64)),
            shifts=Shifts(np.array([90_000])),
        ),
        "visits of two workers": replace(
            day, visits=replace(day.visits, partner=np.array([1, 0, -1, -1, -1, -1]))
        ),
    }
    for name, changed in changes.items():
        with pytest.raises(ProblemError, match=name):
            replace(problem, day=changed)


def test_arrays_of_the_wrong_shape_and_numbers_out_of_range_are_refused(problem: TeamProblem) -> None:
    with pytest.raises(ProblemError, match=r"TeamProblem\.needs"):
        replace(problem, needs=problem.needs[:, 1:])
    with pytest.raises(ProblemError, match=r"TeamProblem\.has"):
        replace(problem, has=problem.has[1:])
    with pytest.raises(ProblemError, match=r"TeamProblem\.has"):
        replace(problem, has=-problem.has)
    with pytest.raises(ProblemError, match="most"):
        replace(problem, most=0)
    with pytest.raises(ProblemError, match="seed"):
        plan_with_teams(problem, seed=-1)


def test_each_worker_has_one_duty(problem: TeamProblem) -> None:
    duties = replace(problem.day.duties, worker=np.array([0, 0, 2]))
    with pytest.raises(ProblemError, match="one duty"):
        replace(problem, day=replace(problem.day, duties=duties))
    with pytest.raises(ProblemError, match="one duty"):
        replace(problem, day=replace(problem.day, crew=Crew(np.zeros(4, dtype=np.int64))))
