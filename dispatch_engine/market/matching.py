"""`match` over places: settle what is fixed, merge equal workers, solve, and bring the answer back."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, freeze
from dispatch_engine.certificate import Certificate
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.answer import MarketMatching, answer_of, market_terms
from dispatch_engine.market.classes import classes_of
from dispatch_engine.market.kernels.arrays import Lists
from dispatch_engine.market.layout import MarketLayout, lay_out_market
from dispatch_engine.market.network import Network, Scout
from dispatch_engine.market.problem import Market
from dispatch_engine.market.schedule import SMALL, fine_schedule, is_scarce
from dispatch_engine.market.solving import Solved, prove, solve, value

NEAREST: Final = 24
"""Pairs of each order that are written down at first."""
MANY: Final = 512
"""The same in small scarce markets, where the far pairs are needed too."""
FEW: Final = 4
"""The same when a limit comes before that."""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """What is left to decide.

    Attributes
    ----------
    settled : (n,)
        Workers of fixed orders.
    is_free : (n,)
        Orders to decide: not fixed, and worth more than their skill's term.
    room : (m,)
        What each worker can still take.
    """

    settled: Ints
    is_free: Flags
    room: Ints

    @classmethod
    def of(cls, market: Market) -> "Open":
        settled = market.settled()
        is_free = (market.fixed < 0) & (market.penalty > market.skill_term[market.order_skill])
        taken = np.bincount(settled[settled >= 0], minlength=market.workers)
        return cls(settled, is_free, market.capacity - taken)


def match_market(market: Market, limits: Limits, seed: int) -> MarketMatching:
    """See `match`."""
    watch = Watch(limits)
    open_ = Open.of(market)
    free = np.flatnonzero(open_.is_free)
    classes = classes_of(market, open_.room, free)
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


def answer_from(
    market: Market, open_: Open, layout: MarketLayout, solved: Solved, work: int
) -> MarketMatching:
    """Back to the market's own numbers."""
    class_of = np.full(market.orders, -1, dtype=np.int64)
    class_of[layout.order] = solved.flow.worker_of
    worker_of = np.where(open_.is_free, layout.classes.spread(class_of, open_.room), open_.settled)
    prices = prices_from(market, open_, layout, solved, worker_of)
    return answer_of(market, worker_of, prices, solved.network.pairs, work)


def prices_from(
    market: Market, open_: Open, layout: MarketLayout, solved: Solved, worker_of: Ints
) -> Certificate:
    """The duals in the market's own numbers: u for orders, v for workers, and what they prove."""
    network, flow, classes = solved.network, solved.flow, layout.classes
    if solved.is_exact:
        bound, pays, price = value(network, flow.price, flow.pays), flow.pays, flow.price
    else:
        bound, pays, price = prove(network, flow.price)
        if (price > network.terms.floor).any():
            plain = prove(network, network.terms.floor)
            bound, pays, price = max((bound, pays, price), plain, key=lambda proof: proof[0])
    outside = np.where(open_.is_free, -1, worker_of)
    fixed_cost = _fixed_cost(market, open_, outside)
    order_price = np.zeros(market.orders, dtype=np.int64)
    order_price[layout.order] = pays + market.skill_term[market.order_skill[layout.order]]
    bound += fixed_cost + int(market.skill_term[market.order_skill[layout.order]].sum())
    worker_price = np.zeros(market.workers, dtype=np.int64)
    by_member = np.repeat(network.terms.floor - price, np.diff(classes.start))
    worker_price[classes.members] = by_member
    cost = sum(market_terms(market, worker_of).values())
    reason = "" if bound == cost else "a limit came before the prices were exact"
    return Certificate(bound == cost, cost, bound, freeze(order_price), freeze(worker_price), reason)


def _fixed_cost(market: Market, open_: Open, outside: Ints) -> int:
    """Of the orders that were not to be decided."""
    pairs = np.flatnonzero(outside >= 0)
    stays = ~open_.is_free & (outside < 0)
    return int(market.cost(pairs, outside[pairs]).sum()) + int(market.penalty[stays].sum())
