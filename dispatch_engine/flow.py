"""The exact solver: one min-cost flow over all feasible pairs (OR-Tools, cost scaling)."""

import numpy as np
from ortools.graph.python import min_cost_flow

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Watch
from dispatch_engine.pairs import PairProblem


def fixed_pairs(problem: PairProblem) -> Ints:
    """Worker of each order whose fixed pair is feasible, -1 elsewhere: settled before anything is solved."""
    wanted = problem.fixed[problem.pair_order] == problem.pair_worker
    settled = np.full(problem.orders, -1, dtype=np.int64)
    settled[problem.pair_order[wanted]] = problem.pair_worker[wanted]
    return settled


def open_pairs(problem: PairProblem, settled: Ints) -> Ints:
    """Indices of the pairs that are still to be decided: those of orders without a fixed worker."""
    return np.flatnonzero(problem.fixed[problem.pair_order] < 0)


def solve_flow(problem: PairProblem, watch: Watch, seed: int) -> Ints:
    """Assign so that the sum of pair costs and penalties is least.

    Parameters
    ----------
    problem
        With n orders, m workers and e pairs.
    watch
        Charged with e + n + m arcs before the solve starts.
    seed
        Decides among equal optima, by the order in which nodes are numbered.

    Returns
    -------
    (n,) int
        Worker of each order, -1 for unserved.

    Raises
    ------
    CutShort
        When a limit is reached before the solve starts.
    """
    settled = fixed_pairs(problem)
    free = np.flatnonzero(problem.fixed < 0)
    room = problem.capacity - np.bincount(settled[settled >= 0], minlength=problem.workers)
    pairs = open_pairs(problem, settled)
    if free.size == 0:
        return settled
    watch.spend(int(pairs.size + free.size + problem.workers))
    random = np.random.default_rng(seed)
    names = random.permutation(problem.orders + problem.workers).astype(np.int32)
    sink = np.int32(problem.orders + problem.workers)
    order_node, worker_node = names[: problem.orders], names[problem.orders :]
    pairs = random.permutation(pairs)
    floor = min(int(problem.cost.min(initial=0)), int(problem.penalty.min(initial=0)))
    flow = min_cost_flow.SimpleMinCostFlow()
    tails = order_node[problem.pair_order[pairs]]
    heads = worker_node[problem.pair_worker[pairs]]
    ones = np.ones(pairs.size, dtype=np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, ones, problem.cost[pairs] - floor)
    sinks = np.full(problem.workers, sink, dtype=np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(worker_node, sinks, room, np.zeros_like(room))
    sinks, ones = np.full(free.size, sink, dtype=np.int32), np.ones(free.size, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(order_node[free], sinks, ones, problem.penalty[free] - floor)
    flow.set_nodes_supplies(order_node[free], ones)
    flow.set_nodes_supplies(np.array([sink]), np.array([-free.size]))
    if flow.solve() != flow.OPTIMAL:
        raise CutShort
    used = pairs[np.asarray(flow.flows(arcs)) > 0]
    settled[problem.pair_order[used]] = problem.pair_worker[used]
    return settled
