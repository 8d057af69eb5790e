"""Rules of thumb, to fall back on and to compare with. None of them proves anything."""

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.flow import fixed_pairs
from dispatch_engine.pairs import PairProblem


def cheapest_first(problem: PairProblem) -> Ints:
    """Orders in turn (dearest penalty first, then index) take the cheapest worker that has room.

    Returns
    -------
    (n,) int
        Worker of each order, -1 for unserved.
    """
    return _in_turn(problem, problem.cost)


def nearest_first(problem: PairProblem, nearness: Ints | None = None) -> Ints:
    """As `cheapest_first`, by one number of each pair instead of its whole cost.

    Parameters
    ----------
    problem
        The pairs.
    nearness : (e,) int, optional
        What "near" means; the term "travel" when not given.
    """
    return _in_turn(problem, problem.terms["travel"] if nearness is None else nearness)


def cheapest_pair(problem: PairProblem) -> Ints:
    """Again and again the cheapest pair of all that are left, ignoring whom it leaves without a worker."""
    room, worker_of = _begin(problem)
    ranks = np.lexsort((problem.pair_worker, problem.pair_order, problem.cost))
    orders, workers = problem.pair_order[ranks].tolist(), problem.pair_worker[ranks].tolist()
    gain = (problem.cost < problem.penalty[problem.pair_order])[ranks].tolist()
    for order, worker, pays in zip(orders, workers, gain, strict=True):
        if pays and worker_of[order] < 0 and room[worker] > 0 and problem.fixed[order] < 0:
            worker_of[order] = worker
            room[worker] -= 1
    return worker_of


def _in_turn(problem: PairProblem, key: Ints) -> Ints:
    room, worker_of = _begin(problem)
    turn = np.argsort(-problem.penalty, kind="stable")
    can_choose = (problem.fixed < 0) & (np.diff(problem.order_start) > 0)
    for order in turn[can_choose[turn]].tolist():
        low, high = int(problem.order_start[order]), int(problem.order_start[order + 1])
        free = np.flatnonzero(room[problem.pair_worker[low:high]] > 0) + low
        free = free[problem.cost[free] < problem.penalty[order]]
        if free.size:
            worker = int(problem.pair_worker[free[np.argmin(key[free])]])
            worker_of[order] = worker
            room[worker] -= 1
    return worker_of


def _begin(problem: PairProblem) -> tuple[Ints, Ints]:
    settled = fixed_pairs(problem)
    room = problem.capacity - np.bincount(settled[settled >= 0], minlength=problem.workers)
    return room, settled
