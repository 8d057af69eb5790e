"""Fixed pairs over ticks: they stay, the rest is as good as afresh, contradictions change nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    LiveMarket,
    Market,
    MarketChange,
    ProblemError,
    ample_market,
    certify_market,
    match,
    town_market,
)
from tests.engine.market.markets import least_cost, markets


def some_change(random: np.random.Generator, market: Market, most: int) -> MarketChange:
    """Orders leave, arrive fixed or not, are fixed and set free; capacities change. Not always possible."""
    n, m = market.orders, market.workers
    arriving = int(random.integers(0, most + 1))
    near = random.integers(0, m, arriving)
    some = random.permutation(n)[: int(random.integers(0, most + 1))]
    fixing = random.permutation(np.setdiff1d(np.arange(n), some))[: int(random.integers(0, most + 1))]
    workers = random.permutation(m)[: int(random.integers(0, most // 2 + 1))]
    return MarketChange(
        leaving=some,
        arriving_xy=market.worker_xy[near] + random.normal(0, 1_000, (arriving, 2)),
        arriving_skill=random.integers(0, market.skills, arriving),
        arriving_penalty=random.choice([0, 500, 1_000_000], arriving),
        arriving_fixed=np.where(random.random(arriving) < 0.2, near, -1),
        fixing=fixing,
        fixed=np.where(random.random(fixing.size) < 0.5, random.integers(0, m, fixing.size), -1),
        workers=workers,
        capacity=random.integers(0, 5, workers.size),
    )


def is_overfull(market: Market, change: MarketChange) -> bool:
    """Whether more orders would be fixed to a worker than it can take."""
    fixed, capacity = market.fixed.copy(), market.capacity.copy()
    fixed[np.asarray(change.fixing)] = change.fixed
    fixed = np.append(np.delete(fixed, np.asarray(change.leaving)), np.asarray(change.arriving_fixed))
    capacity[np.asarray(change.workers)] = change.capacity
    return bool((np.bincount(fixed[fixed >= 0], minlength=market.workers) > capacity).any())


def check_tick(live: LiveMarket, change: MarketChange) -> None:
    """An answer is proven and keeps fixed pairs; a refusal changes nothing."""
    before = live.market
    if is_overfull(before, change):
        with pytest.raises(ProblemError, match="more orders are fixed to worker"):
            live.tick(change)
        assert live.market is before
        return
    answer = live.tick(change)
    assert answer.cost == answer.bound == least_cost(live.market) == match(live.market).cost
    assert certify_market(live.market, answer.worker_of, answer.certificate.worker_price).is_optimal
    is_fixed = live.market.fixed >= 0
    assert (answer.worker_of == live.market.settled())[is_fixed].all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([(1, 2), (2, 4)]), st.integers(1, 12))
def test_ticks_keep_fixed_pairs_and_cost_what_a_fresh_start_costs(
    seed: int, capacity: tuple[int, int], most: int
) -> None:
    random = np.random.default_rng(seed)
    live = LiveMarket(town_market(60, 50, seed % 1_000, capacity))
    live.match()
    for _ in range(5):
        check_tick(live, some_change(random, live.market, most))


@settings(max_examples=40, deadline=None)
@given(markets(), st.integers(0, 2**32))
def test_any_small_market_with_fixed_pairs_lives_on(market: Market, seed: int) -> None:
    random = np.random.default_rng(seed)
    live = LiveMarket(market)
    assert live.match().cost == least_cost(market)
    for _ in range(3):
        check_tick(live, some_change(random, live.market, 4))


def test_an_order_that_is_set_free_goes_where_it_is_cheapest_again() -> None:
    live = LiveMarket(ample_market(80, 3))
    first = live.match()
    order, worker = np.divmod(np.arange(80 * 80), 80)
    other = live.market.feasible(order, worker) & (worker != first.worker_of[order])
    chosen = int(np.flatnonzero(other)[0])
    held = live.tick(MarketChange(fixing=[order[chosen]], fixed=[worker[chosen]]))
    assert held.worker_of[order[chosen]] == worker[chosen]
    assert held.cost >= first.cost
    assert live.tick(MarketChange(fixing=[order[chosen]], fixed=[-1])).cost == first.cost


def test_a_fixed_pair_that_is_not_feasible_leaves_its_order_out_until_it_is_set_free() -> None:
    live = LiveMarket(ample_market(80, 3))
    first = live.match()
    far = int(np.flatnonzero(~live.market.feasible(np.zeros(80, dtype=np.int64), np.arange(80)))[0])
    assert live.tick(MarketChange(fixing=[0], fixed=[far])).worker_of[0] == -1
    assert live.tick(MarketChange(fixing=[0], fixed=[-1])).cost == first.cost


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            MarketChange(fixing=[0, 1, 2], fixed=[5, 5, 5]),
            "more orders are fixed to worker 5 than it can take",
        ),
        (MarketChange(fixing=[0, 0], fixed=[5, 6]), "names an order twice"),
        (MarketChange(leaving=[4], fixing=[4], fixed=[5]), "order 4 is fixed and leaves at once"),
        (MarketChange(fixing=[60], fixed=[5]), r"fixing\[0\] is 60"),
        (MarketChange(fixing=[0], fixed=[60]), r"fixed\[0\] is 60"),
        (MarketChange(fixing=[0], fixed=[5], workers=[5], capacity=[0]), "more orders are fixed to worker 5"),
        (
            MarketChange(arriving_xy=[[0, 0]], arriving_skill=[0], arriving_penalty=[1], arriving_fixed=[-2]),
            r"fixed\[60\] is -2",
        ),
    ],
)
def test_contradictory_fixed_pairs_are_refused_and_nothing_is_lost(change: MarketChange, says: str) -> None:
    live = LiveMarket(ample_market(60, 4))
    first = live.match()
    with pytest.raises(ProblemError, match=says):
        live.tick(change)
    assert live.tick(MarketChange()).cost == first.cost
