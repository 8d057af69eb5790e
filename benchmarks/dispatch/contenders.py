"""Who competes: each takes the same pairs and returns the worker of each order, -1 for unserved.

What a peer needs before it can start (a dense table, dummy columns for unserved orders, a column for each
unit of capacity) is part of its time.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from dispatch_engine import PairProblem, cheapest_first, cheapest_pair, match, nearest_first
from dispatch_engine.arrays import Ints, ramps

Contender = Callable[[PairProblem], Ints]


def exact(problem: PairProblem) -> Ints:
    """Ours: min-cost flow over all pairs, with its certificate."""
    answer = match(problem)
    assert answer.gap == 0
    return answer.worker_of


def dense_assignment(problem: PairProblem) -> Ints:
    """scipy.optimize.linear_sum_assignment on a dense table; a pair that is not feasible costs the penalty.

    Orders then share the columns of workers they cannot have, so there must be one column an order at least.
    """
    units = np.repeat(np.arange(problem.workers), problem.capacity)
    width = max(units.size, problem.orders)
    table = np.empty((problem.orders, width), dtype=np.float64)
    table[:] = problem.penalty[:, None]
    order, worker, cost = _by_unit(problem)
    table[order, worker] = cost
    rows, columns = linear_sum_assignment(table)
    served = table[rows, columns] < problem.penalty[rows]
    worker_of = np.full(problem.orders, -1, dtype=np.int64)
    worker_of[rows[served]] = units[columns[served]]
    return worker_of


def sparse_assignment(problem: PairProblem) -> Ints:
    """scipy.sparse.csgraph.min_weight_full_bipartite_matching; a dummy column an order means unserved."""
    units = np.repeat(np.arange(problem.workers), problem.capacity)
    order, unit, cost = _by_unit(problem)
    everyone = np.arange(problem.orders)
    rows = np.concatenate([order, everyone])
    columns = np.concatenate([unit, units.size + everyone])
    # Its zeros mean "no edge", so every weight is one more than the cost.
    weights = np.concatenate([cost, problem.penalty]) + 1
    graph = csr_array((weights, (rows, columns)), shape=(problem.orders, units.size + problem.orders))
    matched_rows, matched_columns = min_weight_full_bipartite_matching(graph)
    worker_of = np.full(problem.orders, -1, dtype=np.int64)
    served = matched_columns < units.size
    worker_of[matched_rows[served]] = units[matched_columns[served]]
    return worker_of


def _by_unit(problem: PairProblem) -> tuple[Ints, Ints, Ints]:
    """Pairs repeated for each unit of the worker's capacity."""
    first = np.cumsum(problem.capacity) - problem.capacity
    times = problem.capacity[problem.pair_worker]
    order = np.repeat(problem.pair_order, times)
    unit = np.repeat(first[problem.pair_worker], times) + ramps(times)
    return order, unit, np.repeat(problem.cost, times)


CONTENDERS: Mapping[str, Contender] = MappingProxyType(
    {
        "exact (ours)": exact,
        "scipy dense": dense_assignment,
        "scipy sparse": sparse_assignment,
        "greedy, nearest": nearest_first,
        "greedy, cheapest": cheapest_first,
        "greedy, cheapest pair": cheapest_pair,
    }
)
EXACT = ("exact (ours)", "scipy dense", "scipy sparse")
