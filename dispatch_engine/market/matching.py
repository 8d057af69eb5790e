"""`match` over places: settle what is fixed, merge equal workers, solve, and bring the answer back."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, freeze
from dispatch_engine.certificate import Certificate
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.answer import MarketMatching, answer_of, market_terms
from dispatch_engine.market.classes import WorkerClasses, classes_of
from dispatch_engine.market.counting import (
    Counts,
    counts_of,
    order_prices,
    prices_of,
    solve_counts,
    spread_orders,
)
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
    counts = counts_of(market, free, classes)
    if counts is not None:
        return match_counts(market, open_, classes, counts, watch)
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


def match_counts(
    market: Market, open_: Open, classes: WorkerClasses, counts: Counts, watch: Watch
) -> MarketMatching:
    """Solve by classes, and give every order a worker of its class."""
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


def answer_from(
    market: Market, open_: Open, layout: MarketLayout, solved: Solved, work: int
) -> MarketMatching:
    """Back to the market's own numbers."""
    network, flow = solved.network, solved.flow
    class_of = np.full(market.orders, -1, dtype=np.int64)
    class_of[layout.order] = flow.worker_of
    if solved.is_exact:
        best = value(network, flow.price, flow.pays), flow.pays, flow.price
    else:
        best = prove(network, flow.price)
        if (best[2] > network.terms.floor).any():
            best = max(best, prove(network, network.terms.floor), key=lambda found: found[0])
    bound, pays, price = best
    proof = Proof(bound, layout.order, pays, price - network.terms.floor)
    return assembled(market, open_, layout.classes, class_of, proof, (network.pairs, work))


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """A dual in the solver's terms.

    Attributes
    ----------
    bound
        Its value.
    orders, pays : (k,)
        The orders that were decided, and what each pays at least, without its skill's term.
    rise : (classes,)
        How far the price of each class of workers is above its floor.
    """

    bound: int
    orders: Ints
    pays: Ints
    rise: Ints


def assembled(
    market: Market,
    open_: Open,
    classes: WorkerClasses,
    class_of: Ints,
    proof: Proof,
    spent: tuple[int, int],
) -> MarketMatching:
    """Spread the classes over their workers, and add what was not to be decided."""
    worker_of = np.where(open_.is_free, classes.spread(class_of, open_.room), open_.settled)
    skill_term = market.skill_term[market.order_skill[proof.orders]]
    order_price = np.zeros(market.orders, dtype=np.int64)
    order_price[proof.orders] = proof.pays + skill_term
    worker_price = np.zeros(market.workers, dtype=np.int64)
    worker_price[classes.members] = np.repeat(-proof.rise, np.diff(classes.start))
    bound = proof.bound + int(skill_term.sum()) + _given_cost(market, open_)
    cost = sum(market_terms(market, worker_of).values())
    reason = "" if bound == cost else "a limit came before the prices were exact"
    prices = Certificate(bound == cost, cost, bound, freeze(order_price), freeze(worker_price), reason)
    return answer_of(market, worker_of, prices, *spent)


def _given_cost(market: Market, open_: Open) -> int:
    """Of the orders that were not to be decided."""
    pairs = np.flatnonzero(open_.settled >= 0)
    stays = ~open_.is_free & (open_.settled < 0)
    return int(market.cost(pairs, open_.settled[pairs]).sum()) + int(market.penalty[stays].sum())
