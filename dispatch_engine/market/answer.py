"""The answer of `match` over places."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from dispatch_engine.arrays import Ints, freeze
from dispatch_engine.certificate import Certificate
from dispatch_engine.errors import ProblemError
from dispatch_engine.market.problem import Market
from dispatch_engine.status import Status


@dataclass(frozen=True, slots=True, eq=False)
class MarketMatching:
    """Who goes where.

    Attributes
    ----------
    worker_of : (n,) int
        Worker of each order, -1 for unserved.
    status
        See `Status`.
    cost
        Pair costs of the served plus penalties of the unserved.
    cost_by_term
        The same by part: "travel", "worker", "skill", "unserved".
    bound
        No answer costs less.
    certificate
        Prices that prove the bound over all feasible pairs. `certify_market` checks them independently.
    pairs_written
        How many pairs the solver ever wrote down.
    work
        Bids, edges and orders looked at, see `Limits`.
    """

    worker_of: Ints
    status: Status
    cost: int
    cost_by_term: Mapping[str, int]
    bound: int
    certificate: Certificate
    pairs_written: int
    work: int

    @property
    def served(self) -> int:
        """How many orders have a worker."""
        return int((self.worker_of >= 0).sum())

    @property
    def gap(self) -> int:
        """cost - bound: 0 when certified optimal."""
        return self.cost - self.bound


def market_terms(market: Market, worker_of: Ints) -> Mapping[str, int]:
    """Each part of the cost of an assignment.

    Raises
    ------
    ProblemError
        When a pair is not feasible, a worker takes too many, or a feasible fixed pair is not kept.
    """
    check_assignment(market, worker_of)
    served = np.flatnonzero(worker_of >= 0)
    workers, skills = worker_of[served], market.order_skill[served]
    by_worker = int(market.worker_term[workers].sum())
    by_skill = int(market.skill_term[skills].sum())
    return MappingProxyType(
        {
            "travel": int(market.cost(served, workers).sum()) - by_worker - by_skill,
            "worker": by_worker,
            "skill": by_skill,
            "unserved": int(market.penalty[worker_of < 0].sum()),
        }
    )


def check_assignment(market: Market, worker_of: Ints) -> None:
    """Refuse what is no assignment of this market; see `market_terms`."""
    if worker_of.shape != (market.orders,) or worker_of.dtype.kind != "i":
        raise ProblemError("worker_of must have one whole number for each order")
    wrong = np.flatnonzero((worker_of < -1) | (worker_of >= market.workers))
    if wrong.size:
        raise ProblemError(f"worker_of[{int(wrong[0])}] is {int(worker_of[wrong[0]])}, no worker")
    served = np.flatnonzero(worker_of >= 0)
    able = market.feasible(served, worker_of[served])
    if not able.all():
        order = int(served[~able][0])
        raise ProblemError(f"order {order} and worker {int(worker_of[order])} are no feasible pair")
    load = np.bincount(worker_of[served], minlength=market.workers)
    if (load > market.capacity).any():
        raise ProblemError(f"worker {int(np.argmax(load > market.capacity))} takes too many orders")
    settled = market.settled()
    if (worker_of != settled)[market.fixed >= 0].any():
        raise ProblemError("a fixed pair is not kept")


def answer_of(market: Market, worker_of: Ints, prices: Certificate, pairs: int, work: int) -> MarketMatching:
    """Put together; the prices' bound decides about the status."""
    terms = market_terms(market, worker_of)
    cost = sum(terms.values())
    return MarketMatching(
        worker_of=freeze(worker_of),
        status=Status.OPTIMAL if prices.bound == cost else Status.FEASIBLE,
        cost=cost,
        cost_by_term=terms,
        bound=prices.bound,
        certificate=prices,
        pairs_written=pairs,
        work=work,
    )
