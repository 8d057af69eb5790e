"""A live market in which nearly everybody is equal is counted, tick by tick, instead of written down."""

import numpy as np

from dispatch_engine import LiveMarket, MarketChange, certify_market, identical_market, match


def test_thirty_thousand_identical_points_live_on_and_stay_counted() -> None:
    live = LiveMarket(identical_market(30_000, 1))
    first = live.match()
    assert first.gap == 0
    assert first.pairs_written < 1_000
    gone = live.tick(MarketChange(leaving=np.arange(10), workers=[5], capacity=[0]))
    assert gone.cost == gone.bound == match(live.market).cost
    assert not (gone.worker_of == 5).any()
    assert certify_market(live.market, gone.worker_of, gone.certificate.worker_price).is_optimal


def test_a_market_that_stops_being_all_alike_is_written_down_from_then_on() -> None:
    random = np.random.default_rng(1)
    live = LiveMarket(identical_market(60, 1))
    live.match()
    new = 200
    answer = live.tick(
        MarketChange(
            leaving=np.arange(60),
            arriving_xy=random.uniform(0, 2_000, (new, 2)),
            arriving_skill=random.integers(0, 3, new),
            arriving_penalty=np.full(new, 1_000_000),
        )
    )
    assert answer.cost == answer.bound == match(live.market).cost
    again = live.tick(MarketChange(leaving=np.arange(5)))
    assert again.cost == again.bound == match(live.market).cost
