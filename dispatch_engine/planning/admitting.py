"""The fewest rules that keep an unserved visit out of a plan in which nothing else changes hands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.bounds import bounds_of, ends_of, overrun
from dispatch_engine.planning.driving import Drive, drive, last_window
from dispatch_engine.planning.freeing import Freeing, fewest_freed
from dispatch_engine.planning.judging import validate_plan
from dispatch_engine.planning.planner import Plan, Routes, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule, relaxed
from dispatch_engine.planning.supplies import DEPOT, before_depot, visits_in
from dispatch_engine.planning.ties import drive_all, waits_of


@dataclass(frozen=True, slots=True)
class Admission:
    """How an unserved visit could be let into the plan, every other visit staying with its duty.

    `relaxations` are the fewest rules to relax over all places, the others keeping their order, and of as
    many those found with the smallest amounts together; none when a place is free: then the search was too
    short, or the visit is worth less than it costs there. Fewest is proven for times, caps and the worker;
    tools and parts are a rule each, and halves of two workers are tried at their easiest places alone.
    `is_confirmed`: a plan with exactly these relaxed and the visit behind stop number
    `after` of `duty` was made and found valid. If other visits could change hands, less might be enough.
    `depot`: behind how many stops the duty stops at the depot for it, which it did not before or only later;
    -1 for no such change. `partner`: for half of a visit of two workers, where the other half goes.
    """

    visit: int
    duty: int
    after: int
    relaxations: tuple[Relaxation, ...]
    is_confirmed: bool
    depot: int = -1
    partner: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    duty: int
    after: int
    relaxations: tuple[Relaxation, ...]
    depot: int = -1

    @property
    def at(self) -> tuple[int, int]:
        return self.duty, self.after

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.relaxations), sum(one.amount for one in self.relaxations)


PLACES_OF_A_HALF: Final = 12
"""For a visit of two workers so many of the easiest places of each half are tried together."""
_ANY: Final = 2**31
_A_SECOND: Final = Relaxation(Rule.OPENS_LATE, -1, 1)


class Admissions:
    """The plan as it stands, asked for one unserved visit after another."""

    __slots__ = ("_bounds", "_drives", "_ends", "_plan", "_problem", "_used", "_waits")

    def __init__(self, problem: PlanProblem, plan: Plan) -> None:
        self._problem, self._plan, self._bounds = problem, plan, bounds_of(problem)
        self._ends: Ints = ends_of(problem)
        drives = drive_all(problem, plan.routes, self._bounds.windows)
        self._waits = waits_of(problem, drives)
        empty = (drive(problem, duty, ()) for duty in range(len(plan.routes)))
        self._drives = [drives.get(duty, none) for duty, none in enumerate(empty)]
        self._used = np.zeros((3, len(problem.limits_of_shifts)), dtype=np.int64)
        for duty, one in enumerate(self._drives):
            if one.visits:
                self._used[:, problem.duties.shift[duty]] += (len(one.visits), one.booked_s, one.demand)

    def admit(self, visit: int) -> Admission | None:
        """The easiest place for a visit; None when there is no duty at all."""
        partner = int(self._problem.visits.partner[visit])
        if partner >= 0:
            return self._admit_both(visit, partner)
        best: _Place | None = None
        for duty in range(len(self._plan.routes)):
            shut = self._without_driving(visit, duty)
            for after in range(self._problem.committed.locked[duty], len(self._plan.routes[duty]) + 1):
                if best is not None and len(shut) > len(best.relaxations):
                    break
                most = _ANY if best is None else len(best.relaxations)
                for place in self._ways_in(visit, _Place(duty, after, shut), most):
                    best = place if best is None or place.rank < best.rank else best
        return None if best is None else self._confirmed(visit, best)

    def _ways_in(self, visit: int, at: _Place, most: int) -> Iterator[_Place]:
        """A place as it is, with an earlier start, and by way of the depot where something is lacking.

        With visits of the route outside their windows only if that takes fewer rules than `most`.
        """
        duty, after, shut = at.duty, at.after, at.relaxations
        lacking = self._lacking(visit, duty, after)
        depots = [-1]
        if lacking and self._problem.has_depot:
            depots += range(self._problem.committed.locked[duty], after + 1)
        for depot in depots:
            known = shut if depot >= 0 else (*shut, *lacking)
            place = self._as_windows_say(visit, _Place(duty, after, known, depot))
            yield place
            if any(one.rule in (Rule.CLOSES_EARLY, Rule.DUTY_ENDS) for one in place.relaxations):
                early = self._before_opening(visit, _Place(duty, after, known, depot), place.rank)
                if early is not None:
                    yield early
                few = min(len((early or place).relaxations), most) - len(known)
                yield from self._freeing(visit, _Place(duty, after, known, depot), few)

    def _lacking(self, visit: int, duty: int, after: int) -> tuple[Relaxation, ...]:
        """The tools and parts that are not at hand at a place."""
        supplies = self._problem.supplies
        if supplies is None:
            return ()
        early = before_depot(_with(self._plan.routes[duty], visit, after))
        if visit not in early:
            return ()
        tools = np.flatnonzero(supplies.needs[visit] & ~self._bounds.kit[duty]).tolist()
        used = supplies.uses[list(early)].sum(axis=0)
        parts = np.flatnonzero((used > self._bounds.stock[duty]) & (supplies.uses[visit] > 0)).tolist()
        return (
            *(Relaxation(Rule.TOOL, duty, 0, visit, tool) for tool in tools),
            *(Relaxation(Rule.PART, duty, int(used[p] - supplies.stock[duty, p]), item=p) for p in parts),
        )

    def _admit_both(self, visit: int, partner: int) -> Admission | None:
        """Both halves of a visit of two workers, each at one of its easiest places."""
        mine, theirs = self._easiest(visit), self._easiest(partner)
        worker, best, found = self._problem.duties.worker, (2**31, 0), None
        for one in mine:
            for other in theirs:
                alone = len(one.relaxations) + len(other.relaxations)
                if worker[one.duty] == worker[other.duty] or alone > best[0]:
                    continue
                both = self._together((visit, one), (partner, other))
                if both.rank < best:
                    best, found = both.rank, (both, other)
        if found is None:
            return None
        place, other = found
        return self._confirmed(visit, place, (other.duty, other.after))

    def _easiest(self, visit: int) -> list[_Place]:
        """The easiest places of one half by itself, the other half being anywhere."""
        places = []
        for duty in range(len(self._plan.routes)):
            shut = self._without_driving(visit, duty)
            for after in range(self._problem.committed.locked[duty], len(self._plan.routes[duty]) + 1):
                known = (*shut, *self._lacking(visit, duty, after))
                places.append(self._as_windows_say(visit, _Place(duty, after, known)))
        return sorted(places, key=lambda place: place.rank)[:PLACES_OF_A_HALF]

    def _together(self, mine: tuple[int, _Place], theirs: tuple[int, _Place]) -> _Place:
        """What breaks on any route when both halves begin together."""
        grown, known = list(self._plan.routes), []
        for visit, place in (mine, theirs):
            grown[place.duty] = _with(grown[place.duty], visit, place.after)
            known += [*self._without_driving(visit, place.duty), *self._lacking(visit, *place.at)]
        drives = drive_all(self._problem, grown, self._bounds.windows)
        broken = [rule for duty, one in drives.items() for rule in self._broken(duty, one)]
        return _Place(mine[1].duty, mine[1].after, (*known, *broken))

    def _without_driving(self, visit: int, duty: int) -> tuple[Relaxation, ...]:
        """The rules broken at every place of a duty."""
        problem, bounds, shift = self._problem, self._bounds, self._problem.duties.shift[duty]
        found = []
        if not problem.able[visit, problem.duties.worker[duty]]:
            found.append(Relaxation(Rule.NOT_ALLOWED, duty, visit=visit))
        visits, demand = (
            int(self._used[0, shift]) + 1,
            int(self._used[2, shift] + problem.visits.demand[visit]),
        )
        shifts = problem.limits_of_shifts
        if visits > bounds.most_visits[shift]:
            found.append(Relaxation(Rule.VISITS_CAP, duty, visits - int(shifts.most_visits[shift])))
        if demand > bounds.capacity[shift]:
            found.append(Relaxation(Rule.CAPACITY, duty, demand - int(shifts.capacity[shift])))
        return tuple(found)

    def _drive(self, duty: int, route: Sequence[int], opens: Ints | None = None) -> Drive:
        windows = (self._bounds.opens if opens is None else opens, self._bounds.closes)
        return drive(self._problem, duty, route, windows, self._waits)

    def _as_windows_say(self, visit: int, place: _Place) -> _Place:
        """Starting as early as the visit's windows allow."""
        driven = self._drive(place.duty, _grown(self._plan.routes[place.duty], visit, place))
        return replace(place, relaxations=(*place.relaxations, *self._broken(place.duty, driven)))

    def _before_opening(self, visit: int, place: _Place, most: tuple[int, int]) -> _Place | None:
        """As late before the first window as leaves no more broken than starting at once would.

        None when that is not before the window, or cannot rank below `most`.
        """
        duty, shut = place.duty, place.relaxations
        exists = np.flatnonzero(self._bounds.closes[visit] >= self._bounds.opens[visit])
        if not exists.size:
            return None
        first, route = int(exists[0]), _grown(self._plan.routes[duty], visit, place)
        opens = self._bounds.opens.copy()
        opened = int(opens[visit, first])

        def driven_from(start: int) -> Drive:
            opens[visit, first] = start
            return self._drive(duty, route, opens)

        at_once = driven_from(0)
        soonest, least = at_once.starts[route.index(visit)], self._broken(duty, at_once)
        if soonest >= opened or replace(place, relaxations=(*shut, _A_SECOND, *least)).rank >= most:
            return None
        low, high = soonest, opened
        while high - low > 1:
            middle = (low + high) // 2
            same = self._broken(duty, driven_from(middle)) == least
            low, high = (middle, high) if same else (low, middle)
        early = Relaxation(Rule.OPENS_LATE, duty, opened - low, visit)
        return replace(place, relaxations=(*shut, early, *least))

    def _freeing(self, visit: int, place: _Place, few: int) -> Iterator[_Place]:
        """With fewer rules of time than that: any visits of the route may begin outside their windows."""
        duty, route = place.duty, _grown(self._plan.routes[place.duty], visit, place)
        is_tied = any(stop != DEPOT and self._problem.visits.partner[stop] >= 0 for stop in route)
        if few < 2 or is_tied:
            return
        windows = self._bounds.windows
        freeing = Freeing(
            duty, windows, lambda opened: drive(self._problem, duty, route, opened), self._overruns(duty)
        )
        for freed in fewest_freed(self._problem, duty, route, windows, few - 1):
            rules = freeing.rules(freed)
            if len(rules) < few:
                yield replace(place, relaxations=(*place.relaxations, *rules))

    def _overruns(self, duty: int) -> Callable[[Drive], tuple[Relaxation, ...]]:
        return lambda driven: tuple(
            one for one in self._broken(duty, driven) if one.rule is not Rule.CLOSES_EARLY
        )

    def _broken(self, duty: int, driven: Drive) -> tuple[Relaxation, ...]:
        """The rules of time that a driven duty breaks, and its shift's cap on seconds."""
        problem, bounds, shift = self._problem, self._bounds, self._problem.duties.shift[duty]
        found = []
        for position in driven.missed:
            visit = driven.stops[position]
            late = driven.starts[position] - int(bounds.closes[visit, last_window(problem, visit)])
            found.append(Relaxation(Rule.CLOSES_EARLY, duty, late, visit))
        over = overrun(problem, bounds, driven, (duty, int(self._ends[duty])))
        if over:
            found.append(Relaxation(Rule.DUTY_ENDS, duty, over))
        before = self._drives[duty]
        booked = int(self._used[1, shift]) - (before.booked_s if before.visits else 0) + driven.booked_s
        if booked > bounds.most_s[shift]:
            cap = int(problem.limits_of_shifts.most_s[shift])
            found.append(Relaxation(Rule.TIME_CAP, duty, booked - cap))
        return tuple(found)

    def _confirmed(self, visit: int, place: _Place, partner: tuple[int, int] | None = None) -> Admission:
        """Make the plan with exactly these rules relaxed, and have it checked."""
        where = (visit, place.duty, place.after)
        answer = Admission(*where, place.relaxations, False, place.depot, partner)
        is_valid = validate_plan(*admitted(self._problem, self._plan.routes, answer)) == ()
        return replace(answer, is_confirmed=is_valid)


def admitted(problem: PlanProblem, routes: Routes, admission: Admission) -> tuple[PlanProblem, Plan]:
    """The problem with an admission's rules relaxed, and the plan with its visit in: what confirms it."""
    open_problem = relaxed(problem, admission.relaxations)
    grown = [tuple(route) for route in routes]
    grown[admission.duty] = _grown(grown[admission.duty], admission.visit, admission)
    if admission.partner is not None:
        duty, after = admission.partner
        grown[duty] = _with(grown[duty], int(problem.visits.partner[admission.visit]), after)
    return open_problem, plan_of(open_problem, grown)


def _grown(route: Sequence[int], visit: int, place: "_Place | Admission") -> tuple[int, ...]:
    """A route with a visit in, and where that is said with the depot before it."""
    if place.depot < 0:
        return _with(route, visit, place.after)
    return _with(_with(visits_in(route), visit, place.after), DEPOT, place.depot)


def _with(route: Sequence[int], visit: int, after: int) -> tuple[int, ...]:
    return (*route[:after], visit, *route[after:])
