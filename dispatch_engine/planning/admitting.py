"""The fewest rules that keep an unserved visit out of a plan in which nothing else changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.bounds import Bounds, bounds_of, ends_of
from dispatch_engine.planning.driving import Drive, drive, last_window
from dispatch_engine.planning.judging import validate_plan
from dispatch_engine.planning.planner import Plan, Routes, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule, relaxed


@dataclass(frozen=True, slots=True)
class Admission:
    """How an unserved visit could be let into the plan, every other visit staying with its duty.

    `relaxations` are the fewest rules to relax over all places, and of equally many those with the smallest
    amounts together; none when a place is free: then the search was too short, or the visit is worth less
    than it costs there. `is_confirmed`: a plan with exactly these relaxed and the visit behind stop number
    `after` of `duty` was made and found valid. If other visits could change hands, less might be enough.
    """

    visit: int
    duty: int
    after: int
    relaxations: tuple[Relaxation, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class _Place:
    duty: int
    after: int
    relaxations: tuple[Relaxation, ...]

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.relaxations), sum(one.amount for one in self.relaxations)


_A_SECOND: Final = Relaxation(Rule.OPENS_LATE, -1, 1)


class Admissions:
    """The plan as it stands, asked for one unserved visit after another."""

    __slots__ = ("_bounds", "_drives", "_ends", "_plan", "_problem", "_used")

    def __init__(self, problem: PlanProblem, plan: Plan) -> None:
        self._problem, self._plan, self._bounds = problem, plan, bounds_of(problem)
        self._ends: Ints = ends_of(problem)
        self._drives = [drive(problem, d, r, self._bounds.windows) for d, r in enumerate(plan.routes)]
        self._used = np.zeros((3, len(problem.limits_of_shifts)), dtype=np.int64)
        for duty, one in enumerate(self._drives):
            if one.visits:
                self._used[:, problem.duties.shift[duty]] += (len(one.visits), one.booked_s, one.demand)

    def admit(self, visit: int) -> Admission | None:
        """The easiest place for a visit; None when there is no duty at all."""
        best: _Place | None = None
        for duty in range(len(self._plan.routes)):
            shut = self._without_driving(visit, duty)
            for after in range(self._problem.committed.locked[duty], len(self._plan.routes[duty]) + 1):
                if best is not None and len(shut) > len(best.relaxations):
                    break
                place = self._as_windows_say(visit, (duty, after), shut)
                best = place if best is None or place.rank < best.rank else best
                if any(one.rule in (Rule.CLOSES_EARLY, Rule.DUTY_ENDS) for one in place.relaxations):
                    early = self._before_opening(visit, (duty, after), shut, best.rank)
                    best = early if early is not None and early.rank < best.rank else best
        return None if best is None else self._confirmed(visit, best)

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

    def _as_windows_say(self, visit: int, at: tuple[int, int], shut: tuple[Relaxation, ...]) -> _Place:
        """Starting as early as the visit's windows allow."""
        duty, after = at
        driven = drive(
            self._problem, duty, _with(self._plan.routes[duty], visit, after), self._bounds.windows
        )
        return _Place(duty, after, (*shut, *self._broken(duty, driven)))

    def _before_opening(
        self, visit: int, at: tuple[int, int], shut: tuple[Relaxation, ...], most: tuple[int, int]
    ) -> _Place | None:
        """As late before the first window as leaves no more broken than starting at once would.

        None when that is not before the window, or cannot rank below `most`.
        """
        duty, after = at
        exists = np.flatnonzero(self._bounds.closes[visit] >= self._bounds.opens[visit])
        if not exists.size:
            return None
        first, route = int(exists[0]), _with(self._plan.routes[duty], visit, after)
        opens = self._bounds.opens.copy()
        opened = int(opens[visit, first])

        def driven_from(start: int) -> Drive:
            opens[visit, first] = start
            return drive(self._problem, duty, route, (opens, self._bounds.closes))

        at_once = driven_from(0)
        soonest, least = at_once.starts[after], self._broken(duty, at_once)
        if soonest >= opened or _Place(duty, after, (*shut, _A_SECOND, *least)).rank >= most:
            return None
        low, high = soonest, opened
        while high - low > 1:
            middle = (low + high) // 2
            same = self._broken(duty, driven_from(middle)) == least
            low, high = (middle, high) if same else (low, middle)
        return _Place(duty, after, (*shut, Relaxation(Rule.OPENS_LATE, duty, opened - low, visit), *least))

    def _broken(self, duty: int, driven: Drive) -> tuple[Relaxation, ...]:
        """The rules of time that a driven duty breaks, and its shift's cap on seconds."""
        problem, bounds, shift = self._problem, self._bounds, self._problem.duties.shift[duty]
        found = []
        for position in driven.missed:
            visit = driven.visits[position]
            late = driven.starts[position] - int(bounds.closes[visit, last_window(problem, visit)])
            found.append(Relaxation(Rule.CLOSES_EARLY, duty, late, visit))
        over = _overrun(problem, bounds, driven, (duty, int(self._ends[duty])))
        if over:
            found.append(Relaxation(Rule.DUTY_ENDS, duty, over))
        before = self._drives[duty]
        booked = int(self._used[1, shift]) - (before.booked_s if before.visits else 0) + driven.booked_s
        if booked > bounds.most_s[shift]:
            cap = int(problem.limits_of_shifts.most_s[shift])
            found.append(Relaxation(Rule.TIME_CAP, duty, booked - cap))
        return tuple(found)

    def _confirmed(self, visit: int, place: _Place) -> Admission:
        """Make the plan with exactly these rules relaxed, and have it checked."""
        answer = Admission(visit, place.duty, place.after, place.relaxations, is_confirmed=False)
        is_valid = validate_plan(*admitted(self._problem, self._plan.routes, answer)) == ()
        return replace(answer, is_confirmed=is_valid)


def admitted(problem: PlanProblem, routes: Routes, admission: Admission) -> tuple[PlanProblem, Plan]:
    """The problem with an admission's rules relaxed, and the plan with its visit in: what confirms it."""
    open_problem = relaxed(problem, admission.relaxations)
    grown = [tuple(route) for route in routes]
    grown[admission.duty] = _with(grown[admission.duty], admission.visit, admission.after)
    return open_problem, plan_of(open_problem, grown)


def _overrun(problem: PlanProblem, bounds: Bounds, driven: Drive, end: tuple[int, int]) -> int:
    """By how many seconds the duty would have to end later."""
    duty, by = end
    over = driven.finish - by if driven.finish > bounds.finish[duty] else 0
    for visit, start in zip(driven.visits, driven.starts, strict=True):
        done = start + int(problem.visits.duration[visit])
        if done > by and not bounds.may_run_over(visit, duty, start):
            over = max(over, done - by)
    return over


def _with(route: Sequence[int], visit: int, after: int) -> tuple[int, ...]:
    return (*route[:after], visit, *route[after:])
