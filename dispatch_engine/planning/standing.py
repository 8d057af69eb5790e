"""A plan as it stands, and what other routes beside it would do and break."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.bounds import bounds_of, ends_of
from dispatch_engine.planning.driving import Drive, drive, legs_of, seconds_at
from dispatch_engine.planning.planner import Plan
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule
from dispatch_engine.planning.supplies import DEPOT, before_depot, visits_in
from dispatch_engine.planning.ties import drive_all, waits_of

Windows = tuple[Ints, Ints]
Drives = Mapping[int, Drive]
KEPT: Final = -1
"""The duty stops at the depot where it did, or does not where it did not."""
NO_DEPOT: Final = -2
"""The duty does not stop at the depot any more."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one more visit goes: behind how many stops of a duty, and what becomes of its stop at the depot.

    `depot`: behind how many visits (the new one among them) the duty stops there, `KEPT` or `NO_DEPOT`. Where
    it changes, `after` counts visits alone.
    """

    duty: int
    after: int
    depot: int = KEPT

    def grown(self, route: Sequence[int], visit: int) -> tuple[int, ...]:
        """The route with the visit in."""
        if self.depot == KEPT:
            return _with(tuple(route), visit, self.after)
        visits = _with(visits_in(route), visit, self.after)
        return visits if self.depot == NO_DEPOT else _with(visits, DEPOT, self.depot)


Entry = tuple[int, Spot]
"""A visit, and where it goes."""


class Standing:
    """All routes of a valid plan, driven once; asked what it would be with one or two visits more."""

    __slots__ = ("_used", "bounds", "ends", "problem", "routes")

    def __init__(self, problem: PlanProblem, plan: Plan) -> None:
        self.problem, self.routes = problem, tuple(tuple(route) for route in plan.routes)
        self.bounds, self.ends = bounds_of(problem), ends_of(problem)
        self._used = [self._uses(duty, route) for duty, route in enumerate(self.routes)]

    def spots(self, visit: int) -> Iterator[Spot]:
        """Every place of a visit behind the locked ones, with every place of the depot."""
        for duty, route in enumerate(self.routes):
            first = self.problem.committed.locked[duty]
            for after in range(first, len(route) + 1):
                yield Spot(duty, after)
            if not self.problem.has_depot or DEPOT in route[:first]:
                continue
            visits = len(visits_in(route))
            for after in range(first, visits + 1):
                yield from (Spot(duty, after, depot) for depot in range(first, visits + 2))
                if DEPOT in route:
                    yield Spot(duty, after, NO_DEPOT)

    def grown(self, entries: Sequence[Entry]) -> dict[int, tuple[int, ...]]:
        """The routes that change: halves of two workers go to two duties."""
        return {spot.duty: spot.grown(self.routes[spot.duty], visit) for visit, spot in entries}

    def timeless(self, entries: Sequence[Entry]) -> tuple[Relaxation, ...]:
        """The rules broken that no other hour would mend: the worker, supplies, and the caps of shifts."""
        grown, worker = self.grown(entries), self.problem.duties.worker
        barred = (
            Relaxation(Rule.NOT_ALLOWED, spot.duty, visit=visit)
            for visit, spot in entries
            if not self.problem.able[visit, worker[spot.duty]]
        )
        lacking = (one for duty, route in grown.items() for one in self._lacking(duty, route))
        return (*barred, *lacking, *self._over_caps(grown))

    def drives(self, changed: Mapping[int, Sequence[int]], windows: Windows | None = None) -> Drives | None:
        """What the changed duties do, and those that wait for them.

        None where halves wait for each other in a circle, so that nobody ever begins.
        """
        windows = self.bounds.windows if windows is None else windows
        if not self.problem.has_ties:
            return {duty: drive(self.problem, duty, route, windows) for duty, route in changed.items()}
        concerned = self._concerned(changed)
        routes = [concerned.get(duty, ()) for duty in range(len(self.routes))]
        drives = drive_all(self.problem, routes, windows)
        begins, partner = waits_of(self.problem, drives), self.problem.visits.partner
        apart = any(begins.get(int(partner[visit]), start) != start for visit, start in begins.items())
        return None if apart else drives

    def _concerned(self, changed: Mapping[int, Sequence[int]]) -> dict[int, Sequence[int]]:
        """The changed routes and all that visits of two workers tie to them."""
        routes = dict(enumerate(self.routes)) | dict(changed)
        duty_of = {visit: duty for duty, route in routes.items() for visit in visits_in(route)}
        found, ahead = dict(changed), list(changed)
        while ahead:
            for visit in visits_in(routes[ahead.pop()]):
                other = duty_of.get(int(self.problem.visits.partner[visit]))
                if other is not None and other not in found:
                    found[other] = routes[other]
                    ahead.append(other)
        return found

    def _uses(self, duty: int, route: Sequence[int]) -> tuple[int, int, int]:
        """Visits, demand, and seconds of work and travel; nothing of an empty route counts."""
        visits = visits_in(route)
        if not route:
            return 0, 0, 0
        work_s = sum(seconds_at(self.problem, stop) for stop in route)
        demand = int(self.problem.visits.demand[list(visits)].sum())
        return len(visits), demand, work_s + sum(legs_of(self.problem, duty, route))

    def _over_caps(self, grown: Mapping[int, Sequence[int]]) -> Iterator[Relaxation]:
        shifts, bounds, shift_of = self.problem.limits_of_shifts, self.bounds, self.problem.duties.shift
        for shift in dict.fromkeys(int(shift_of[duty]) for duty in grown):
            whose = np.flatnonzero(shift_of == shift).tolist()
            uses = [self._uses(d, grown[d]) if d in grown else self._used[d] for d in whose]
            duty = next(duty for duty in grown if shift_of[duty] == shift)
            for rule, bound, cap, used in (
                (Rule.VISITS_CAP, bounds.most_visits, shifts.most_visits, sum(one[0] for one in uses)),
                (Rule.CAPACITY, bounds.capacity, shifts.capacity, sum(one[1] for one in uses)),
                (Rule.TIME_CAP, bounds.most_s, shifts.most_s, sum(one[2] for one in uses)),
            ):
                if used > bound[shift]:
                    yield Relaxation(rule, duty, used - int(cap[shift]))

    def _lacking(self, duty: int, route: Sequence[int]) -> Iterator[Relaxation]:
        """The tools and parts that are not at hand where they are needed: each of them is one rule."""
        supplies = self.problem.supplies
        if supplies is None:
            return
        early = before_depot(route)
        needed = {tool: visit for visit in early for tool in np.flatnonzero(supplies.needs[visit]).tolist()}
        for tool, visit in needed.items():
            if not self.bounds.kit[duty, tool]:
                yield Relaxation(Rule.TOOL, duty, 0, visit, tool)
        used = supplies.uses[list(early)].sum(axis=0)
        for part in np.flatnonzero(used > self.bounds.stock[duty]).tolist():
            yield Relaxation(Rule.PART, duty, int(used[part] - supplies.stock[duty, part]), item=part)


def _with(route: tuple[int, ...], visit: int, after: int) -> tuple[int, ...]:
    return (*route[:after], visit, *route[after:])
