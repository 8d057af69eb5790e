"""Rules of thumb over places, to compare with. None of them proves anything."""

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.market.certificate import feasible_pairs
from dispatch_engine.market.problem import Market


def nearest_worker_first(market: Market) -> Ints:
    """Orders in turn (dearest penalty first, then index) take the cheapest worker that has room.

    Returns
    -------
    (n,) int
        Worker of each order, -1 for unserved.
    """
    orders, workers, cost = _all_pairs(market)
    turn = np.empty(market.orders, dtype=np.int64)
    turn[np.argsort(-market.penalty, kind="stable")] = np.arange(market.orders)
    return _taken(market, orders, workers, np.lexsort((workers, cost, turn[orders])))


def cheapest_pair_first(market: Market) -> Ints:
    """Again and again the cheapest pair of all that are left, ignoring whom it leaves without a worker."""
    orders, workers, cost = _all_pairs(market)
    return _taken(market, orders, workers, np.lexsort((workers, orders, cost)))


def _all_pairs(market: Market) -> tuple[Ints, Ints, Ints]:
    free = np.flatnonzero(market.fixed < 0)
    parts = list(feasible_pairs(market, free, np.flatnonzero(market.capacity > 0)))
    orders = np.concatenate([free[:0], *(part[0] for part in parts)])
    workers = np.concatenate([free[:0], *(part[1] for part in parts)])
    cost = market.cost(orders, workers)
    pays = cost < market.penalty[orders]
    return orders[pays], workers[pays], cost[pays]


def _taken(market: Market, orders: Ints, workers: Ints, rank: Ints) -> Ints:
    worker_of = market.settled()
    room = market.capacity - np.bincount(worker_of[worker_of >= 0], minlength=market.workers)
    for order, worker in zip(orders[rank].tolist(), workers[rank].tolist(), strict=True):
        if worker_of[order] < 0 and room[worker] > 0:
            worker_of[order] = worker
            room[worker] -= 1
    return worker_of
