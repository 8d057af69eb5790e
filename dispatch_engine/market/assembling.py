"""From the numbers of the solver back to those of the market: workers, prices, the bound."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints, freeze
from dispatch_engine.certificate import Certificate
from dispatch_engine.market.answer import MarketMatching, answer_of, market_terms
from dispatch_engine.market.classes import WorkerClasses
from dispatch_engine.market.layout import MarketLayout
from dispatch_engine.market.opening import Open
from dispatch_engine.market.problem import Market
from dispatch_engine.market.solving import Solved, prove, value


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
    bound = proof.bound + int(skill_term.sum()) + given_cost(market, open_)
    cost = sum(market_terms(market, worker_of).values())
    reason = "" if bound == cost else "a limit came before the prices were exact"
    prices = Certificate(bound == cost, cost, bound, freeze(order_price), freeze(worker_price), reason)
    return answer_of(market, worker_of, prices, *spent)


def given_cost(market: Market, open_: Open) -> int:
    """Of the orders that were not to be decided."""
    pairs = np.flatnonzero(open_.settled >= 0)
    stays = ~open_.is_free & (open_.settled < 0)
    return int(market.cost(pairs, open_.settled[pairs]).sum()) + int(market.penalty[stays].sum())
