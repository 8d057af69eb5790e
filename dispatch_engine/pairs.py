"""The assignment problem: orders, workers with capacity, and the feasible pairs with their costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dispatch_engine.arrays import Flags, Ints, freeze, ints, starts_of, within
from dispatch_engine.errors import ProblemError

MAX_COST: Final = 10**12
"""Greatest absolute cost or penalty: times a million nodes it still fits 64 bits, as cost scaling needs."""


@dataclass(frozen=True, slots=True, eq=False)
class PairProblem:
    """Who takes what: each order goes to one worker or stays unserved, each worker takes up to its capacity.

    All arrays are copied, checked and read-only. Pairs may come in any order and are kept sorted by order,
    then worker. Every pair given is kept: nothing is pruned, so an optimum over the pairs is an optimum.

    Parameters
    ----------
    penalty : (n,) int
        Cost of leaving each order unserved.
    capacity : (m,) int
        How many orders each worker may take, 0 or more.
    pair_order, pair_worker : (e,) int
        The feasible pairs; no pair twice.
    terms : mapping of name to (e,) int
        Parts of the cost of each pair; a pair costs their sum. Parts may be negative.
    fixed : (n,) int, optional
        Worker that must take the order if the pair is feasible, -1 for none.

    Raises
    ------
    ProblemError
        Naming the array and the place: not integers, wrong length, index out of range, pair twice,
        negative capacity, cost beyond `MAX_COST`, more orders fixed to a worker than it can take.
    """

    penalty: Ints
    capacity: Ints
    pair_order: Ints
    pair_worker: Ints
    terms: Mapping[str, Ints]
    fixed: Ints
    cost: Ints = field(init=False)
    order_start: Ints = field(init=False)

    def __init__(
        self,
        *,
        penalty: ArrayLike,
        capacity: ArrayLike,
        pair_order: ArrayLike,
        pair_worker: ArrayLike,
        terms: Mapping[str, ArrayLike],
        fixed: ArrayLike | None = None,
    ) -> None:
        penalties = ints("penalty", penalty, [None])
        capacities = ints("capacity", capacity, [None])
        orders = ints("pair_order", pair_order, [None])
        workers = ints("pair_worker", pair_worker, [orders.size])
        within("penalty", penalties, -MAX_COST, MAX_COST)
        within("capacity", capacities, 0, 2**31)
        within("pair_order", orders, 0, penalties.size - 1)
        within("pair_worker", workers, 0, capacities.size - 1)
        ranks: Ints | slice = slice(None)  # pairs of timelines come in order
        if (np.diff(orders * capacities.size + workers) <= 0).any():
            ranks = np.lexsort((workers, orders))
        parts = {name: ints(f"terms[{name}]", part, [orders.size])[ranks] for name, part in terms.items()}
        total = _sum(parts, orders.size)
        within("cost", total, -MAX_COST, MAX_COST)
        keep = object.__setattr__
        keep(self, "penalty", penalties)
        keep(self, "capacity", capacities)
        keep(self, "pair_order", freeze(orders[ranks]))
        keep(self, "pair_worker", freeze(workers[ranks]))
        keep(self, "terms", MappingProxyType({name: freeze(part) for name, part in parts.items()}))
        keep(self, "cost", freeze(total))
        keep(self, "order_start", freeze(starts_of(np.bincount(orders, minlength=penalties.size))))
        keep(self, "fixed", _fixed(fixed, penalties.size, capacities))
        _refuse_repeats(self.pair_order, self.pair_worker)

    @property
    def orders(self) -> int:
        """Number of orders, n."""
        return int(self.penalty.size)

    @property
    def workers(self) -> int:
        """Number of workers, m."""
        return int(self.capacity.size)

    @property
    def pairs(self) -> int:
        """Number of feasible pairs, e."""
        return int(self.pair_order.size)

    def pair_of(self, worker_of: Ints) -> Ints:
        """Index of the pair that each order takes, -1 for unserved.

        Raises
        ------
        ProblemError
            When an order takes a worker with which it makes no feasible pair.
        """
        served = np.flatnonzero(worker_of >= 0)
        keys = self.pair_order * self.workers + self.pair_worker
        wanted = served * self.workers + worker_of[served]
        found = np.searchsorted(keys, wanted)
        known: Flags = (found < keys.size) & (worker_of[served] < self.workers)
        known[known] = keys[found[known]] == wanted[known]
        if not known.all():
            order = int(served[np.flatnonzero(~known)[0]])
            raise ProblemError(f"order {order} and worker {int(worker_of[order])} are no feasible pair")
        pair_of = np.full(self.orders, -1, dtype=np.int64)
        pair_of[served] = found
        return pair_of


def _sum(parts: Mapping[str, Ints], pairs: int) -> Ints:
    total = np.zeros(pairs, dtype=np.int64)
    for part in parts.values():
        total += part
    return total


def _fixed(values: ArrayLike | None, orders: int, capacity: Ints) -> Ints:
    if values is None:
        return freeze(np.full(orders, -1, dtype=np.int64))
    fixed = ints("fixed", values, [orders])
    within("fixed", fixed, -1, capacity.size - 1)
    wanted = np.bincount(fixed[fixed >= 0], minlength=capacity.size)
    over = np.flatnonzero(wanted > capacity)
    if over.size:
        raise ProblemError(f"more orders are fixed to worker {int(over[0])} than it can take")
    return fixed


def _refuse_repeats(orders: Ints, workers: Ints) -> None:
    same = np.flatnonzero((orders[1:] == orders[:-1]) & (workers[1:] == workers[:-1]))
    if same.size:
        at = int(same[0])
        raise ProblemError(f"pair (order {int(orders[at])}, worker {int(workers[at])}) is given twice")
