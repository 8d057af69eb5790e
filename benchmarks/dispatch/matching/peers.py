"""Who competes. A peer is given all feasible pairs, which a k-d tree finds; that is part of its time."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
from scipy.spatial import KDTree

from dispatch_engine import Market
from dispatch_engine.arrays import Ints

Pairs = tuple[Ints, Ints, Ints]


def all_pairs(market: Market) -> Pairs:
    """Order, worker and cost of each feasible pair: for each skill a tree of orders, asked by each worker."""
    orders, workers = [], []
    for skill in range(market.skills):
        mine = np.flatnonzero(market.order_skill == skill)
        able = np.flatnonzero(market.worker_skills[:, skill])
        if not mine.size:
            continue
        hits = KDTree(market.order_xy[mine]).query_ball_point(
            market.worker_xy[able], market.radius[able], return_sorted=False
        )
        counts = [len(hit) for hit in hits]
        orders.append(mine[np.concatenate([np.asarray(hit, dtype=np.int64) for hit in hits])])
        workers.append(np.repeat(able, counts))
    order, worker = np.concatenate(orders), np.concatenate(workers)
    return order, worker, market.cost(order, worker)


def flow(market: Market, pairs: Pairs) -> int:
    """OR-Tools SimpleMinCostFlow; an arc from each order to the sink means unserved."""
    order, worker, cost = pairs
    n, m = market.orders, market.workers
    solver = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(order.size, dtype=np.int64)
    heads = (n + worker).astype(np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(order.astype(np.int32), heads, ones, cost)
    sinks = np.full(m, n + m, dtype=np.int32)
    nodes = n + np.arange(m, dtype=np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(nodes, sinks, market.capacity, np.zeros(m, dtype=np.int64))
    sinks, ones = np.full(n, n + m, dtype=np.int32), np.ones(n, dtype=np.int64)
    everybody = np.arange(n, dtype=np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(everybody, sinks, ones, market.penalty)
    solver.set_nodes_supplies(everybody, ones)
    solver.set_nodes_supplies(np.array([n + m], dtype=np.int32), np.array([-n]))
    assert solver.solve() == solver.OPTIMAL
    return int(solver.optimal_cost())


def dense(market: Market, pairs: Pairs) -> int:
    """scipy linear_sum_assignment on a dense table in which an infeasible pair costs the penalty."""
    units = np.repeat(np.arange(market.workers), market.capacity)
    order, unit, cost = _by_unit(market, pairs)
    table = np.repeat(market.penalty[:, None].astype(np.float64), max(units.size, market.orders), axis=1)
    table[order, unit] = cost
    return int(table[linear_sum_assignment(table)].sum())


def sparse(market: Market, pairs: Pairs) -> int:
    """scipy min_weight_full_bipartite_matching; a column of its own for each order means unserved."""
    order, unit, cost = _by_unit(market, pairs)
    units, everybody = int(market.capacity.sum()), np.arange(market.orders)
    rows, columns = np.concatenate([order, everybody]), np.concatenate([unit, units + everybody])
    weights = np.concatenate([cost, market.penalty]) + 1  # its zeros mean "no edge"
    graph = csr_array((weights, (rows, columns)), shape=(market.orders, units + market.orders))
    found = min_weight_full_bipartite_matching(graph)
    return int(graph[found].sum()) - market.orders


def _by_unit(market: Market, pairs: Pairs) -> Pairs:
    """A pair for each unit of the worker's capacity."""
    order, worker, cost = pairs
    first = np.cumsum(market.capacity) - market.capacity
    repeats = market.capacity[worker]
    before = np.repeat(np.cumsum(repeats) - repeats, repeats)
    unit = np.repeat(first[worker], repeats) + np.arange(int(repeats.sum())) - before
    return np.repeat(order, repeats), unit, np.repeat(cost, repeats)


PEERS: Mapping[str, Callable[[Market, Pairs], int]] = MappingProxyType(
    {"OR-Tools flow": flow, "scipy dense": dense, "scipy sparse": sparse}
)
