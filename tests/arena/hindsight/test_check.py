"""The checker lets good plans pass, and finds each kind of planted fault."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.hindsight.check import Fault, PlanRefused, Violation, measured, violations
from arena.hindsight.plan import Call, Plan, Route
from arena.hindsight.problem import problem_of
from tests.arena.hindsight.days import HOUR, at, day_of, flat_travel, greedy_plan, hand, small_day, story

# Two visits, 3.2 km (400 s) apart; the first at the door of worker 7, who has lunch from 13 to 14 h.
LUNCH = ((13 * HOUR, 14 * HOUR),)
DAY = day_of(
    story(0, at(0), 10),
    story(1, at(3_200), 11.5),
    story(2, at(0), 17.5),
    hand(7, at(0), LUNCH),
    hand(8, at(0), level=1),
)
PROBLEM = problem_of(DAY, flat_travel)
TEN, NOON = 10 * HOUR, 12 * HOUR - 1_800


def plan(*routes: tuple[int, list[tuple[int, int]]], unserved: tuple[int, ...] = ()) -> Plan:
    return Plan(
        tuple(Route(worker, tuple(Call(*call) for call in calls)) for worker, calls in routes), unserved
    )


GOOD = plan((7, [(0, TEN), (1, NOON)]), unserved=(2,))
PLANTED: Mapping[Fault, Plan] = {
    Fault.UNKNOWN_WORKER: plan((5, [(0, TEN)]), unserved=(1, 2)),
    Fault.TWO_ROUTES: plan((7, [(0, TEN)]), (7, [(1, NOON)]), unserved=(2,)),
    Fault.UNKNOWN_VISIT: plan((7, [(0, TEN), (9, NOON)]), unserved=(1, 2)),
    Fault.VISITED_TWICE: plan((7, [(0, TEN), (0, TEN + HOUR)]), unserved=(1, 2)),
    Fault.FORGOTTEN: plan((7, [(0, TEN)]), unserved=(2,)),
    Fault.BOTH: plan((7, [(0, TEN)]), unserved=(0, 1, 2)),
    Fault.NOT_SKILLED: plan((8, [(0, TEN)]), unserved=(1, 2)),
    Fault.OUTSIDE_WINDOW: plan((7, [(0, TEN - 1)]), unserved=(1, 2)),
    Fault.OUTSIDE_SHIFT: plan((7, [(2, 17 * HOUR + 1_800)]), unserved=(0, 1)),
    Fault.ABSENT: plan((7, [(1, 12 * HOUR + 1)]), unserved=(0, 2)),
    Fault.TOO_SOON: plan((7, [(0, TEN + HOUR), (1, 12 * HOUR + 399)]), unserved=(2,)),
}


def test_a_good_plan_passes_and_is_measured_as_the_arena_measures() -> None:
    measures = measured(PROBLEM, GOOD)
    assert (measures.wishes, measures.served_visits, measures.metres) == (3, 2, 3_200)
    assert (measures.served, measures.km_per_order) == (2 / 3, 1.6)


@pytest.mark.parametrize("fault", Fault)
def test_a_planted_fault_is_found(fault: Fault) -> None:
    assert fault in {violation.fault for violation in violations(PROBLEM, PLANTED[fault])}
    with pytest.raises(PlanRefused):
        measured(PROBLEM, PLANTED[fault])


def test_the_refusal_names_the_visit_the_worker_and_the_fault() -> None:
    with pytest.raises(PlanRefused, match="visit 0, worker 8: the worker lacks the skill") as refusal:
        measured(PROBLEM, PLANTED[Fault.NOT_SKILLED])
    assert refusal.value.violation == Violation(Fault.NOT_SKILLED, 0, 8)


def test_a_window_is_open_at_its_start_and_shut_at_its_end() -> None:
    def faults(start_s: int) -> set[Fault]:
        lone = plan((7, [(0, start_s)]), unserved=(1, 2))
        return {violation.fault for violation in violations(PROBLEM, lone)}

    assert faults(TEN) == set()
    assert faults(12 * HOUR - 1) == set()
    assert Fault.OUTSIDE_WINDOW in faults(12 * HOUR)


def test_visits_that_overlap_are_too_soon() -> None:
    overlap = plan((7, [(1, NOON), (0, NOON + 60)]), unserved=(2,))
    assert Violation(Fault.TOO_SOON, 0, 7) in violations(PROBLEM, overlap)


def test_after_an_absence_the_way_begins_at_home_and_not_before_its_end() -> None:
    away = ((12 * HOUR, 13 * HOUR),)
    day = day_of(story(0, at(3_200), 10), story(1, at(3_200), 12), hand(7, at(0), away))
    problem = problem_of(day, flat_travel)
    assert measured(problem, plan((7, [(0, TEN), (1, 13 * HOUR + 400)]))).metres == 6_400
    early = plan((7, [(0, TEN), (1, 13 * HOUR + 399)]))
    assert list(violations(problem, early)) == [Violation(Fault.TOO_SOON, 1, 7)]


@given(st.integers(0, 10_000), st.integers(1, 7_200))
@settings(max_examples=60, deadline=None)
def test_a_greedy_plan_passes_and_with_its_first_call_any_earlier_it_does_not(
    seed: int, sooner_s: int
) -> None:
    problem = problem_of(small_day(seed), flat_travel)
    good = greedy_plan(problem)
    assert list(violations(problem, good)) == []
    route, *others = good.routes
    first, *rest = route.calls
    moved = Route(route.worker, (Call(first.visit, first.start_s - sooner_s), *rest))
    assert list(violations(problem, Plan((moved, *others), good.unserved))) != []
