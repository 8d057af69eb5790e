"""Small days with seconds to spare: many short searches, and the best combination of all routes they met.

Every search leaves its routes in a pool. Choosing at most one route a duty so that each visit is in at most
one is a set partitioning problem, which OR-Tools solves to optimality in tenths of a second at this size.
What is chosen is a plan that no single search has seen, and where the last search begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from dispatch_engine.limits import Limits
from dispatch_engine.planning.bounds import Bounds
from dispatch_engine.planning.driving import drive
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.search import Search
from dispatch_engine.planning.supplies import visits_in
from dispatch_engine.planning.terms import cost_by_term

MOST_VISITS: Final = 120
FEWEST_SEARCHES: Final = 4
MOST_SEARCHES: Final = 12
VISITS_A_SECOND: Final = 200
"""A search gets a second for so many visits, within these numbers of searches."""
SEARCHING: Final = 0.7
CHOOSING: Final = 0.1
MOST_CHOOSING: Final = 2.0
"""OR-Tools' own measure of work, about a second."""
Route = tuple[int, ...]
Routes = tuple[Route, ...]


def pays(problem: PlanProblem, limits: Limits) -> bool:
    """Whether there is time for it, and a route's cost is its own (no shift of several duties, no ties)."""
    return (
        limits.work is None
        and limits.time_s is not None
        and len(problem.visits) <= MOST_VISITS
        and limits.time_s * VISITS_A_SECOND >= FEWEST_SEARCHES * len(problem.visits)
        and is_apart(problem)
    )


def is_apart(problem: PlanProblem) -> bool:
    """Whether a route can be judged by itself: no shift has several duties, no visit needs two workers."""
    return int(np.bincount(problem.duties.shift, minlength=1).max()) == 1 and not problem.has_ties


@dataclass(slots=True)
class Pool:
    """Routes met so far, the cheapest order of each set of visits for each duty."""

    problem: PlanProblem
    bounds: Bounds
    costs: dict[tuple[int, frozenset[int]], tuple[int, Route]] = field(default_factory=dict)

    def add(self, routes: Sequence[Route]) -> None:
        """Add the routes of a plan."""
        for duty, route in enumerate(routes):
            key = (duty, frozenset(visits_in(route)))
            known = self.costs.get(key)
            if route and (known is None or known[1] != route):
                driven = drive(self.problem, duty, route, self.bounds.windows)
                self.put(duty, route, sum(cost_by_term(self.problem, {duty: driven}).values()))

    def put(self, duty: int, route: Route, cost: int) -> None:
        """Add a route whose cost is known."""
        key = (duty, frozenset(visits_in(route)))
        known = self.costs.get(key)
        if route and (known is None or cost < known[0]):
            self.costs[key] = (cost, route)

    def choose(self, time_s: float | None, seed: int) -> Routes | None:
        """The best combination of routes; None when it was not proven in time, or without a time within some
        work that is the same on every run."""
        return _Choice(self).best(time_s, seed)


class _Choice:
    """The set partitioning model: which routes of a pool to take."""

    __slots__ = ("_columns", "_cost", "_lost", "_model", "_taken", "_width")

    def __init__(self, pool: Pool) -> None:
        problem = pool.problem
        self._model, self._width = cp_model.CpModel(), len(problem.duties)
        self._columns = [(duty, route) for (duty, _), (_, route) in pool.costs.items()]
        self._taken = [self._model.new_bool_var("") for _ in self._columns]
        by_duty: dict[int, list[cp_model.IntVar]] = {}
        by_visit: dict[int, list[cp_model.IntVar]] = {}
        for (duty, route), taken in zip(self._columns, self._taken, strict=True):
            by_duty.setdefault(duty, []).append(taken)
            for visit in visits_in(route):
                by_visit.setdefault(visit, []).append(taken)
        for duty, taken_here in by_duty.items():
            must = problem.committed.locked[duty] > 0
            add = self._model.add_exactly_one if must else self._model.add_at_most_one
            add(taken_here)
        for taken_with in by_visit.values():
            self._model.add_at_most_one(taken_with)
        prizes = [-int(problem.visits.prize[list(visits_in(route))].sum()) for _, route in self._columns]
        costs = [cost for cost, _ in pool.costs.values()]
        self._lost = cp_model.LinearExpr.weighted_sum(self._taken, prizes)
        self._cost = cp_model.LinearExpr.weighted_sum(self._taken, costs)
        if not problem.prize_first:
            self._cost += self._lost
            self._lost = cp_model.LinearExpr.weighted_sum(self._taken, [0] * len(self._taken))

    def best(self, time_s: float | None, seed: int) -> Routes | None:
        """First as little prize lost as can be, then as little cost."""
        until = monotonic() + (time_s or 0.0)
        for goal in (self._lost, self._cost):
            solver = cp_model.CpSolver()
            solver.parameters.num_workers, solver.parameters.random_seed = 1, seed % 2**31
            if time_s is None:
                solver.parameters.max_deterministic_time = MOST_CHOOSING
            else:
                solver.parameters.max_time_in_seconds = max(0.01, until - monotonic())
            self._model.minimize(goal)
            if solver.solve(self._model) != cp_model.OPTIMAL:
                return None
            self._model.add(goal == round(solver.objective_value))
        routes: list[Route] = [()] * self._width
        for (duty, route), taken in zip(self._columns, self._taken, strict=True):
            if solver.boolean_value(taken):
                routes[duty] = route
        return tuple(routes)


def plan_with_pool(
    problem: PlanProblem, bounds: Bounds, begin: Routes, pace: Pace, seed: int
) -> tuple[Routes, int]:
    """Search in short runs, combine, search on from there: the best routes and the iterations made."""
    assert pace.limits.time_s is not None
    whole, stop, pool = pace.limits.time_s, pace.limits.stop, Pool(problem, bounds)
    best, done = None, 0
    searches = int(whole * VISITS_A_SECOND / max(1, len(problem.visits)))
    searches = max(FEWEST_SEARCHES, min(MOST_SEARCHES, searches))
    for number in range(searches):
        until = pace.started + whole * SEARCHING * (number + 1) / searches
        limits = Limits(until - monotonic(), stop=stop)
        search, made = _searched(problem, bounds, begin, limits, seed + number)
        pool.add(search.best_routes())
        done += made
        best = search if best is None or search.beats(best) else best
    assert best is not None
    chosen = pool.choose(whole * CHOOSING, seed)
    left = Limits(pace.started + whole - monotonic(), stop=stop)
    last, made = _searched(problem, bounds, chosen or best.best_routes(), left, seed + searches, heat=0.2)
    return (last if last.beats(best) else best).best_routes(), done + made


def _searched(
    problem: PlanProblem, bounds: Bounds, begin: Routes, limits: Limits, seed: int, heat: float = 1.0
) -> tuple[Search, int]:
    pace = Pace(limits, None, monotonic())
    search = Search.begin(problem, bounds, seed, begin, pace)
    search.run(pace, heat)
    return search, pace.done
