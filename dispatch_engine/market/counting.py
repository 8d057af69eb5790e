"""Markets in which many orders are equal: they become one with a supply, and a flow counts them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from ortools.graph.python import min_cost_flow

from dispatch_engine.arrays import Ints, starts_of
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Watch
from dispatch_engine.market.certificate import feasible_pairs
from dispatch_engine.market.classes import WorkerClasses
from dispatch_engine.market.problem import Market

EQUAL: Final = 3
"""Orders for each class of orders, from which on counting pays."""
MOST_PAIRS: Final = 2_000_000
"""Pairs of classes that one flow may have."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A transport problem between classes.

    Attributes
    ----------
    members, start
        The orders of class i are members[start[i] : start[i + 1]].
    penalty : (k,)
        Less the skill's term.
    room : (m,)
        Of the classes of workers.
    pair_order, pair_worker, cost
        All feasible pairs of classes; the worker's term is part of the cost.
    """

    members: Ints
    start: Ints
    penalty: Ints
    room: Ints
    pair_order: Ints
    pair_worker: Ints
    cost: Ints

    @property
    def supply(self) -> Ints:
        return np.diff(self.start)


def counts_of(market: Market, free: Ints, classes: WorkerClasses) -> Counts | None:
    """The market by classes; None when there are too few equal orders, or too many pairs of classes."""
    if free.size < 2 * EQUAL or not classes.first.size:
        return None
    xy = market.order_xy[free]
    keys = np.column_stack([xy, market.order_skill[free], market.penalty[free]])
    rank = np.lexsort(keys.T)
    heads = np.flatnonzero(np.append(True, (keys[rank][1:] != keys[rank][:-1]).any(axis=1)))
    if heads.size * EQUAL > free.size or heads.size * classes.first.size > 10 * MOST_PAIRS:
        return None
    first = free[rank[heads]]
    class_of, column_of = np.zeros(market.orders, dtype=np.int64), np.zeros(market.workers, dtype=np.int64)
    class_of[first], column_of[classes.first] = np.arange(first.size), np.arange(classes.first.size)
    parts = list(feasible_pairs(market, first, classes.first))
    orders = np.concatenate([first[:0], *(part[0] for part in parts)])
    workers = np.concatenate([first[:0], *(part[1] for part in parts)])
    if orders.size > MOST_PAIRS:
        return None
    skill_term = market.skill_term[market.order_skill]
    return Counts(
        members=free[rank],
        start=np.append(heads, free.size),
        penalty=market.penalty[first] - skill_term[first],
        room=np.minimum(classes.room, free.size + 1),
        pair_order=class_of[orders],
        pair_worker=column_of[workers],
        cost=market.cost(orders, workers) - skill_term[orders],
    )


def solve_counts(counts: Counts, watch: Watch) -> tuple[Ints, bool]:
    """How many orders take each pair of classes, and whether that is known to be the cheapest way."""
    arcs = int(counts.cost.size + counts.penalty.size + counts.room.size)
    try:
        watch.spend(arcs)
    except CutShort:
        return cheapest_first(counts), False
    flow = min_cost_flow.SimpleMinCostFlow()
    rows, columns = counts.penalty.size, counts.room.size
    sink = rows + columns
    most = np.minimum(counts.supply[counts.pair_order], counts.room[counts.pair_worker])
    worker_node = rows + np.arange(columns)
    taken = _add(flow, counts.pair_order, rows + counts.pair_worker, most, counts.cost)
    _add(flow, worker_node, np.full(columns, sink), counts.room, np.zeros_like(counts.room))
    _add(flow, np.arange(rows), np.full(rows, sink), counts.supply, counts.penalty)
    flow.set_nodes_supplies(np.arange(rows, dtype=np.int32), counts.supply)
    flow.set_nodes_supplies(np.array([sink], dtype=np.int32), np.array([-int(counts.supply.sum())]))
    if flow.solve() != flow.OPTIMAL:
        return cheapest_first(counts), False
    return np.asarray(flow.flows(taken), dtype=np.int64), True


def _add(flow: min_cost_flow.SimpleMinCostFlow, tail: Ints, head: Ints, most: Ints, cost: Ints) -> Ints:
    arcs: Ints = flow.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), most, cost
    )
    return arcs


def cheapest_first(counts: Counts) -> Ints:
    """The cheapest pair of classes takes as many as it can, then the next."""
    taken = np.zeros(counts.cost.size, dtype=np.int64)
    left, room = counts.supply.copy(), counts.room.copy()
    for pair in np.argsort(counts.cost, kind="stable").tolist():
        order, worker = counts.pair_order[pair], counts.pair_worker[pair]
        if counts.cost[pair] < counts.penalty[order]:
            taken[pair] = min(left[order], room[worker])
            left[order] -= taken[pair]
            room[worker] -= taken[pair]
    return taken


def prices_of(counts: Counts, taken: Ints, floor: Ints) -> Ints:
    """The least prices of the classes of workers that make every pair taken a best one (Bellman-Ford).

    They exist when the flow is optimal; whatever comes out, a bound made of it is true.
    """
    price = np.zeros_like(floor)
    used = np.flatnonzero(taken > 0)
    served = np.bincount(counts.pair_order[used], weights=taken[used], minlength=counts.penalty.size)
    partly = served < counts.supply
    for _ in range(counts.room.size + counts.penalty.size + 1):
        pays = np.where(partly, counts.penalty, -(2**40))
        np.maximum.at(pays, counts.pair_order[used], counts.cost[used] + price[counts.pair_worker[used]])
        wanted = price.copy()
        np.maximum.at(wanted, counts.pair_worker, pays[counts.pair_order] - counts.cost)
        if (wanted == price).all():
            break
        price = wanted
    return price


def order_prices(counts: Counts, price: Ints) -> Ints:
    """What each class of orders pays at least at these prices, or its penalty."""
    pays = counts.penalty.copy()
    np.minimum.at(pays, counts.pair_order, counts.cost + price[counts.pair_worker])
    return pays


def spread_orders(counts: Counts, taken: Ints, orders: int) -> Ints:
    """(n,) class of workers of each order, -1 for unserved: the first of a class are served first."""
    rank = np.argsort(counts.pair_order, kind="stable")
    mine = counts.pair_order[rank]
    amount = taken[rank]
    before = starts_of(amount)[:-1]
    first_of_class = np.searchsorted(mine, mine)
    within_class = before - before[first_of_class] if mine.size else before
    at = np.repeat(counts.start[mine] + within_class - before, amount) + np.arange(int(amount.sum()))
    class_of = np.full(orders, -1, dtype=np.int64)
    class_of[counts.members[at]] = np.repeat(counts.pair_worker[rank], amount)
    return class_of
