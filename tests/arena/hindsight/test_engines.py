"""VROOM and PyVRP on small days, and the better of the two."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from itertools import permutations
from typing import Final

import pytest

from arena.hindsight import pyvrp_plan
from arena.hindsight.best import ENGINES, PLAYED, Engine, best_in_hindsight
from arena.hindsight.check import Fault, PlanMeasures, PlanRefused, measured
from arena.hindsight.plan import HindsightUnavailable, Plan, not_installed, sequences_of, timed_plan
from arena.hindsight.problem import Problem, problem_of
from tests.arena.hindsight.days import HOUR, at, day_of, flat_travel, greedy_plan, hand, small_day, story

MODULES = {"VROOM": "vroom", "PyVRP": "pyvrp"}
ALL_HERE = all(find_spec(module) for module in MODULES.values())
needs_all = pytest.mark.skipif(not ALL_HERE, reason="VROOM and PyVRP come with the bench lock (make bench)")
SECONDS = 0.5


def needing(engine: str) -> Engine:
    pytest.importorskip(MODULES[engine], reason=f"{engine} comes with the bench lock (make bench)")
    return ENGINES[engine]


def rank(measures: PlanMeasures) -> tuple[int, int]:
    return -measures.served_visits, measures.metres


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_keeps_all_rules_of_a_small_day_and_is_no_worse_than_greedy(engine: str, seed: int) -> None:
    problem = problem_of(small_day(seed), flat_travel)
    found = measured(problem, needing(engine)(problem, SECONDS, seed, None))
    assert rank(found) <= rank(measured(problem, greedy_plan(problem)))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_finds_the_order_of_visits_that_drives_least(engine: str) -> None:
    doors = [(0, 500), (1, 1_000), (2, 1_500), (3, -200)]
    stories = (story(number, at(metres), 10 if number < 2 else 13) for number, metres in doors)
    problem = problem_of(day_of(*stories, hand(7, at(0))), flat_travel)
    found = measured(problem, needing(engine)(problem, SECONDS, 1, None))
    assert (found.served_visits, found.metres) == (4, 1_000 + 500 + 1_700)


@pytest.mark.parametrize("engine", ENGINES)
def test_another_visit_is_worth_any_detour(engine: str) -> None:
    stories = (story(0, at(100), 10), story(1, at(90_000), 14), story(2, at(200), 14))
    problem = problem_of(day_of(*stories, hand(7, at(0))), flat_travel)
    assert measured(problem, needing(engine)(problem, SECONDS, 1, None)).served_visits == 2
    everyone = problem_of(day_of(*stories[:2], hand(7, at(0))), flat_travel)
    assert measured(everyone, needing(engine)(everyone, SECONDS, 1, None)).served_visits == 2


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("parts", [(), (story(0, at(0), 10),), (hand(7, at(0)),)])
def test_a_day_without_wishes_or_workers_has_an_empty_plan(engine: str, parts: tuple[()]) -> None:
    problem = problem_of(day_of(*parts), flat_travel)
    plan = needing(engine)(problem, SECONDS, 1, None)
    assert plan == Plan((), tuple(visit.number for visit in problem.visits))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_day_on_which_nobody_can_do_anything_leaves_all_unserved(engine: str) -> None:
    problem = problem_of(day_of(story(0, at(0), 10), hand(7, at(0), level=1)), flat_travel)
    assert needing(engine)(problem, SECONDS, 1, None) == Plan((), (0,))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_is_not_installed_says_how_to_get_it(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, MODULES[engine], None)
    problem = problem_of(small_day(1), flat_travel)
    with pytest.raises(HindsightUnavailable, match=rf"needs {engine}.*scripts\.setup bench"):
        ENGINES[engine](problem, SECONDS, 1, None)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_night_shift_over_midnight_is_planned_like_any_other(engine: str) -> None:
    night = [replace(hand(number, at(0), level=1 + number), shift_end_s=30 * HOUR) for number in range(2)]
    problem = problem_of(day_of(story(0, at(90), 24), story(1, at(80), 27), *night), flat_travel)
    plan = needing(engine)(problem, SECONDS, 1, None)
    assert measured(problem, plan).served_visits == 2
    assert [route.worker for route in plan.routes] == [1]


def test_a_day_too_large_for_pyvrp_is_told_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = problem_of(small_day(1), flat_travel)
    monkeypatch.setattr(pyvrp_plan, "MOST_BYTES", 16 * 5 * 21**2 - 1)
    with pytest.raises(HindsightUnavailable, match="would need"):
        needing("PyVRP")(problem, SECONDS, 1, None)


def test_sequences_come_back_out_of_a_plan() -> None:
    problem = problem_of(small_day(4), flat_travel)
    plan = greedy_plan(problem)
    assert timed_plan(problem, sequences_of(problem, plan)) == plan


def nothing(problem: Problem, seconds: float, seed: int, start: Plan | None) -> Plan:
    return timed_plan(problem, {})


def greedy(problem: Problem, seconds: float, seed: int, start: Plan | None) -> Plan:
    return greedy_plan(problem)


def absent(problem: Problem, seconds: float, seed: int, start: Plan | None) -> Plan:
    raise not_installed("absent")


def forgetful(problem: Problem, seconds: float, seed: int, start: Plan | None) -> Plan:
    return Plan((), ())


FAKES: Final[Mapping[str, Engine]] = {"nothing": nothing, "greedy": greedy, "absent": absent}


@pytest.mark.parametrize("names", list(permutations(FAKES)))
def test_the_plan_that_serves_more_is_taken_and_what_is_absent_is_told(names: tuple[str, ...]) -> None:
    problem = problem_of(small_day(1), flat_travel)
    best = best_in_hindsight(problem, SECONDS, 1, {name: FAKES[name] for name in names})
    assert (best.engine, best.plan) == ("greedy", greedy_plan(problem))
    assert len(best.missing) == 1
    assert "absent, which is not installed" in best.missing[0]


def test_of_equal_plans_the_first_engine_keeps_the_name() -> None:
    problem = problem_of(small_day(1), flat_travel)
    assert best_in_hindsight(problem, SECONDS, 1, {"one": greedy, "two": greedy}).engine == "one"


def test_a_plan_to_start_from_is_kept_unless_an_engine_betters_it() -> None:
    problem = problem_of(small_day(1), flat_travel)
    start = greedy_plan(problem)
    kept = best_in_hindsight(problem, SECONDS, 1, {"nothing": nothing}, start)
    assert (kept.engine, kept.plan) == (PLAYED, start)
    bettered = best_in_hindsight(problem, SECONDS, 1, {"greedy": greedy}, timed_plan(problem, {}))
    assert bettered.engine == "greedy"
    with pytest.raises(HindsightUnavailable):
        best_in_hindsight(problem, SECONDS, 1, {"absent": absent}, start)


def test_pyvrp_goes_on_from_the_plan_it_is_given() -> None:
    problem = problem_of(small_day(2, wishes=40), flat_travel)
    start = greedy_plan(problem)
    found = needing("PyVRP")(problem, 0.0, 1, start)
    assert rank(measured(problem, found)) <= rank(measured(problem, start))


def test_without_any_engine_there_is_a_message_and_no_plan() -> None:
    with pytest.raises(HindsightUnavailable, match="absent"):
        best_in_hindsight(problem_of(small_day(1), flat_travel), SECONDS, 1, {"absent": absent})


def test_a_plan_that_breaks_the_problem_is_never_handed_on() -> None:
    with pytest.raises(PlanRefused) as refusal:
        best_in_hindsight(problem_of(small_day(1), flat_travel), SECONDS, 1, {"forgetful": forgetful})
    assert refusal.value.violation.fault is Fault.FORGOTTEN


@needs_all
def test_the_best_of_both_is_no_worse_than_either_and_is_named() -> None:
    problem = problem_of(small_day(5, wishes=30), flat_travel)
    best = best_in_hindsight(problem, SECONDS, 1)
    alone = measured(problem, ENGINES["VROOM"](problem, SECONDS, 1, None))
    assert rank(best.measures) <= rank(alone)
    assert best.engine in ENGINES
    assert best.missing == ()
