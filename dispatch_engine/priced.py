"""A proven assignment with its prices, into which one order more is taken by the cheapest path of changes.

A match that is proven optimal comes with dual prices. An order more is one row more: the shortest path by
reduced costs from it to somebody with nothing new, or to an order that is better left out, is the cheapest
way to take it in, and moving the prices along the path proves the new answer optimal again (Tomizawa, On
some techniques useful for solution of transportation network problems, 1971).
"""

import itertools
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.certificate import Certificate
from dispatch_engine.pairs import PairProblem

_FAR: Final = np.iinfo(np.int64).max // 4


class Priced:
    """Every worker takes one order at most; what is fixed never moves, and neither does its worker.

    Attributes
    ----------
    worker_of
        Worker of each order, -1 for nobody.
    """

    __slots__ = ("_closed", "_costs", "_holder", "_penalty", "_u", "_v", "_workers", "worker_of")

    def __init__(self, pairs: PairProblem, worker_of: Ints, proof: Certificate) -> None:
        ends = pairs.order_start.tolist()
        self._workers = [pairs.pair_worker[low:high] for low, high in itertools.pairwise(ends)]
        self._costs = [pairs.cost[low:high] for low, high in itertools.pairwise(ends)]
        self._penalty: list[int] = pairs.penalty.tolist()
        self.worker_of: list[int] = worker_of.tolist()
        self._holder = np.full(pairs.workers, -1, dtype=np.int64)
        served, is_fixed = np.flatnonzero(worker_of >= 0), pairs.fixed >= 0
        self._holder[worker_of[served]] = served
        self._closed: Flags = np.zeros(pairs.workers, dtype=np.bool_)
        self._closed[worker_of[is_fixed & (worker_of >= 0)]] = True
        pays, pair_of = pairs.penalty.copy(), pairs.pair_of(worker_of)
        pays[served] = pairs.cost[pair_of[served]]
        self._u: list[int] = np.where(is_fixed, pays, proof.order_price).tolist()
        self._v = np.where(self._closed, 0, proof.worker_price)

    def bound(self) -> int:
        """The value of the prices."""
        return sum(self._u) + int(self._v.sum())

    def take_in(self, workers: Ints, costs: Ints, penalty: int) -> int:
        """One order more, with its pairs in order of worker. Returns what the optimum rises by."""
        row, is_open = len(self.worker_of), ~self._closed[workers]
        workers, costs = workers[is_open], costs[is_open]
        self._workers.append(workers)
        self._costs.append(costs)
        self._penalty.append(penalty)
        self.worker_of.append(-1)
        price = min(penalty, int((costs - self._v[workers]).min(initial=_FAR)))
        self._u.append(price)
        return price + self._augment(row)

    def _augment(self, row: int) -> int:
        """Dijkstra over workers; returns the length of the path, beyond the price of the row."""
        away = np.full(self._holder.size, _FAR, dtype=np.int64)
        through = np.full(self._holder.size, -1, dtype=np.int64)
        todo, waiting = ~self._closed, away.copy()
        last, length = row, self._penalty[row] - self._u[row]
        at, so_far, reached, end = row, 0, [(row, 0)], -1
        while end < 0:
            workers = self._workers[at]
            offer = so_far + self._costs[at] - self._u[at] - self._v[workers]
            better = todo[workers] & (offer < away[workers])
            closer, shorter = workers[better], offer[better]
            away[closer], waiting[closer], through[closer] = shorter, shorter, at
            worker = int(waiting.argmin()) if waiting.size else -1
            if worker < 0 or waiting[worker] >= length:
                break
            so_far, todo[worker], waiting[worker] = int(away[worker]), False, _FAR
            at = int(self._holder[worker])
            if at < 0:
                end, length = worker, so_far
                break
            reached.append((at, so_far))
            if so_far + self._penalty[at] - self._u[at] < length:
                last, length = at, so_far + self._penalty[at] - self._u[at]
        self._move_prices(reached, away, length)
        self._change_hands(row, last, end, through)
        return length

    def _move_prices(self, reached: list[tuple[int, int]], away: Ints, length: int) -> None:
        for row, so_far in reached:
            self._u[row] += max(0, length - so_far)
        self._v -= np.maximum(0, length - away)

    def _change_hands(self, row: int, last: int, end: int, through: Ints) -> None:
        """Walk the path back: `end` is who had nothing, or -1 where order `last` is left out."""
        worker = end
        if end < 0:
            worker, self.worker_of[last] = self.worker_of[last], -1
        while worker >= 0:
            taker = int(through[worker])
            given, self.worker_of[taker] = self.worker_of[taker], worker
            self._holder[worker] = taker
            worker = -1 if taker == row else given
