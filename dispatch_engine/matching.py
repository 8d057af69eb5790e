"""Who takes which visit now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import overload

from dispatch_engine.arrays import Ints, freeze
from dispatch_engine.certificate import Certificate, certify, cost_of
from dispatch_engine.errors import CutShort
from dispatch_engine.flow import solve_flow
from dispatch_engine.greedy import cheapest_first
from dispatch_engine.insertion import PairTable, judge_pairs, pair_problem
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.answer import MarketMatching
from dispatch_engine.market.matching import match_market
from dispatch_engine.market.over_pairs import is_ours, solve_pairs
from dispatch_engine.market.problem import Market
from dispatch_engine.pairs import PairProblem
from dispatch_engine.road_search import RoadSearch
from dispatch_engine.roads import RoadOracle
from dispatch_engine.slots import Slots, slots_of
from dispatch_engine.status import Status
from dispatch_engine.timelines import TimelineProblem


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A problem brought to pairs, so that several answers can be had from one evaluation; see `lay_out`.

    Attributes
    ----------
    pairs
        The assignment problem.
    table, slots
        Every candidate pair judged, and the places in the timelines; None for a `PairProblem`.
    work
        Places tried.
    """

    pairs: PairProblem
    table: PairTable | None
    slots: Slots | None
    work: int


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
    layout
        What was solved.
    work
        Places tried plus arcs, see `Limits`.
    """

    worker_of: Ints
    status: Status
    cost: int
    cost_by_term: Mapping[str, int]
    bound: int | None
    certificate: Certificate | None
    layout: Layout
    work: int

    @property
    def served(self) -> int:
        """How many orders have a worker."""
        return int((self.worker_of >= 0).sum())

    @property
    def gap(self) -> int | None:
        """cost - bound: 0 when certified optimal, None when nothing is proven."""
        return None if self.bound is None else self.cost - self.bound


def lay_out(problem: PairProblem | TimelineProblem, limits: Limits | None = None) -> Layout:
    """Judge every pair once.

    Parameters
    ----------
    problem
        A `PairProblem` is its own layout.
        With a `RoadOracle` the road is asked of every pair that can be made.
    limits
        When one comes first the table is incomplete, and says so.
    """
    return _lay_out(problem, Watch(limits or Limits()))


@overload
def match(
    problem: PairProblem | TimelineProblem | Layout, limits: Limits | None = None, seed: int = 0
) -> Matching: ...


@overload
def match(problem: Market, limits: Limits | None = None, seed: int = 0) -> MarketMatching: ...


def match(
    problem: PairProblem | TimelineProblem | Layout | Market, limits: Limits | None = None, seed: int = 0
) -> Matching | MarketMatching:
    """Assign orders to workers at least cost.

    Over a `PairProblem` the pair costs and capacities are the caller's. Over a `TimelineProblem` a pair
    costs what inserting the visit into the worker's timeline costs, each at its cheapest place, and a worker
    takes at most one new visit: so the sum is exact. All feasible pairs are kept. Where travel is a
    `RoadOracle` the road is asked only of pairs that its bound leaves open, with the same cost and bound; the
    table of the layout says which (`is_exact`). Over a `Market` pairs are written
    down as they are needed, and the proof is over all that are feasible.

    Parameters
    ----------
    problem
        Immutable; checked when it was made. Or what `lay_out` made of it.
    limits
        None: run to the proven optimum.
    seed
        Decides among equal optima. The same problem, limits (other than time) and seed give the same answer.

    Returns
    -------
    Matching or MarketMatching
        Optimal and certified. When a limit came first, feasible: greedy, or over a `Market` and over many
        pairs what was reached, with a proven gap.
    """
    if isinstance(problem, Market):
        return match_market(problem, limits or Limits(), seed)
    watch = Watch(limits or Limits())
    if isinstance(problem, TimelineProblem) and isinstance(problem.travel, RoadOracle):
        return _match_on_roads(problem, watch, seed)
    layout = problem if isinstance(problem, Layout) else _lay_out(problem, watch)
    try:
        if layout.table is not None and not layout.table.is_complete:
            raise CutShort
        if is_ours(layout.pairs):
            worker_of, certificate = solve_pairs(layout.pairs, watch, seed)
            return _matching(layout, worker_of, certificate, watch.work)
        worker_of = solve_flow(layout.pairs, watch, seed)
    except CutShort:
        return _matching(layout, cheapest_first(layout.pairs), None, watch.work)
    return _matching(layout, worker_of, certify(layout.pairs, worker_of), watch.work)


def greedy(
    problem: PairProblem | TimelineProblem | Layout, rule: Callable[[PairProblem], Ints] = cheapest_first
) -> Matching:
    """The answer of a rule of thumb, in the form of a `Matching` without any bound.

    Parameters
    ----------
    problem
        As for `match`.
    rule
        `cheapest_first`, `nearest_first`, `cheapest_pair`, or any function of the pairs.
    """
    layout = problem if isinstance(problem, Layout) else lay_out(problem)
    return _matching(layout, rule(layout.pairs), None, layout.work)


def _match_on_roads(problem: TimelineProblem, watch: Watch, seed: int) -> Matching:
    search = RoadSearch(problem, slots_of(problem), watch)
    try:
        worker_of = search.solve(seed)
    except CutShort:
        layout = Layout(search.known_pairs(), search.table, search.slots, watch.work)
        return _matching(layout, cheapest_first(layout.pairs), None, watch.work)
    layout = Layout(search.pairs, search.table, search.slots, watch.work)
    return _matching(layout, worker_of, certify(layout.pairs, worker_of), watch.work)


def _lay_out(problem: PairProblem | TimelineProblem, watch: Watch) -> Layout:
    if isinstance(problem, PairProblem):
        return Layout(problem, None, None, watch.work)
    slots = slots_of(problem)
    table = judge_pairs(problem, slots, watch)
    return Layout(pair_problem(problem, table), table, slots, watch.work)


def _matching(layout: Layout, worker_of: Ints, certificate: Certificate | None, work: int) -> Matching:
    is_optimal = certificate is not None and certificate.is_optimal
    return Matching(
        worker_of=freeze(worker_of),
        status=Status.OPTIMAL if is_optimal else Status.FEASIBLE,
        cost=cost_of(layout.pairs, worker_of),
        cost_by_term=cost_by_term(layout.pairs, worker_of),
        bound=certificate.bound if certificate else None,
        certificate=certificate,
        layout=layout,
        work=work,
    )


def cost_by_term(problem: PairProblem, worker_of: Ints) -> Mapping[str, int]:
    """Each named part of the cost of an assignment; "unserved" holds the penalties."""
    pair_of = problem.pair_of(worker_of)
    served = pair_of >= 0
    parts = {name: int(part[pair_of[served]].sum()) for name, part in problem.terms.items()}
    return MappingProxyType({**parts, "unserved": int(problem.penalty[~served].sum())})
