"""Matching at 200, 1,000 and 5,000 orders: CPU time, with cost and served orders in `extra_info`.

CPU time of this process and not the wall clock: all contenders run in one thread, and neighbours on the
machine must not decide who is quicker.
"""

from collections.abc import Callable
from functools import cache
from time import process_time
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.dispatch.cases import CASES, SIZES, timelines
from benchmarks.dispatch.contenders import CONTENDERS, EXACT
from dispatch_engine import PairProblem, Status, cost_of, match, validate

pytestmark = pytest.mark.benchmark(timer=process_time)
SEED = 11
Result = TypeVar("Result")


@cache
def problem_of(case: str, orders: int) -> PairProblem:
    return CASES[case](orders, SEED)


@cache
def least_cost(case: str, orders: int) -> int:
    return match(problem_of(case, orders)).cost


def timed(
    benchmark: BenchmarkFixture, function: Callable[..., Result], *arguments: object, rounds: int = 3
) -> Result:
    pedantic: Callable[..., Result] = benchmark.pedantic
    return pedantic(function, arguments, rounds=rounds)


@pytest.mark.parametrize("orders", SIZES)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", CONTENDERS)
def test_assignment_over_pairs(benchmark: BenchmarkFixture, name: str, case: str, orders: int) -> None:
    problem = problem_of(case, orders)
    benchmark.group = f"{case}, {orders} orders"
    worker_of = timed(benchmark, CONTENDERS[name], problem, rounds=3 if orders < 5_000 else 1)
    cost = cost_of(problem, worker_of)
    benchmark.extra_info |= {"cost": cost, "served": int((worker_of >= 0).sum()), "pairs": problem.pairs}
    assert cost >= least_cost(case, orders)
    if name in EXACT:
        assert cost == least_cost(case, orders)


@pytest.mark.parametrize("orders", SIZES)
def test_a_whole_day_judged_matched_and_certified(benchmark: BenchmarkFixture, orders: int) -> None:
    problem = timelines(orders, SEED)
    benchmark.group = "timelines to certified answer"
    answer = timed(benchmark, match, problem)
    table = answer.layout.table
    assert table is not None
    benchmark.extra_info |= {
        "cost": answer.cost,
        "served": answer.served,
        "pairs judged": int(table.visit.size),
        "pairs that fit": answer.layout.pairs.pairs,
    }
    assert answer.status is Status.OPTIMAL


@pytest.mark.parametrize("orders", SIZES)
def test_the_independent_check_of_a_whole_day(benchmark: BenchmarkFixture, orders: int) -> None:
    problem = timelines(orders, SEED)
    answer = match(problem)
    benchmark.group = "independent validation"
    assert timed(benchmark, validate, problem, answer) == ()
