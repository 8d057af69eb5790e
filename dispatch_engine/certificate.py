"""An optimality certificate that owes nothing to the solver: dual prices, or the reason why there are none.

The linear program is: minimise the cost of pairs taken and penalties paid, each order once, each worker up
to its capacity. Its dual: maximise sum(u) + sum(capacity * v) with u_i + v_j <= c_ij on every pair,
u_i <= penalty_i, v_j <= 0. Given an assignment, complementary slackness leaves only v free: a served order
has u_i = c_ij - v_j, an unserved one u_i = penalty_i. The rest is a system of difference constraints
whose greatest solution Bellman-Ford finds (see Ahuja, Magnanti, Orlin, Network Flows, 1993, section 9.3).
An optimal assignment has one; any other has a negative cycle in its residual graph, and none exists.
"""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints, freeze, ramps
from dispatch_engine.errors import ProblemError
from dispatch_engine.flow import fixed_pairs, open_pairs
from dispatch_engine.pairs import PairProblem


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """What `certify` found.

    Attributes
    ----------
    is_optimal
        Whether the dual value equals the cost: nobody can do better over these pairs.
    cost, bound
        Value of the assignment and of the dual, in the same unit. `bound` never exceeds the true optimum,
        also when the assignment is not optimal.
    order_price, worker_price
        The duals u (n,) and v (m,), v <= 0.
    reason
        Why it is not optimal, in words; empty when it is.
    """

    is_optimal: bool
    cost: int
    bound: int
    order_price: Ints
    worker_price: Ints
    reason: str = ""

    @property
    def gap(self) -> int:
        """cost - bound, 0 when optimal."""
        return self.cost - self.bound


def certify(problem: PairProblem, worker_of: Ints) -> Certificate:
    """Prove an assignment optimal, or bound how far it can be from it.

    Parameters
    ----------
    problem
        The problem as it was given to whatever solver made the assignment.
    worker_of : (n,) int
        Worker of each order, -1 for unserved. Orders with a feasible fixed pair must have that worker.

    Returns
    -------
    Certificate

    Raises
    ------
    ProblemError
        When the assignment is not even feasible.
    """
    cost = cost_of(problem, worker_of)
    free = _Free(problem, worker_of)
    price, closes = free.lower_prices()
    order_price = free.order_prices(price)
    if not closes:
        order_price, price = free.best_feasible(price)
    bound = free.settled_cost + free.value(order_price, price)
    reason = "" if bound == cost else "a cheaper assignment may exist: the prices do not close"
    return Certificate(bound == cost, cost, bound, freeze(order_price), freeze(price), reason)


def cost_of(problem: PairProblem, worker_of: Ints) -> int:
    """Sum of pair costs and penalties of an assignment.

    Raises
    ------
    ProblemError
        When a pair is not feasible, a worker takes too many, or a feasible fixed pair is not kept.
    """
    if worker_of.shape != (problem.orders,):
        raise ProblemError("worker_of must have one entry for each order")
    pair_of = problem.pair_of(worker_of)
    load = np.bincount(worker_of[worker_of >= 0], minlength=problem.workers)
    if (load > problem.capacity).any():
        raise ProblemError(f"worker {int(np.flatnonzero(load > problem.capacity)[0])} takes too many orders")
    settled = fixed_pairs(problem)
    if (worker_of[settled >= 0] != settled[settled >= 0]).any() or (
        worker_of[(problem.fixed >= 0) & (settled < 0)] >= 0
    ).any():
        raise ProblemError("a fixed pair is not kept")
    served = pair_of >= 0
    return int(problem.cost[pair_of[served]].sum() + problem.penalty[~served].sum())


class _Free:
    """The part of the problem that is to be decided: free orders, open pairs, room left."""

    def __init__(self, problem: PairProblem, worker_of: Ints) -> None:
        settled = fixed_pairs(problem)
        taken = settled >= 0
        is_free = problem.fixed < 0
        pair_of = problem.pair_of(worker_of)
        stranded = ~is_free & ~taken
        self.problem, self.worker_of, self.is_free = problem, worker_of, is_free
        self.pairs = open_pairs(problem, settled)
        self.room = problem.capacity - np.bincount(settled[taken], minlength=problem.workers)
        self.settled_cost = int(problem.cost[pair_of[taken]].sum() + problem.penalty[stranded].sum())
        self.served = np.flatnonzero(is_free & (worker_of >= 0))
        self.own_cost = problem.cost[pair_of[self.served]]
        self.load = np.bincount(worker_of[self.served], minlength=problem.workers)

    def order_prices(self, price: Ints) -> Ints:
        prices = np.where(self.is_free, self.problem.penalty, 0)
        prices[self.served] = self.own_cost - price[self.worker_of[self.served]]
        return prices

    def lower_prices(self) -> tuple[Ints, bool]:
        """The greatest v <= 0 with v_j <= c_ij - u_i, and whether it closes.

        Each round looks only at the pairs of orders whose u rose in the round before. Prices only fall, so a
        breach of complementary slackness is final and ends the search; a path of more workers than there are
        is a negative cycle.
        """
        problem = self.problem
        price = np.zeros(problem.workers, dtype=np.int64)
        order_price = self.order_prices(price)
        changed = np.flatnonzero(self.is_free)
        for _ in range(problem.workers + 1):
            pairs = self._pairs_of(changed)
            workers = problem.pair_worker[pairs]
            before = price.copy()
            np.minimum.at(price, workers, problem.cost[pairs] - order_price[problem.pair_order[pairs]])
            fallen = price < before
            order_price = self.order_prices(price)
            if not self.is_slack_complementary(price, order_price):
                return price, False
            if not fallen.any():
                return price, True
            changed = self.served[fallen[self.worker_of[self.served]]]
        return price, False

    def is_slack_complementary(self, price: Ints, order_price: Ints) -> bool:
        """Unused room costs nothing, and no served order would rather stay unserved."""
        has_room = self.load < self.room
        too_dear = order_price[self.served] > self.problem.penalty[self.served]
        return not (price[has_room] != 0).any() and not too_dear.any()

    def best_feasible(self, price: Ints) -> tuple[Ints, Ints]:
        """The better bound of two: from the prices reached, or from no prices at all."""
        duals = [self.feasible(price), self.feasible(np.zeros_like(price))]
        return max(duals, key=lambda pair: self.value(*pair))

    def feasible(self, price: Ints) -> tuple[Ints, Ints]:
        """Any v <= 0 gives a true bound with u_i = min(penalty_i, min_j c_ij - v_j)."""
        problem = self.problem
        order_price = np.where(self.is_free, problem.penalty, 0)
        slack = problem.cost[self.pairs] - price[problem.pair_worker[self.pairs]]
        np.minimum.at(order_price, problem.pair_order[self.pairs], slack)
        return order_price, price

    def value(self, order_price: Ints, price: Ints) -> int:
        return int(order_price[self.is_free].sum() + (self.room * price).sum())

    def _pairs_of(self, orders: Ints) -> Ints:
        start = self.problem.order_start
        counts = start[orders + 1] - start[orders]
        return np.repeat(start[orders], counts) + ramps(counts)
