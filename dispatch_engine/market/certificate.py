"""Proof over all feasible pairs that owes nothing to the solver: neighbours from k-d trees, sums in numpy.

For any prices v <= 0 of the workers no assignment costs less than sum(u) + sum(capacity * v), where u_i is
the least of the order's penalty and of cost - v_j over *all* its feasible pairs (weak duality).
So whatever prices are handed in, the bound is true; good prices make it equal to the cost.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from dispatch_engine.arrays import Ints, freeze
from dispatch_engine.certificate import Certificate
from dispatch_engine.errors import ProblemError
from dispatch_engine.market.answer import market_terms
from dispatch_engine.market.problem import Market

PAIRS_AT_ONCE: Final = 2_000_000
"""What is held in memory: one order with more pairs than that is still looked at in one piece."""


def certify_market(market: Market, worker_of: Ints, worker_price: Ints | None = None) -> Certificate:
    """Prove an assignment optimal over all feasible pairs, or bound how far it can be from it.

    Parameters
    ----------
    market
        As it was given to whatever solver made the assignment.
    worker_of : (n,) int
        Worker of each order, -1 for unserved.
    worker_price : (m,) int, optional
        Dual prices v; positive ones count as 0. None: all 0, which proves little.

    Returns
    -------
    Certificate

    Raises
    ------
    ProblemError
        When the assignment is not even feasible, or the prices have another length.
    """
    cost = sum(market_terms(market, worker_of).values())
    price = np.zeros(market.workers, dtype=np.int64) if worker_price is None else worker_price
    if price.shape != (market.workers,) or price.dtype.kind != "i":
        raise ProblemError("worker_price must have one whole number for each worker")
    price = np.clip(price.astype(np.int64), -(2**40), 0)
    is_open = market.fixed < 0
    settled = market.settled()
    pairs = np.flatnonzero(settled >= 0)
    room = market.capacity - np.bincount(settled[pairs], minlength=market.workers)
    order_price = np.where(is_open, market.penalty, 0)
    least = _least_values(market, np.flatnonzero(is_open), np.flatnonzero(room > 0), price)
    order_price[is_open] = np.minimum(order_price[is_open], least)
    stranded = ~is_open & (settled < 0)
    given = int(market.cost(pairs, settled[pairs]).sum()) + int(market.penalty[stranded].sum())
    bound = given + sum(order_price.tolist()) + sum((np.maximum(room, 0) * price)[room > 0].tolist())
    reason = "" if bound == cost else "a cheaper assignment may exist: the prices prove less than the cost"
    return Certificate(bound == cost, cost, bound, freeze(order_price), freeze(price), reason)


def _least_values(market: Market, orders: Ints, workers: Ints, price: Ints) -> Ints:
    """For each order the least cost - v over all feasible pairs; who is equal counts once."""
    place = np.column_stack([market.order_xy[orders], market.order_skill[orders]])
    _, first, same = np.unique(place, axis=0, return_index=True, return_inverse=True)
    net = market.worker_term[workers] - price[workers]
    workers = workers[np.argsort(net, kind="stable")]
    skills = np.packbits(market.worker_skills[workers], axis=1)
    kind = np.column_stack([market.worker_xy[workers], market.radius[workers], skills])
    cheapest = workers[np.unique(kind, axis=0, return_index=True)[1]]
    least = np.full(market.orders, 2**60, dtype=np.int64)
    for left, right in feasible_pairs(market, orders[first], cheapest):
        np.minimum.at(least, left, market.cost(left, right) - price[right])
    found: Ints = least[orders[first]][same.reshape(-1)]
    return found


def feasible_pairs(market: Market, orders: Ints, workers: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All feasible pairs among these, in pieces."""
    for skill in range(market.skills):
        mine = orders[market.order_skill[orders] == skill]
        able = workers[market.worker_skills[workers, skill]]
        if mine.size and able.size:
            yield from _pairs_of(market, mine, able)


def _pairs_of(market: Market, orders: Ints, workers: Ints) -> Iterator[tuple[Ints, Ints]]:
    widest = float(market.radius[workers].max()) * (1 + 1e-9) + 1e-6
    tree = KDTree(market.worker_xy[workers])
    counts = tree.query_ball_point(market.order_xy[orders], widest, return_length=True)
    piece = np.cumsum(counts) // PAIRS_AT_ONCE
    for number in np.unique(piece):
        part = orders[piece == number]
        hits: NDArray[np.object_] = tree.query_ball_point(market.order_xy[part], widest)
        found = np.concatenate([np.asarray(hit, dtype=np.int64) for hit in hits])
        left = np.repeat(part, np.asarray(counts)[piece == number])
        right = workers[found]
        keep = market.feasible(left, right)
        yield left[keep], right[keep]
