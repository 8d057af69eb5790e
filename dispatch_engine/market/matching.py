"""`match` over places: settle what is fixed, merge equal workers, solve, and bring the answer back."""

from typing import Final

import numpy as np

from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.answer import MarketMatching
from dispatch_engine.market.assembling import Proof, answer_from, assembled
from dispatch_engine.market.classes import WorkerClasses, classes_of
from dispatch_engine.market.counting import (
    counts_of,
    order_prices,
    prices_of,
    solve_counts,
    spread_orders,
)
from dispatch_engine.market.kernels.arrays import Lists
from dispatch_engine.market.layout import MarketLayout, lay_out_market
from dispatch_engine.market.network import Network, Scout
from dispatch_engine.market.opening import Open
from dispatch_engine.market.problem import Market
from dispatch_engine.market.schedule import SMALL, fine_schedule, is_scarce
from dispatch_engine.market.solving import Solved, solve

NEAREST: Final = 24
"""Pairs of each order that are written down at first."""
MANY: Final = 512
"""The same in small scarce markets, where the far pairs are needed too."""
FEW: Final = 4
"""The same when a limit comes before that."""


def match_market(market: Market, limits: Limits, seed: int) -> MarketMatching:
    """See `match`."""
    watch = Watch(limits)
    open_ = Open.of(market)
    free = np.flatnonzero(open_.is_free)
    classes = classes_of(market, open_.room, free)
    counted = match_counted(market, open_, classes, watch)
    if counted is not None:
        return counted
    layout = lay_out_market(market, free, classes)
    solved = solve_layout(layout, watch, seed)
    return answer_from(market, open_, layout, solved, watch.work)


def solve_layout(layout: MarketLayout, watch: Watch, seed: int) -> Solved:
    """Write the nearest pairs down, and solve."""
    scout = Scout(layout.places, layout.grid, np.zeros(layout.terms.floor.size, dtype=np.int32))
    network = Network.of(layout.terms, first_lists(scout, watch), scout)
    if network.orders <= SMALL and is_scarce(network):
        nearly_all = scout.nearest(MANY, Watch(Limits()))
        if np.diff(nearly_all.start).max(initial=0) < MANY:
            network = Network.of(layout.terms, nearly_all, scout)
            return solve(network, watch, seed, fine_schedule(network))
    return solve(network, watch, seed)


def first_lists(scout: Scout, watch: Watch) -> Lists:
    """The nearest pairs of each order, few when a limit comes before that."""
    try:
        return scout.nearest(NEAREST, watch)
    except CutShort:
        return scout.nearest(FEW, Watch(Limits()))


def match_counted(market: Market, open_: Open, classes: WorkerClasses, watch: Watch) -> MarketMatching | None:
    """Solve by classes, and give every order a worker of its class; None where counting does not pay."""
    counts = counts_of(market, np.flatnonzero(open_.is_free), classes)
    if counts is None:
        return None
    taken, is_exact = solve_counts(counts, watch)
    class_of = spread_orders(counts, taken, market.orders)
    floor = market.worker_term[classes.first]
    price = prices_of(counts, taken, floor) if is_exact else np.zeros_like(floor)
    pays = order_prices(counts, price)
    proof = Proof(
        bound=int((pays * counts.supply).sum()) - int((counts.room * price).sum()),
        orders=counts.members,
        pays=np.repeat(pays, counts.supply),
        rise=price,
    )
    return assembled(market, open_, classes, class_of, proof, (counts.cost.size, watch.work))
