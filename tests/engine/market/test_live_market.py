"""Ticks end where a fresh start would end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Limits,
    LiveMarket,
    Market,
    MarketChange,
    ProblemError,
    Status,
    ample_market,
    certify_market,
    match,
    scarce_market,
    town_market,
)
from tests.engine.market.markets import least_cost


def some_change(random: np.random.Generator, market: Market, most: int) -> MarketChange:
    """Orders leave and arrive, workers go off and on, capacities change."""
    n, m = market.orders, market.workers
    arriving = int(random.integers(0, most + 1))
    near = random.integers(0, m, arriving)
    workers = random.choice(m, min(m, int(random.integers(0, most + 1))), replace=False)
    return MarketChange(
        leaving=random.choice(n, min(n, int(random.integers(0, most + 1))), replace=False),
        arriving_xy=market.worker_xy[near] + random.normal(0, 2_000, (arriving, 2)),
        arriving_skill=random.integers(0, market.skills, arriving),
        arriving_penalty=random.choice([500, 1_000_000], arriving),
        workers=workers,
        capacity=random.integers(0, 4, workers.size),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([(1, 1), (1, 2), (0, 3)]), st.integers(1, 60))
def test_every_tick_costs_what_a_fresh_start_costs(seed: int, capacity: tuple[int, int], most: int) -> None:
    random = np.random.default_rng(seed)
    live = LiveMarket(town_market(80, 60, seed % 1_000, capacity))
    live.match()
    for _ in range(4):
        answer = live.tick(some_change(random, live.market, most))
        assert answer.cost == answer.bound == least_cost(live.market)
        proof = certify_market(live.market, answer.worker_of, answer.certificate.worker_price)
        assert proof.is_optimal


def test_a_market_that_ran_out_of_orders_takes_new_ones() -> None:
    live = LiveMarket(town_market(8, 6, 1))
    live.match()
    live.tick(MarketChange(leaving=np.arange(8)))
    answer = live.tick(
        MarketChange(
            arriving_xy=live.market.worker_xy[:2],
            arriving_skill=np.zeros(2, dtype=np.int64),
            arriving_penalty=np.full(2, 1_000_000),
        )
    )
    assert answer.cost == answer.bound == least_cost(live.market)


@pytest.mark.parametrize("kind", [ample_market, scarce_market])
def test_larger_markets_stay_equal_to_a_fresh_start_over_many_ticks(kind: type) -> None:
    random = np.random.default_rng(3)
    live = LiveMarket(kind(1_200, 3))
    live.match()
    for _ in range(6):
        answer = live.tick(some_change(random, live.market, 24))
        assert answer.cost == answer.bound == match(live.market).cost


def test_orders_that_stay_close_ranks_and_new_ones_come_behind() -> None:
    live = LiveMarket(ample_market(50, 1))
    before = live.market
    live.match()
    live.tick(MarketChange(leaving=[3, 7], arriving_xy=[[1, 2]], arriving_skill=[4], arriving_penalty=[99]))
    stays = np.delete(np.arange(50), [3, 7])
    assert (live.market.order_xy[:48] == before.order_xy[stays]).all()
    assert live.market.order_xy[48].tolist() == [1, 2]
    assert (live.market.order_skill[48], live.market.penalty[48]) == (4, 99)


def test_nobody_keeps_a_worker_that_went_off_duty() -> None:
    live = LiveMarket(ample_market(200, 2))
    first = live.match()
    gone = np.unique(first.worker_of[first.worker_of >= 0])[:40]
    answer = live.tick(MarketChange(workers=gone, capacity=np.zeros(40, dtype=int)))
    assert not np.isin(answer.worker_of, gone).any()
    assert answer.cost >= first.cost
    back = live.tick(MarketChange(workers=gone, capacity=ample_market(200, 2).capacity[gone]))
    assert back.cost == first.cost


def test_a_tick_cut_short_is_feasible_and_the_next_one_is_right_again() -> None:
    random = np.random.default_rng(5)
    live = LiveMarket(scarce_market(800, 5))
    live.match()
    cut = live.tick(some_change(random, live.market, 100), Limits(work=0))
    assert cut.bound <= match(live.market).cost <= cut.cost
    assert cut.status is Status.FEASIBLE or cut.gap == 0
    whole = live.tick(some_change(random, live.market, 5))
    assert whole.cost == whole.bound == match(live.market).cost


def test_a_tick_before_any_match_starts_from_nothing() -> None:
    live = LiveMarket(ample_market(60, 4))
    assert live.tick(MarketChange(leaving=[0])).gap == 0
    assert live.market.orders == 59


@pytest.mark.parametrize(
    "change",
    [
        MarketChange(leaving=[60]),
        MarketChange(leaving=[-1]),
        MarketChange(workers=[60], capacity=[1]),
        MarketChange(workers=[0], capacity=[-1]),
        MarketChange(workers=[0, 1], capacity=[1]),
        MarketChange(arriving_xy=[[0, 0]], arriving_skill=[99], arriving_penalty=[1]),
        MarketChange(arriving_xy=[[0, float("nan")]], arriving_skill=[0], arriving_penalty=[1]),
        MarketChange(arriving_xy=[[0, 0]], arriving_skill=[0], arriving_penalty=[-1]),
    ],
)
def test_a_change_that_means_nothing_is_refused_and_nothing_is_lost(change: MarketChange) -> None:
    live = LiveMarket(ample_market(60, 4))
    first = live.match()
    with pytest.raises(ProblemError):
        live.tick(change)
    assert live.tick(MarketChange()).cost == first.cost
