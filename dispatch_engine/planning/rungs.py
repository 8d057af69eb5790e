"""Several searches from the promises, each at another price of a moved one, and the best of all their routes.

One search at the full price stands still where serving one visit more takes several moves, each of which
costs more than the search would accept; one at a low price finds the visit and moves more than it has to.
Routes of both, combined, serve as much with few moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final

import numpy as np

from dispatch_engine.limits import Limits
from dispatch_engine.pairs import MAX_COST
from dispatch_engine.planning.bounds import Bounds
from dispatch_engine.planning.layout import lists_for
from dispatch_engine.planning.nearness import Lists
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.planner import plan_of
from dispatch_engine.planning.pooling import Pool, Routes, is_apart
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.search import Search
from dispatch_engine.planning.supplies import visits_in

LOOKS: Final = 16
"""So many times during a search its routes are put into the pool."""
MOST_VISITS: Final = 250
"""Larger days are not combined: their searches move few promises by themselves."""


@dataclass(frozen=True, slots=True)
class Found:
    """Routes and what they are worth at the full price, less being better."""

    worth: tuple[int, int]
    routes: Routes


@dataclass(slots=True)
class Rungs:
    """What the searches of one re-plan share, and the best that they found.

    `pool` is None where routes cannot be judged one by one, or the day is large.
    """

    problem: PlanProblem
    bounds: Bounds
    seed: int
    lists: Lists = field(init=False)
    priced: PlanProblem = field(init=False)
    pool: Pool | None = field(init=False)
    best: Found | None = None
    arc: float = 1.0
    iterations: int = 0
    was_cut: bool = False
    searches: int = 0

    def __post_init__(self) -> None:
        self.lists = lists_for(self.problem)
        pays = len(self.problem.visits) <= MOST_VISITS and is_apart(self.problem)
        self.priced = promising(self.problem, self.problem.weights.moved)
        self.pool = Pool(self.priced, self.bounds) if pays else None

    def search(self, price: int, start: Sequence[Sequence[int]], limits: Limits, heat: float = 1.0) -> None:
        """Search from some routes at a price of a moved promise."""
        pace = Pace(limits, limits.work, monotonic(), parts=LOOKS)
        priced = promising(self.problem, price)
        search = Search.begin(priced, self.bounds, self.seed + self.searches, start, pace, self.lists)
        self.arc, self.searches = search.arc, self.searches + 1
        search.run(pace, heat, None if self.pool is None else lambda: self._collect(search))
        self.iterations += pace.done
        self.was_cut = self.was_cut or (limits.work is not None and not pace.is_done)
        routes, (lost, cost) = search.best_routes(), search.best.cost.tolist()
        if self.pool is not None:
            self.pool.add(routes)
        self._offer(routes, lost, cost + sum(self._dearer(search, d, one) for d, one in enumerate(routes)))

    def combine(self, time_s: float | None) -> None:
        """Take the best combination of the routes met, where it is found within the seconds."""
        routes = None if self.pool is None else self.pool.choose(time_s, self.seed)
        if routes is not None:
            found = plan_of(self.priced, routes, self.bounds)
            self._offer(routes, found.lost, found.cost)

    def _offer(self, routes: Routes, lost: int, cost: int) -> None:
        worth = (lost, cost) if self.problem.prize_first else (lost + cost, 0)
        if self.best is None or worth < self.best.worth:
            self.best = Found(worth, routes)

    def _collect(self, search: Search) -> None:
        assert self.pool is not None
        for duty, (route, cost) in enumerate(zip(*search.current(), strict=True)):
            self.pool.put(duty, route, cost + self._dearer(search, duty, route))

    def _dearer(self, search: Search, duty: int, route: Sequence[int]) -> int:
        """What a route costs more at the full price than at the one that it was found at: less, for each
        promise that it keeps."""
        holder, worker = self.problem.holder, int(self.problem.duties.worker[duty])
        kept = sum(int(holder[visit]) == worker for visit in visits_in(route))
        return kept * (search.problem.weights.moved - self.priced.weights.moved)


def promising(problem: PlanProblem, price: int) -> PlanProblem:
    """The problem at another price of a moved promise, which is paid back for each that somebody serves.

    So a promise that nobody keeps costs as much as one that moves. By a constant, that is: what all promises
    cost is not added.
    """
    crew = problem.crew
    before = np.zeros(problem.able.shape, dtype=np.int64) if crew.preference is None else crew.preference
    price = max(0, min(price, MAX_COST - int(np.abs(before).max(initial=0))))
    preference = before - price * (problem.holder >= 0)[:, None]
    weights = replace(problem.weights, moved=price)
    return replace(problem, crew=replace(crew, preference=preference), weights=weights)
