"""Each cost term alone: one unit of it costs its weight, and nothing else does."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dispatch_engine import (
    Breaks,
    Committed,
    Crew,
    Duties,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    Shifts,
    plan_of,
)
from dispatch_engine.planning import terms
from dispatch_engine.planning.driving import drive
from tests.engine.planning.drawing import column


def day(weights: PlanWeights, **changes: Any) -> PlanProblem:
    """Two workers at place 0; visits at places 1 and 2, from 100 on, 10 seconds each; 7 there, 9 back."""
    given: dict[str, Any] = {
        "visits": PlanVisits(
            place=column(1, 2),
            opens=column(100, 100),
            closes=column(500, 500),
            duration=column(10, 10),
            prize=column(1, 1),
            skill=column(0, 0),
            level=column(1, 1),
        ),
        "duties": Duties(column(0, 1), column(0, 0), column(400, 400), column(0, 0), column(0, 0)),
        "crew": Crew(column(0, 0), level=np.array([[1], [3]]), preference=np.array([[5, -2], [0, 0]])),
        "travel": np.array([[0, 7, 7], [9, 0, 4], [9, 4, 0]]),
        "weights": weights,
        "shifts": Shifts(span_s=column(1000, 1000), booked_s=column(200, 0)),
    }
    return PlanProblem(**given | changes)


def test_travel_is_the_way_there_between_and_home() -> None:
    problem = day(PlanWeights(travel=10))
    assert terms.travel(problem, 0, drive(problem, 0, [0, 1])) == 10 * (7 + 4 + 9)


def test_waiting_runs_from_the_opening_of_the_first_window_to_the_start() -> None:
    problem = day(PlanWeights(waiting=3))
    assert terms.waiting(problem, 0, drive(problem, 0, [0])) == 0
    assert terms.waiting(problem, 0, drive(problem, 0, [0, 1])) == 3 * (10 + 4)


def test_skill_counts_the_levels_above_what_is_needed() -> None:
    problem = day(PlanWeights(skill=600))
    assert terms.skill(problem, 0, drive(problem, 0, [0])) == 0
    assert terms.skill(problem, 1, drive(problem, 1, [0, 1])) == 600 * 4


def test_preference_adds_what_the_pairs_cost() -> None:
    problem = day(PlanWeights())
    assert terms.preference(problem, 0, drive(problem, 0, [0, 1])) == 5
    assert terms.preference(problem, 1, drive(problem, 1, [0])) == -2


def test_overtime_begins_when_the_duty_ends() -> None:
    duties = Duties(column(0), column(0), column(115), column(0), column(0), overtime_s=column(60))
    problem = day(PlanWeights(overtime=2), duties=duties, crew=Crew(column(0)), shifts=None)
    problem = replace(problem, visits=replace(problem.visits, level=column(0, 0)))
    assert terms.overtime(problem, 0, drive(problem, 0, [0])) == 2 * (100 + 10 + 9 - 115)


def test_moved_counts_promises_that_another_worker_keeps() -> None:
    problem = day(PlanWeights(moved=50), committed=Committed.of([[0], []]))
    assert terms.moved(problem, 0, drive(problem, 0, [0, 1])) == 0
    assert terms.moved(problem, 1, drive(problem, 1, [0, 1])) == 50


def test_load_of_one_visit_is_what_is_booked_before_it_in_permille() -> None:
    problem = day(PlanWeights(load=3))
    assert terms.load(problem, 0, [drive(problem, 0, [0])]) == 3 * 200
    assert terms.load(problem, 1, [drive(problem, 1, [0])]) == 0
    assert terms.load(problem, 1, []) == 0


def test_load_of_two_visits_is_the_mean_over_both_orders_of_booking() -> None:
    problem = day(PlanWeights(load=1))
    driven = drive(problem, 0, [0, 1])
    assert driven.booked_s == 20 + 7 + 4 + 9
    assert terms.load(problem, 0, [driven]) == (2 * 200 + driven.booked_s // 2) * 1000 // 1000


def test_balance_is_the_square_of_the_visits_of_a_shift() -> None:
    problem = day(PlanWeights(balance=7))
    both = [drive(problem, 0, [0]), drive(problem, 1, [1])]
    assert terms.balance(problem, 0, both) == 7 * 4
    assert sum(terms.balance(problem, 0, [one]) for one in both) == 7 * 2


def test_the_weights_of_the_products_score_give_its_parts() -> None:
    problem = day(PlanWeights(travel=10, waiting=1, skill=600, load=3))
    found = plan_of(problem, [[], [0]])
    assert dict(found.terms) == dict.fromkeys(terms.TERMS, 0) | {
        "travel": 160,
        "skill": 1200,
        "preference": -2,
    }
    assert found.cost == 1358


def test_work_waits_a_break_out_and_so_does_a_drive() -> None:
    pauses = Breaks(column(0, 0), column(95, 200), column(150, 260))
    problem = day(PlanWeights(), breaks=pauses)
    driven = drive(problem, 0, [0])
    assert driven.starts == (150,)
    long = replace(problem, travel=np.array([[0, 120, 0], [45, 0, 0], [0, 0, 0]]))
    driven = drive(long, 0, [0])
    assert driven.starts == (175,)
    assert driven.finish == 185 + 45 + 60


def test_a_visit_that_misses_its_first_window_takes_the_second() -> None:
    visits = PlanVisits(
        place=column(1),
        opens=np.array([[0, 50]]),
        closes=np.array([[5, 60]]),
        duration=column(10),
        prize=column(1),
    )
    problem = day(PlanWeights(), visits=visits, crew=Crew(column(0, 0)))
    driven = drive(problem, 0, [0])
    assert (driven.starts, driven.missed) == ((50,), ())


@pytest.mark.parametrize("name", terms.TERMS)
def test_a_weight_of_nothing_costs_nothing(name: str) -> None:
    problem = day(PlanWeights(travel=0), crew=Crew(column(0, 0), level=np.array([[1], [3]])))
    assert plan_of(problem, [[0], [1]]).terms[name] == 0
