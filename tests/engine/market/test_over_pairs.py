"""The same solver over pairs that the caller gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import Limits, PairProblem, Status, certify, cost_of, generation, match
from dispatch_engine.flow import solve_flow
from dispatch_engine.limits import Watch
from dispatch_engine.market.over_pairs import MOST_SPREAD, OWN_FROM_PAIRS, is_ours, solve_pairs
from tests.engine.test_match import problems

DENSE = generation.Town(side_m=18_000)


def random_problem(seed: int, orders: int, workers: int, dearest: int) -> PairProblem:
    """Costs without any geometry, some negative, a capacity of everything now and then, some pairs fixed."""
    random = np.random.default_rng(seed)
    order, worker = np.nonzero(random.random((orders, workers)) < random.uniform(0.02, 0.6))
    capacity = random.integers(0, 4, workers)
    capacity[: workers // 10] = orders
    fixed = np.full(orders, -1)
    fixed[: workers // 4] = workers - 1 - np.arange(workers // 4)
    capacity[workers - workers // 4 :] += 1
    return PairProblem(
        penalty=random.integers(-dearest // 4, dearest, orders),
        capacity=capacity,
        pair_order=order,
        pair_worker=worker,
        terms={"travel": random.integers(-dearest // 2, dearest, order.size)},
        fixed=fixed,
    )


@settings(max_examples=80, deadline=None)
@given(problems(), st.integers(0, 3))
def test_small_problems_cost_what_the_flow_costs(problem: PairProblem, seed: int) -> None:
    worker_of, proof = solve_pairs(problem, Watch(Limits()), seed)
    assert cost_of(problem, worker_of) == cost_of(problem, solve_flow(problem, Watch(Limits()), 0))
    assert proof.is_optimal


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(1, 120),
    st.integers(4, 60),
    st.sampled_from([8, 1_000, 100_000_000]),
)
def test_costs_without_geometry_are_solved_and_proven(
    seed: int, orders: int, workers: int, dearest: int
) -> None:
    problem = random_problem(seed, max(orders, workers), workers, dearest)
    worker_of, proof = solve_pairs(problem, Watch(Limits()), seed)
    assert proof.is_optimal
    assert certify(problem, worker_of).is_optimal


def test_many_pairs_go_to_the_lazy_solver_and_few_to_the_flow() -> None:
    many = generation.market(1_000, 1_000, 1, town=DENSE)
    few = generation.market(200, 200, 1)
    assert many.pairs >= OWN_FROM_PAIRS > few.pairs
    assert is_ours(many)
    assert not is_ours(few)
    answer = match(many)
    assert answer.status is Status.OPTIMAL
    assert certify(many, answer.worker_of).is_optimal
    assert answer.cost == cost_of(many, solve_flow(many, Watch(Limits()), 0))


def test_costs_that_the_auction_cannot_hold_go_to_the_flow() -> None:
    random = np.random.default_rng(1)
    order, worker = np.divmod(np.arange(60_000), 200)
    problem = PairProblem(
        penalty=np.full(300, 10 * MOST_SPREAD),
        capacity=np.ones(200, dtype=int),
        pair_order=order,
        pair_worker=worker,
        terms={"travel": random.integers(0, 1_000, order.size)},
    )
    assert not is_ours(problem)
    assert match(problem).gap == 0


@pytest.mark.parametrize("work", [0, 60_000, 200_000])
def test_a_limit_over_many_pairs_leaves_a_feasible_answer_with_a_true_bound(work: int) -> None:
    problem = generation.market(1_000, 1_000, 2, town=DENSE)
    answer = match(problem, Limits(work=work))
    best = match(problem).cost
    assert answer.bound is not None
    assert answer.bound <= best <= answer.cost
