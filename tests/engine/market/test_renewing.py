"""A tick that goes by way of an auction ends where searches one by one would end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dispatch_engine.market.renewing as renewing
from dispatch_engine import Limits, LiveMarket, Market, certify_market, match, scarce_market, town_market
from tests.engine.market.markets import least_cost, markets
from tests.engine.market.test_live_market import some_change


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No search is short enough."""
    monkeypatch.setattr(renewing, "PATIENCE", 0)
    monkeypatch.setattr(renewing, "LOOKS_BEFORE", 0)


def check_ticks(market: Market, random: np.random.Generator, most: int) -> None:
    live = LiveMarket(market)
    live.match()
    for _ in range(4):
        answer = live.tick(some_change(random, live.market, most))
        assert answer.cost == answer.bound == least_cost(live.market)
        assert certify_market(live.market, answer.worker_of, answer.certificate.worker_price).is_optimal


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("capacity", [(1, 1), (0, 3)])
@pytest.mark.parametrize("seed", range(6))
def test_an_auction_from_the_last_prices_ends_at_the_optimum(seed: int, capacity: tuple[int, int]) -> None:
    check_ticks(town_market(120, 90, seed, capacity), np.random.default_rng(seed), 30)


@pytest.mark.usefixtures("_impatient")
def test_any_small_market_may_go_that_way() -> None:
    @settings(max_examples=25, deadline=None)
    @given(markets(), st.integers(0, 2**32))
    def check(market: Market, seed: int) -> None:
        free = np.flatnonzero(market.fixed < 0)
        check_ticks(only(market, free), np.random.default_rng(seed), 8)

    check()


def only(market: Market, orders: np.ndarray) -> Market:
    """The market without the other orders."""
    return Market(
        order_xy=market.order_xy[orders],
        order_skill=market.order_skill[orders],
        worker_xy=market.worker_xy,
        worker_skills=market.worker_skills,
        radius=market.radius,
        capacity=market.capacity,
        penalty=market.penalty[orders],
        worker_term=market.worker_term,
        skill_term=market.skill_term,
    )


@pytest.mark.usefixtures("_impatient")
def test_an_auction_cut_short_leaves_a_feasible_answer_and_the_next_tick_is_right() -> None:
    random = np.random.default_rng(5)
    live = LiveMarket(scarce_market(800, 5))
    live.match()
    for work in (1, 2_000_000, 3_000_000):
        cut = live.tick(some_change(random, live.market, 100), Limits(work=work))
        assert cut.bound <= match(live.market).cost <= cut.cost
    assert live.tick(some_change(random, live.market, 5)).cost == match(live.market).cost
