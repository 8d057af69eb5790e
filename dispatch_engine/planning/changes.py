"""By how much each cost term changes when one visit leaves its place, or goes to another."""

from collections.abc import Mapping, Sequence

from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.standing import Spot
from dispatch_engine.planning.terms import cost_by_term
from dispatch_engine.planning.ties import drive_all

Place = tuple[int, int]
"""A duty, and the position of a visit in it (or the number of stops before it)."""


class Changes:
    """The routes of a plan, asked about one change after another; only the shifts concerned are driven."""

    __slots__ = ("_problem", "_routes", "_windows")

    def __init__(self, problem: PlanProblem, routes: Sequence[Sequence[int]]) -> None:
        self._problem, self._routes = problem, [tuple(route) for route in routes]
        self._windows = bounds_of(problem).windows

    def by_taking_out(self, duty: int, position: int) -> dict[str, int]:
        """What a visit costs where it is: the terms with it less those without it."""
        route = self._routes[duty]
        without = {duty: (*route[:position], *route[position + 1 :])}
        return self._difference({}, without)

    def by_moving(self, origin: Place, target: Spot) -> dict[str, int]:
        """What a visit would cost at another duty: the terms with it there less those without it."""
        duty, position = origin
        route, goal = self._routes[duty], self._routes[target.duty]
        without = {duty: (*route[:position], *route[position + 1 :])}
        moved = without | {target.duty: target.grown(goal, route[position])}
        return self._difference(moved, without)

    def _difference(
        self, with_it: Mapping[int, tuple[int, ...]], without: Mapping[int, tuple[int, ...]]
    ) -> dict[str, int]:
        shifts = {int(self._problem.duties.shift[duty]) for duty in (*with_it, *without)}
        more, less = self._terms(with_it, shifts), self._terms(without, shifts)
        return {name: more[name] - less[name] for name in more}

    def _terms(self, changed: Mapping[int, tuple[int, ...]], shifts: set[int]) -> dict[str, int]:
        routes = [
            changed.get(duty, self._routes[duty]) if self._problem.has_ties or shift in shifts else ()
            for duty, shift in enumerate(self._problem.duties.shift.tolist())
        ]
        return cost_by_term(self._problem, drive_all(self._problem, routes, self._windows))
