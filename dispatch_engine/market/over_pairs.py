"""The lazy solver over pairs that the caller gives: all of them are written down from the start."""

from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints, starts_of
from dispatch_engine.certificate import Certificate, cost_of
from dispatch_engine.flow import fixed_pairs
from dispatch_engine.limits import Watch
from dispatch_engine.market.kernels.arrays import Lists, Terms
from dispatch_engine.market.network import Network
from dispatch_engine.market.schedule import SMALL, fine_schedule, is_scarce
from dispatch_engine.market.solving import Solved, prove, solve
from dispatch_engine.pairs import PairProblem

OWN_FROM_PAIRS: Final = 50_000
"""From so many pairs on this solver is quicker than OR-Tools, its proof included (ADR 0122)."""
MOST_SPREAD: Final = 400_000_000
"""Greatest difference between two costs of an order that the auction's 32 bits can hold."""


def is_ours(problem: PairProblem) -> bool:
    """Whether this solver is the quicker one, and can hold the costs."""
    return problem.pairs >= OWN_FROM_PAIRS and _spread(problem) <= MOST_SPREAD


def _spread(problem: PairProblem) -> int:
    if not problem.pairs:
        return 0
    base = base_of(problem)
    dearest = int((problem.cost - base[problem.pair_order]).max())
    return max(dearest, int((problem.penalty - base).max(initial=0)))


def base_of(problem: PairProblem) -> Ints:
    """(n,) what each order costs in any case: the least of its costs, or its penalty without any pair."""
    base = problem.penalty.copy()
    np.minimum.at(base, problem.pair_order, problem.cost)
    return base


def solve_pairs(problem: PairProblem, watch: Watch, seed: int) -> tuple[Ints, Certificate]:
    """Solve, with the proof.

    Returns
    -------
    worker_of : (n,) int
        Worker of each order, -1 for unserved; fixed pairs are kept.
    certificate
        The prices, clipped until they are feasible: the bound is true also after a limit.
    """
    settled = fixed_pairs(problem)
    free = np.flatnonzero(problem.fixed < 0)
    taken = np.bincount(settled[settled >= 0], minlength=problem.workers)
    base = base_of(problem)
    network = _network(problem, free, problem.capacity - taken, base)
    schedule = fine_schedule(network) if is_scarce(network) and network.orders <= SMALL else None
    solved = solve(network, watch, seed, schedule)
    worker_of = settled
    worker_of[free] = solved.flow.worker_of
    return worker_of, _certificate(problem, solved, free, worker_of, base)


def _network(problem: PairProblem, free: Ints, room: Ints, base: Ints) -> Network:
    """Rows are the free orders; what an order costs in any case is taken off its pairs and its penalty."""
    rank = np.lexsort((problem.cost, problem.pair_order))
    rank = rank[problem.fixed[problem.pair_order[rank]] < 0]
    orders = problem.pair_order[rank]
    counts = np.bincount(orders, minlength=problem.orders)[free]
    cost = problem.cost[rank] - base[orders]
    lists = Lists(starts_of(counts), problem.pair_worker[rank].astype(np.int32), cost.astype(np.int32))
    wanted = np.bincount(problem.pair_worker[rank], minlength=problem.workers)
    room = np.minimum(room, wanted + 1)  # whoever can never be full costs the floor
    owner = np.repeat(np.arange(room.size, dtype=np.int32), room)
    floor = np.zeros(room.size, dtype=np.int64)
    return Network.of(Terms(problem.penalty[free] - base[free], floor, starts_of(room), owner, room), lists)


def _certificate(
    problem: PairProblem, solved: Solved, free: Ints, worker_of: Ints, base: Ints
) -> Certificate:
    cost = cost_of(problem, worker_of)
    bound, pays, price = prove(solved.network, solved.flow.price)
    order_price = np.zeros(problem.orders, dtype=np.int64)
    order_price[free] = pays + base[free]
    fixed = problem.fixed >= 0
    pair_of = problem.pair_of(worker_of)
    bound += int(base[free].sum()) + int(problem.penalty[fixed & (pair_of < 0)].sum())
    bound += int(problem.cost[pair_of[fixed & (pair_of >= 0)]].sum())
    reason = "" if bound == cost else "a limit came before the prices were exact"
    return Certificate(bound == cost, cost, bound, order_price, -price, reason)
