"""No smaller set of rules lets a visit in: all sets are tried at every place, nothing else changing hands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Admission,
    Plan,
    PlanProblem,
    admitted,
    explain_plan,
    plan_of,
    relaxed,
    validate_plan,
)
from tests.engine.planning.second_by_second import smaller_set
from tests.engine.planning.shapes import SHAPES, packed
from tests.engine.planning.test_explain_plan import a_little_less

SEEDS = st.integers(0, 10**6)


def check(problem: PlanProblem, found: Plan) -> int:
    """How many rules are named at most."""
    most = 0
    assert validate_plan(problem, found) == ()
    for one in explain_plan(problem, found).unserved:
        assert one.is_confirmed, one
        assert one.is_fewest
        assert smaller_set(problem, found, one.visit, len(one.relaxations)) is None, one
        check_that_no_less_will_do(problem, found, one)
        most = max(most, len(one.relaxations))
    return most


def check_that_no_less_will_do(problem: PlanProblem, found: Plan, one: Admission) -> None:
    _, grown = admitted(problem, found.routes, one)
    for number, rule in enumerate(one.relaxations):
        rest = [other for k, other in enumerate(one.relaxations) if k != number]
        less = relaxed(problem, [*rest, *a_little_less(rule)])
        assert validate_plan(less, plan_of(less, grown.routes)) != (), (one, rule)


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
def test_no_smaller_set_of_rules_lets_a_visit_in(shape: str, seed: int) -> None:
    check(*SHAPES[shape](seed))


def test_nor_into_a_full_day_where_another_visit_has_to_give_way() -> None:
    """Among these are some with which only the door of another visit, or a gap between two windows, opens."""
    assert max(check(*packed(seed)) for seed in (*range(20), 40, 41, 91, 189, 227)) == 2


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("block", range(6))
def test_none_of_three_thousand_full_days_has_a_smaller_set(block: int) -> None:
    for seed in range(500 * block, 500 * (block + 1)):
        check(*packed(seed))


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shape", SHAPES)
def test_none_of_hundreds_of_a_kind_has_a_smaller_set(shape: str) -> None:
    for seed in range(150):
        check(*SHAPES[shape](seed))
