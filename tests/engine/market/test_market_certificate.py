"""The certificate catches every kind of wrong answer, and never promises too much."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import Market, ProblemError, certify_market, match, scarce_market
from dispatch_engine.arrays import Ints
from tests.engine.market.markets import least_cost, markets

MARKET = scarce_market(300, 5)
ANSWER = match(MARKET)
PRICE = ANSWER.certificate.worker_price


def changed(order: int, worker: int) -> Ints:
    worker_of = ANSWER.worker_of.copy()
    worker_of[order] = worker
    return worker_of


def feasible_pair(served: int) -> tuple[int, int]:
    """A served order and another worker that could take it."""
    for worker in range(MARKET.workers):
        one = np.array([served]), np.array([worker])
        if worker != ANSWER.worker_of[served] and MARKET.feasible(*one)[0]:
            return served, worker
    raise AssertionError


SERVED = int(np.flatnonzero(ANSWER.worker_of >= 0)[0])


@settings(max_examples=40, deadline=None)
@given(markets(), st.integers(0, 2**32))
def test_whatever_the_prices_the_bound_is_true(market: Market, seed: int) -> None:
    random = np.random.default_rng(seed)
    price = -random.integers(-50, 2_000, market.workers)
    found = certify_market(market, match(market).worker_of, price)
    assert found.bound <= least_cost(market) == found.cost


def test_the_optimum_is_proven_with_its_prices_and_not_without() -> None:
    assert certify_market(MARKET, ANSWER.worker_of, PRICE).is_optimal
    assert not certify_market(MARKET, ANSWER.worker_of).is_optimal


def test_an_order_left_out_for_nothing_is_no_optimum() -> None:
    found = certify_market(MARKET, changed(SERVED, -1), PRICE)
    assert not found.is_optimal
    assert found.reason
    assert found.bound == ANSWER.cost


def test_two_orders_with_exchanged_workers_are_no_optimum_where_that_costs_more() -> None:
    found = 0
    for one in np.flatnonzero(ANSWER.worker_of >= 0):
        for other in np.flatnonzero(ANSWER.worker_of >= 0):
            pair, crossed = np.array([one, other]), ANSWER.worker_of[[other, one]]
            if one < other and MARKET.feasible(pair, crossed).all():
                worker_of = ANSWER.worker_of.copy()
                worker_of[pair] = crossed
                dearer = MARKET.cost(pair, crossed).sum() > MARKET.cost(pair, ANSWER.worker_of[pair]).sum()
                assert certify_market(MARKET, worker_of, PRICE).is_optimal != dearer
                found += 1
                if found == 10:
                    return
    assert found


def test_a_worker_with_two_orders_and_room_for_one_is_refused() -> None:
    taken = ANSWER.worker_of[ANSWER.worker_of >= 0].tolist()
    order, worker = next(
        pair
        for pair in map(feasible_pair, np.flatnonzero(ANSWER.worker_of >= 0).tolist())
        if pair[1] in taken
    )
    with pytest.raises(ProblemError, match="takes too many"):
        certify_market(MARKET, changed(order, worker), PRICE)


@pytest.mark.parametrize("worker", [-2, MARKET.workers])
def test_a_worker_that_does_not_exist_is_refused(worker: int) -> None:
    with pytest.raises(ProblemError, match="no worker"):
        certify_market(MARKET, changed(SERVED, worker), PRICE)


def test_a_pair_out_of_reach_or_without_the_skill_is_refused() -> None:
    everyone = np.arange(MARKET.workers)
    able = MARKET.feasible(np.full(MARKET.workers, SERVED), everyone)
    for worker in everyone[~able][:40]:
        with pytest.raises(ProblemError, match="no feasible pair"):
            certify_market(MARKET, changed(SERVED, int(worker)), PRICE)


def test_an_answer_for_another_number_of_orders_or_workers_is_refused() -> None:
    with pytest.raises(ProblemError, match="worker_of"):
        certify_market(MARKET, ANSWER.worker_of[1:], PRICE)
    with pytest.raises(ProblemError, match="worker_price"):
        certify_market(MARKET, ANSWER.worker_of, PRICE[1:])


def test_a_fixed_pair_that_is_not_kept_is_refused() -> None:
    fixed = np.full(MARKET.orders, -1)
    fixed[SERVED] = ANSWER.worker_of[SERVED]
    market = Market(
        order_xy=MARKET.order_xy,
        order_skill=MARKET.order_skill,
        worker_xy=MARKET.worker_xy,
        worker_skills=MARKET.worker_skills,
        radius=MARKET.radius,
        capacity=MARKET.capacity,
        penalty=MARKET.penalty,
        fixed=fixed,
    )
    assert certify_market(market, ANSWER.worker_of, match(market).certificate.worker_price).is_optimal
    with pytest.raises(ProblemError, match="fixed pair"):
        certify_market(market, changed(SERVED, -1), PRICE)


@pytest.mark.parametrize("worker", range(0, MARKET.workers, 60))
def test_a_wrong_price_never_proves_more_than_the_right_ones(worker: int) -> None:
    for step in (-500, 500):
        price = PRICE.copy()
        price[worker] += step
        assert certify_market(MARKET, ANSWER.worker_of, price).bound <= ANSWER.cost
