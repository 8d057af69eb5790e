"""Who takes which visit now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dispatch_engine.arrays import Ints, freeze
from dispatch_engine.certificate import Certificate, certify, cost_of
from dispatch_engine.errors import CutShort
from dispatch_engine.flow import solve_flow
from dispatch_engine.greedy import cheapest_first
from dispatch_engine.insertion import PairTable, judge_pairs, pair_problem
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.pairs import PairProblem
from dispatch_engine.slots import Slots, slots_of
from dispatch_engine.timelines import TimelineProblem


class Status(StrEnum):
    OPTIMAL = "optimal"
    """Certified: cost equals bound."""
    CUT_SHORT = "cut_short"
    """A limit came first; the greedy answer, with whatever bound there is."""


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """The answer of `match`.

    Attributes
    ----------
    worker_of : (n,) int
        Worker of each order or visit, -1 for unserved.
    status
        See `Status`.
    cost
        Pair costs of the served plus penalties of the unserved.
    cost_by_term
        The same by part; the key "unserved" holds the penalties.
    bound
        No answer costs less; None when a limit came before anything was proven.
    certificate
        Dual prices; None where `bound` is.
    pairs
        The assignment problem that was solved.
    table, slots
        Every candidate pair judged, and the places in the timelines; None for a `PairProblem`.
    work
        Places tried plus arcs, see `Limits`.
    """

    worker_of: Ints
    status: Status
    cost: int
    cost_by_term: Mapping[str, int]
    bound: int | None
    certificate: Certificate | None
    pairs: PairProblem
    table: PairTable | None
    slots: Slots | None
    work: int

    @property
    def served(self) -> int:
        """How many orders have a worker."""
        return int((self.worker_of >= 0).sum())

    @property
    def gap(self) -> int | None:
        """cost - bound: 0 when certified optimal, None when nothing is proven."""
        return None if self.bound is None else self.cost - self.bound


def match(problem: PairProblem | TimelineProblem, limits: Limits | None = None, seed: int = 0) -> Matching:
    """Assign orders to workers at least cost.

    Over a `PairProblem` the pair costs and capacities are the caller's. Over a `TimelineProblem` a pair
    costs what inserting the visit into the worker's timeline costs, each at its cheapest place, and a worker
    takes at most one new visit: so the sum is exact. All feasible pairs are kept.

    Parameters
    ----------
    problem
        Immutable; checked when it was made.
    limits
        None: run to the proven optimum.
    seed
        Decides among equal optima. The same problem, limits (other than time) and seed give the same answer.

    Returns
    -------
    Matching
        Optimal and certified, or the greedy answer when a limit came first.
    """
    watch = Watch(limits or Limits())
    if isinstance(problem, PairProblem):
        return _solve(problem, None, None, watch, seed)
    slots = slots_of(problem)
    table = judge_pairs(problem, slots, watch)
    return _solve(pair_problem(problem, table), table, slots, watch, seed)


def _solve(
    pairs: PairProblem, table: PairTable | None, slots: Slots | None, watch: Watch, seed: int
) -> Matching:
    certificate: Certificate | None = None
    try:
        if table is not None and not table.is_complete:
            raise CutShort
        worker_of = solve_flow(pairs, watch, seed)
        watch.spend(pairs.pairs)
        certificate = certify(pairs, worker_of)
    except CutShort:
        worker_of = cheapest_first(pairs)
    cost = cost_of(pairs, worker_of)
    is_optimal = certificate is not None and certificate.is_optimal
    return Matching(
        worker_of=freeze(worker_of),
        status=Status.OPTIMAL if is_optimal else Status.CUT_SHORT,
        cost=cost,
        cost_by_term=cost_by_term(pairs, worker_of),
        bound=certificate.bound if certificate else None,
        certificate=certificate,
        pairs=pairs,
        table=table,
        slots=slots,
        work=watch.work,
    )


def cost_by_term(problem: PairProblem, worker_of: Ints) -> Mapping[str, int]:
    """Each named part of the cost of an assignment; "unserved" holds the penalties."""
    pair_of = problem.pair_of(worker_of)
    served = pair_of >= 0
    parts = {name: int(part[pair_of[served]].sum()) for name, part in problem.terms.items()}
    return MappingProxyType({**parts, "unserved": int(problem.penalty[~served].sum())})
