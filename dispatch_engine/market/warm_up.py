"""Compiling the kernels of `match` over places."""

import numpy as np

from dispatch_engine.limits import Limits
from dispatch_engine.market.changes import MarketChange
from dispatch_engine.market.generation import town_market
from dispatch_engine.market.live import LiveMarket


def warm_up_market() -> None:
    """Call every kernel once, those for answers cut short too."""
    live = LiveMarket(town_market(60, 60, 0, (1, 2)))
    live.match(Limits(work=0))
    live.match()
    live.tick(MarketChange(workers=np.arange(20), capacity=np.zeros(20, dtype=np.int64)))
    live.tick(MarketChange(workers=np.arange(20), capacity=np.ones(20, dtype=np.int64)), Limits(work=0))
