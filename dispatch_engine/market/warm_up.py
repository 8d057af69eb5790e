"""Compiling the kernels of `match` over places."""

import numpy as np

from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.changes import MarketChange
from dispatch_engine.market.generation import town_market
from dispatch_engine.market.kernels.leaving import release
from dispatch_engine.market.live import LiveMarket
from dispatch_engine.market.network import Network
from dispatch_engine.market.repairing import Repair
from dispatch_engine.market.solving import Solved, prove
from dispatch_engine.market.state import new_search, shorts


def warm_up_market() -> None:
    """Call every kernel once, those for answers cut short too."""
    live = LiveMarket(town_market(60, 60, 0, (1, 2)))
    live.match(Limits(work=0))
    live.match()
    live.tick(MarketChange(workers=np.arange(20), capacity=np.zeros(20, dtype=np.int64)))
    live.tick(MarketChange(workers=np.arange(20), capacity=np.ones(20, dtype=np.int64)), Limits(work=0))
    assert live._solved is not None
    _warm_up_the_rare(live._solved)


def _warm_up_the_rare(solved: Solved) -> None:
    """What a market of that size has no need of: orders of which many stay out, pairs without places."""
    network, flow, one = solved.network, solved.flow, np.arange(1)
    release(network.terms, flow, shorts(one))
    Repair(network, flow, new_search(network.workers), Watch(Limits())).settle(
        one, np.ones(1, dtype=np.bool_)
    )
    prove(Network.of(network.terms, network.lists), flow.price)
