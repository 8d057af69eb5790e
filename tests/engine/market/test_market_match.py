"""The lazy matcher against solvers that see all pairs, on every shape of market."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Limits,
    Market,
    Status,
    ample_market,
    certify_market,
    cheapest_pair_first,
    clustered_market,
    generation,
    identical_market,
    lattice_market,
    match,
    nearest_worker_first,
    scarce_market,
    town_market,
)
from dispatch_engine.market.schedule import SMALL
from tests.engine.market.markets import least_cost, markets, pairs_of


@settings(max_examples=60, deadline=None)
@given(markets(), st.integers(0, 3))
def test_no_assignment_costs_less(market: Market, seed: int) -> None:
    answer = match(market, seed=seed)
    assert answer.cost == least_cost(market)
    assert (answer.status, answer.gap) == (Status.OPTIMAL, 0)
    proof = certify_market(market, answer.worker_of, answer.certificate.worker_price)
    assert proof.is_optimal
    assert (proof.cost, proof.bound) == (answer.cost, answer.bound)


SHAPES = {
    "ample": lambda seed: ample_market(600, seed),
    "scarce": lambda seed: town_market(600, 600, seed, town=generation.Town(side_m=12_000)),
    "too many orders": lambda seed: town_market(800, 300, seed, town=generation.Town(side_m=12_000)),
    "more room than orders": lambda seed: town_market(300, 600, seed, (3, 3)),
    "two towns": lambda seed: clustered_market(200, seed),
    "lattice": lambda seed: lattice_market(400, seed),
    "one lattice point in two": lambda seed: lattice_market(400, seed, 1),
    "two points": lambda seed: identical_market(500, seed),
    "one point": lambda seed: identical_market(500, seed, 1),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2])
def test_each_shape_of_market_is_solved_to_the_cost_that_all_pairs_give(shape: str, seed: int) -> None:
    market = SHAPES[shape](seed)
    answer = match(market, seed=seed)
    assert answer.cost == answer.bound == least_cost(market)
    assert certify_market(market, answer.worker_of, answer.certificate.worker_price).is_optimal


def test_a_large_scarce_market_goes_through_the_capped_auction_and_its_restart() -> None:
    """Above the size up to which nearly all pairs are written down first."""
    market = town_market(SMALL + 100, SMALL + 100, 5, town=generation.Town(side_m=80_000))
    answer = match(market)
    assert answer.served < market.orders
    assert certify_market(market, answer.worker_of, answer.certificate.worker_price).is_optimal


def test_a_town_as_places_has_the_pairs_and_costs_of_the_same_town_as_pairs() -> None:
    market, problem = town_market(200, 200, 3, (1, 2)), generation.market(200, 200, 3, (1, 2))
    pairs = pairs_of(market)
    assert (pairs.pair_order == problem.pair_order).all()
    assert (pairs.pair_worker == problem.pair_worker).all()
    assert (pairs.cost == problem.cost).all()
    assert (pairs.capacity == problem.capacity).all()


def test_the_same_seed_gives_the_same_answer() -> None:
    market = scarce_market(400, 4)
    one, two = match(market, seed=7), match(market, seed=7)
    assert (one.worker_of == two.worker_of).all()
    assert one.work == two.work


@pytest.mark.parametrize("kind", [ample_market, scarce_market])
@pytest.mark.parametrize("limits", [Limits(time_s=0.001), Limits(work=0), Limits(work=100_000)])
def test_a_limit_leaves_a_feasible_answer_with_a_true_bound(kind: type, limits: Limits) -> None:
    market: Market = kind(800, 6)
    answer, best = match(market, limits), match(market)
    assert answer.bound <= best.cost <= answer.cost
    assert answer.served > 0
    assert certify_market(market, answer.worker_of, answer.certificate.worker_price).bound >= answer.bound


def test_work_limits_give_better_answers_the_longer_they_are() -> None:
    market = scarce_market(2_000, 2)
    gaps = [match(market, Limits(work=work)).gap for work in (0, 400_000, 10**12)]
    assert gaps[0] >= gaps[1] >= gaps[2] == 0
    assert gaps[0] > 0


def test_rules_of_thumb_are_feasible_and_no_cheaper() -> None:
    market = scarce_market(500, 8)
    best = match(market).cost
    for rule in (nearest_worker_first, cheapest_pair_first):
        found = certify_market(market, rule(market))
        assert found.cost > best >= found.bound


def test_the_cost_comes_apart_into_its_terms() -> None:
    market = Market(
        order_xy=[[0, 0], [0, 3], [100, 100]],
        order_skill=[0, 1, 0],
        worker_xy=[[0, 0], [4, 0]],
        worker_skills=[[True, True], [True, True]],
        radius=[10, 10],
        capacity=[1, 1],
        penalty=1_000,
        worker_term=[7, 20],
        skill_term=[1, 2],
    )
    answer = match(market)
    assert answer.worker_of.tolist() == [0, 1, -1]
    assert answer.cost_by_term == {"travel": 5, "worker": 27, "skill": 3, "unserved": 1_000}


def test_points_that_differ_only_in_their_last_bits_cost_the_same_to_kernel_and_checker() -> None:
    """Halves of a metre are rounded up, at any distance from the origin."""
    random = np.random.default_rng(3)
    half = random.integers(0, 60, (300, 2)) / 2 + 0.1
    market = Market(
        order_xy=half - [4_000_000, 1_234_567],
        order_skill=np.zeros(300, dtype=int),
        worker_xy=half[::-1] - [4_000_000, 1_234_567],
        worker_skills=np.ones((300, 1), dtype=bool),
        radius=np.full(300, 12.5),
        capacity=np.ones(300, dtype=int),
        penalty=50,
    )
    answer = match(market)
    assert answer.cost == answer.bound == least_cost(market)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_twenty_thousand_orders_are_proven_independently(seed: int) -> None:
    for market in (ample_market(20_000, seed), scarce_market(20_000, seed)):
        answer = match(market)
        assert certify_market(market, answer.worker_of, answer.certificate.worker_price).is_optimal


@pytest.mark.soak
def test_a_million_identical_points_are_counted() -> None:
    market = identical_market(1_000_000, 1)
    answer = match(market)
    assert answer.gap == 0
    assert certify_market(market, answer.worker_of, answer.certificate.worker_price).is_optimal


def test_fifty_thousand_identical_points_are_counted() -> None:
    market = identical_market(50_000, 1)
    answer = match(market)
    assert answer.gap == 0
    assert answer.pairs_written < 1_000
    assert certify_market(market, answer.worker_of, answer.certificate.worker_price).is_optimal
