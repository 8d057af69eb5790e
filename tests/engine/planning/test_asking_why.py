"""Somebody asks why of random decisions and solves each answer again: every number in it has to come true."""

from dataclasses import replace

import numpy as np
import pytest

from dispatch_engine import (
    Assignment,
    Crew,
    Limits,
    Plan,
    PlanProblem,
    RunnerUp,
    admitted,
    explain_plan,
    plan,
    plan_of,
    route_day,
    validate_plan,
)
from dispatch_engine.planning.generation import AMPLE, CLUSTERED, DEGENERATE, SCARCE
from tests.engine.planning.second_by_second import places_of
from tests.engine.planning.shapes import SHAPES
from tests.engine.planning.test_fewest_rules import check_that_no_less_will_do

DAYS = {"ample": AMPLE, "scarce": SCARCE, "clustered": CLUSTERED, "degenerate": DEGENERATE}


def day(seed: int, kind: str) -> tuple[PlanProblem, Plan]:
    """A city's day on a real clock, with more visits than can be served."""
    problem = route_day(visits=24, workers=3, seed=seed, day=DAYS[kind])
    return problem, plan(problem, Limits(work=200), seed=seed)


def without(found: Plan, visit: int) -> list[tuple[int, ...]]:
    return [tuple(stop for stop in route if stop != visit) for route in found.routes]


def elsewhere(problem: PlanProblem, found: Plan, one: Assignment) -> list[Plan]:
    """All valid plans with the visit at another worker, everything else staying where it is."""
    routes = without(found, one.visit)
    left = plan_of(problem, routes)
    valid = []
    for duty, route in places_of(problem, left, one.visit):
        if problem.duties.worker[duty] != one.worker:
            then = plan_of(problem, [route if d == duty else other for d, other in enumerate(routes)])
            if validate_plan(problem, then) == ():
                valid.append(then)
    return valid


def in_favour(problem: PlanProblem, one: Assignment, rival: RunnerUp, by: int) -> PlanProblem:
    """The same problem, the visit being cheaper for the rival by that much."""
    crew = problem.crew
    preference = np.zeros((len(problem.visits), len(crew)), dtype=np.int64)
    if crew.preference is not None:
        preference = crew.preference.copy()
    preference[one.visit, rival.worker] -= by
    return replace(problem, crew=Crew(crew.mode, crew.level, crew.allowed, preference))


def check_served(problem: PlanProblem, found: Plan, one: Assignment) -> None:
    """The terms are the plan less the plan without the visit; the runner-up is the cheapest other worker, and
    wins as soon as it is cheaper by more than it is behind."""
    less = plan_of(problem, without(found, one.visit))
    assert one.terms == {name: found.terms[name] - less.terms[name] for name in found.terms}
    assert one.cost == found.cost - less.cost
    if one.is_locked:
        assert one.runner_up is None
        return
    others = elsewhere(problem, found, one)
    if one.runner_up is None:
        assert others == []
        return
    rival = one.runner_up
    second = min(others, key=lambda then: then.cost)
    assert second.cost == found.cost + rival.behind
    assert sum(rival.terms.values()) == one.cost + rival.behind
    if rival.behind < 0:
        return
    for spared, gained in ((0, -rival.behind), (rival.behind, 0), (rival.behind + 1, 1)):
        tilted = in_favour(problem, one, rival, spared)
        own = plan_of(tilted, found.routes).cost
        best = min(plan_of(tilted, then.routes).cost for then in others)
        assert own - best == gained, (one, spared)


def check_unserved(problem: PlanProblem, found: Plan) -> int:
    reasons = explain_plan(problem, found, found.unserved).unserved
    of_two = problem.visits.partner >= 0
    is_alone = len(set(problem.duties.worker.tolist())) < 2
    assert [one.visit for one in reasons] == [v for v in found.unserved if not (is_alone and of_two[v])]
    for one in reasons:
        assert one.is_confirmed
        open_problem, grown = admitted(problem, found.routes, one)
        assert validate_plan(open_problem, grown) == ()
        assert one.visit not in grown.unserved
        assert set(grown.unserved) == set(found.unserved) - {
            one.visit,
            int(problem.visits.partner[one.visit]),
        }
        check_that_no_less_will_do(problem, found, one)
    return len(reasons)


def check_all(problem: PlanProblem, found: Plan, most: int = 2**31) -> int:
    """How many answers were solved again."""
    served = explain_plan(problem, found).served[:most]
    for one in served:
        check_served(problem, found, one)
    return len(served) + check_unserved(problem, found)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_answer_about_a_small_problem_comes_true(shape: str) -> None:
    assert sum(check_all(*SHAPES[shape](seed)) for seed in range(1_000, 1_006)) > 6


@pytest.mark.parametrize("kind", DAYS)
def test_answers_about_a_day_in_a_city_come_true(kind: str) -> None:
    assert check_all(*day(7, kind), most=4) > 4


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shape", SHAPES)
def test_hundreds_of_answers_about_problems_of_a_kind_come_true(shape: str) -> None:
    assert sum(check_all(*SHAPES[shape](seed)) for seed in range(2_000, 2_150)) > 400


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", DAYS)
def test_hundreds_of_answers_about_days_in_cities_come_true(kind: str) -> None:
    assert sum(check_all(*day(seed, kind), most=8) for seed in range(20)) > 160
