"""Where a served visit could go with another worker, everything else staying where it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.clocking import Clocking
from dispatch_engine.planning.planner import Plan, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.standing import Spot, Standing

if TYPE_CHECKING:
    from dispatch_engine.planning.search import Search

NO_PRICE: Final = 2**62
"""What the kernels say of a place where a visit cannot go."""
Place = tuple[int, int]


class NextPlaces:
    """A valid plan, asked of one served visit after another where else it could go.

    The kernel prices all places at once, but holds halves of two workers where they are in time, and stops at
    the depot where they are on the way: with either, every place is driven in Python.
    """

    __slots__ = ("_plan", "_problem", "_search")

    def __init__(self, problem: PlanProblem, plan: Plan) -> None:
        self._problem, self._plan = problem, plan
        self._search: Search | None = None

    def of(self, visit: int, at: Place) -> list[Spot]:
        """The cheapest place, or places among which it is; empty when nobody else can take the visit."""
        if self._problem.has_ties or self._problem.has_depot:
            return list(self._driven(visit, at))
        return self._priced(visit, at)

    def _priced(self, visit: int, at: Place) -> list[Spot]:
        # numba takes 0.4 s to import, and who asks about unserved visits alone does not need it.
        from dispatch_engine.planning.search import Search

        if self._search is None:
            self._search = Search.holding(self._problem, bounds_of(self._problem), self._plan.routes)
        worker, prices = self._problem.duties.worker, self._search.prices_elsewhere(visit)
        prices = np.where((worker != worker[at[0]])[:, None], prices, NO_PRICE)
        other, after = divmod(int(prices.argmin()), prices.shape[1])
        return [Spot(other, after)] if prices[other, after] < NO_PRICE else []

    def _driven(self, visit: int, at: Place) -> Iterator[Spot]:
        """Every place that holds."""
        (duty, position), worker = at, self._problem.duties.worker
        routes = [tuple(route) for route in self._plan.routes]
        routes[duty] = (*routes[duty][:position], *routes[duty][position + 1 :])
        without = Standing(self._problem, plan_of(self._problem, routes))
        partner = int(self._problem.visits.partner[visit])
        halves = [d for d, route in enumerate(routes) if d == duty or (partner >= 0 and partner in route)]
        busy = {int(worker[d]) for d in halves}
        for spot in without.spots(visit):
            if int(worker[spot.duty]) in busy or without.timeless(((visit, spot),)):
                continue
            changed = {duty: routes[duty]} | without.grown(((visit, spot),))
            if Clocking(without, changed).rules(()) == ():
                yield spot
