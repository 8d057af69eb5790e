"""Routes over a horizon: a regret start, then ruin and recreate with annealing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic, thread_time
from typing import Final

from dispatch_engine.errors import ProblemError
from dispatch_engine.limits import Limits
from dispatch_engine.planning.bounds import Bounds, bounds_of
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import DEPOT, visits_in
from dispatch_engine.planning.terms import cost_by_term
from dispatch_engine.planning.ties import drive_all

DEFAULT_LIMITS: Final = Limits(work=10_000)
Routes = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who visits whom, in which order, from when.

    Attributes
    ----------
    routes, starts
        For each duty its visits in order, with `DEPOT` where it stops there, and the second at which each
        begins (as early as it can).
    unserved
        The visits in no route, by index.
    lost
        Their prizes added up.
    terms
        Cost by name of the term.
    iterations
        How many ruins and recreates were made.
    was_cut
        True when time or `Limits.stop` ended the search before `Limits.work` was done.
    """

    routes: tuple[tuple[int, ...], ...]
    starts: tuple[tuple[int, ...], ...]
    unserved: tuple[int, ...]
    lost: int
    terms: Mapping[str, int]
    iterations: int = 0
    was_cut: bool = False

    @property
    def cost(self) -> int:
        """The sum of the terms."""
        return sum(self.terms.values())

    @property
    def served(self) -> int:
        """How many visits have a duty."""
        return sum(len(visits_in(route)) for route in self.routes)


def plan(
    problem: PlanProblem, limits: Limits = DEFAULT_LIMITS, seed: int = 0, start: Routes | None = None
) -> Plan:
    """Find routes that lose as little prize, then cost as little, as can be found within the limits.

    Parameters
    ----------
    problem
        What to plan.
    limits
        `work` counts iterations: with it the same seed gives the same answer on any machine. `time_s` is wall
        time for the whole call; alone it sets the pace of the annealing, beside `work` it only cuts. Without
        either, `DEFAULT_LIMITS.work` iterations are made.
    seed
        Of all chance, 0 or more.
    start
        Routes to begin from, one for each duty; by default the committed ones. They must begin with the
        locked prefixes; what does not fit in them is planned anew.

    Returns
    -------
    Plan
        Feasible, whatever the limits; the locked prefixes are in it as they were.

    Raises
    ------
    ProblemError
        When the seed is negative or `start` is not made of visits of the problem, each at most once, behind
        the locked prefixes.
    """
    started, worked = monotonic(), thread_time()
    if seed < 0:
        raise ProblemError(f"seed must not be negative, but is {seed}")
    begin = problem.committed.routes if start is None else _checked(problem, start)
    bounds = bounds_of(problem)
    if not len(problem.visits) or not len(problem.duties):
        return plan_of(problem, ((),) * len(problem.duties), bounds)
    # numba takes 0.4 s to import, and who only matches does not need it.
    from dispatch_engine.planning.pooling import pays, plan_with_pool
    from dispatch_engine.planning.search import Search

    work = DEFAULT_LIMITS.work if limits.work is None and limits.time_s is None else limits.work
    pace = Pace(limits, work, started, worked=worked)
    if pays(problem, limits):
        routes, iterations = plan_with_pool(problem, bounds, begin, pace, seed)
        return plan_of(problem, routes, bounds, iterations)
    search = Search.begin(problem, bounds, seed, begin, pace)
    search.run(pace)
    was_cut = work is not None and not pace.is_done
    return plan_of(problem, search.best_routes(), bounds, pace.done, was_cut=was_cut)


def plan_of(
    problem: PlanProblem,
    routes: Routes,
    bounds: Bounds | None = None,
    iterations: int = 0,
    *,
    was_cut: bool = False,
) -> Plan:
    """The plan that given routes are: starts, costs and what they leave out. Nothing is checked here."""
    drives = drive_all(problem, routes, (bounds or bounds_of(problem)).windows)
    served = {visit for one in drives.values() for visit in one.visits}
    unserved = tuple(visit for visit in range(len(problem.visits)) if visit not in served)
    return Plan(
        routes=tuple(drives[duty].stops if duty in drives else () for duty in range(len(routes))),
        starts=tuple(drives[duty].starts if duty in drives else () for duty in range(len(routes))),
        unserved=unserved,
        lost=sum(problem.visits.prize[list(unserved)].tolist()),
        terms=cost_by_term(problem, drives),
        iterations=iterations,
        was_cut=was_cut,
    )


def _checked(problem: PlanProblem, start: Routes) -> tuple[tuple[int, ...], ...]:
    routes = tuple(tuple(map(int, route)) for route in start)
    if len(routes) != len(problem.duties):
        raise ProblemError(f"start must have {len(problem.duties)} routes, not {len(routes)}")
    seen: set[int] = set()
    for duty, (route, first) in enumerate(zip(routes, problem.committed.locked, strict=True)):
        if route[:first] != problem.committed.routes[duty][:first]:
            raise ProblemError(f"start[{duty}] does not begin with the locked visits")
        if route.count(DEPOT) > problem.has_depot:
            raise ProblemError(f"start[{duty}] stops at the depot too often")
        for visit in visits_in(route):
            if not 0 <= visit < len(problem.visits) or visit in seen:
                raise ProblemError(f"start[{duty}] holds visit {visit}, which is not or twice there")
            seen.add(visit)
    return routes
