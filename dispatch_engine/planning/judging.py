"""Is a plan feasible, and does it cost what it says? Nothing a solver computed is believed.

Only the routes and the starts are read and checked against the problem; costs and prizes are added up anew.
"""

from collections.abc import Iterator

import numpy as np

from dispatch_engine.planning.bounds import Bounds, bounds_of, ends_of
from dispatch_engine.planning.breaches import PlanBreach, PlanViolation
from dispatch_engine.planning.driving import Drive, Pauses, breaks_of, driven, seconds_at
from dispatch_engine.planning.planner import Plan
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import DEPOT, before_depot, visits_in
from dispatch_engine.planning.terms import cost_by_term


def validate_plan(problem: PlanProblem, plan: Plan) -> tuple[PlanViolation, ...]:
    """Everything that is wrong with a plan.

    Parameters
    ----------
    problem
        As it was given to `plan`.
    plan
        The answer.

    Returns
    -------
    tuple of PlanViolation
        Empty when the plan is feasible and costs what it says.
    """
    wrong = tuple(_of_shape(problem, plan))
    return wrong or tuple(_of_content(problem, plan))


def _of_shape(problem: PlanProblem, plan: Plan) -> Iterator[PlanViolation]:
    if len(plan.routes) != len(problem.duties) or len(plan.starts) != len(problem.duties):
        yield PlanViolation(PlanBreach.WRONG_LENGTH)
        return
    seen: set[int] = set()
    for duty, (route, starts) in enumerate(zip(plan.routes, plan.starts, strict=True)):
        if len(route) != len(starts):
            yield PlanViolation(PlanBreach.WRONG_LENGTH, duty=duty)
        if route.count(DEPOT) > problem.has_depot:
            yield PlanViolation(PlanBreach.NO_SUCH_VISIT, DEPOT, duty)
        for visit in visits_in(route):
            if not 0 <= visit < len(problem.visits):
                yield PlanViolation(PlanBreach.NO_SUCH_VISIT, visit, duty)
            if visit in seen:
                yield PlanViolation(PlanBreach.VISITED_TWICE, visit, duty)
            seen.add(visit)
    if sorted(plan.unserved) != sorted(set(range(len(problem.visits))) - seen):
        yield PlanViolation(PlanBreach.WRONG_UNSERVED)


def _of_content(problem: PlanProblem, plan: Plan) -> Iterator[PlanViolation]:
    bounds = bounds_of(problem)
    drives: dict[int, Drive] = {}
    for duty, (route, starts) in enumerate(zip(plan.routes, plan.starts, strict=True)):
        first = problem.committed.locked[duty]
        if route[:first] != problem.committed.routes[duty][:first]:
            yield PlanViolation(PlanBreach.LOCK_BROKEN, duty=duty)
        for visit in visits_in(route):
            if not problem.able[visit, problem.duties.worker[duty]]:
                yield PlanViolation(PlanBreach.NOT_ALLOWED, visit, duty)
        if route:
            drives[duty] = driven(problem, duty, (route, starts), bounds.windows)
            yield from _of_time(problem, duty, drives[duty], bounds)
            yield from _of_supplies(problem, duty, route, bounds)
    yield from _of_ties(problem, drives)
    yield from _of_shifts(problem, drives, bounds)
    if cost_by_term(problem, drives) != dict(plan.terms):
        yield PlanViolation(PlanBreach.WRONG_COST)
    if sum(int(problem.visits.prize[visit]) for visit in plan.unserved) != plan.lost:
        yield PlanViolation(PlanBreach.WRONG_LOST)


def _of_time(problem: PlanProblem, duty: int, claim: Drive, bounds: Bounds) -> Iterator[PlanViolation]:
    free, pauses = int(problem.duties.start[duty]), breaks_of(problem, duty)
    end = int(ends_of(problem)[duty])
    for stop, start, leg in zip(claim.stops, claim.starts, claim.legs, strict=True):
        if start < free or _awake(free, start, pauses) < leg:
            yield PlanViolation(PlanBreach.TOO_SOON, stop, duty)
        if stop != DEPOT and not _in_window(problem, bounds, stop, start):
            yield PlanViolation(PlanBreach.OUTSIDE_WINDOW, stop, duty)
        free = start + seconds_at(problem, stop)
        if free > end and not (stop != DEPOT and bounds.may_run_over(stop, duty, start)):
            yield PlanViolation(PlanBreach.OVERRUNS, stop, duty)
        if _awake(start, free, pauses) < free - start:
            yield PlanViolation(PlanBreach.MEETS_BREAK, stop, duty)
    if claim.finish > bounds.finish[duty]:
        yield PlanViolation(PlanBreach.OVERRUNS, duty=duty)


def _in_window(problem: PlanProblem, bounds: Bounds, visit: int, start: int) -> bool:
    windows = zip(problem.visits.opens[visit].tolist(), bounds.closes[visit].tolist(), strict=True)
    return any(opens <= start <= closes for opens, closes in windows)


def _of_supplies(
    problem: PlanProblem, duty: int, route: tuple[int, ...], bounds: Bounds
) -> Iterator[PlanViolation]:
    if problem.supplies is None:
        return
    early = before_depot(route)
    for visit in early:
        for tool in np.flatnonzero(problem.supplies.needs[visit] & ~bounds.kit[duty]).tolist():
            yield PlanViolation(PlanBreach.NO_TOOL, visit, duty, item=tool)
    used = problem.supplies.uses[list(early)].sum(axis=0)
    for part in np.flatnonzero(used > bounds.stock[duty]).tolist():
        yield PlanViolation(PlanBreach.NO_PART, duty=duty, item=part)


def _of_ties(problem: PlanProblem, drives: dict[int, Drive]) -> Iterator[PlanViolation]:
    worker = problem.duties.worker
    begins = {v: (s, int(worker[duty])) for duty, one in drives.items() for v, s in one.served}
    for visit in np.flatnonzero(problem.visits.partner >= 0).tolist():
        mine, other = begins.get(visit), begins.get(int(problem.visits.partner[visit]))
        if mine is not None and (other is None or mine[0] != other[0] or mine[1] == other[1]):
            yield PlanViolation(PlanBreach.NOT_TOGETHER, visit)


def _of_shifts(problem: PlanProblem, drives: dict[int, Drive], bounds: Bounds) -> Iterator[PlanViolation]:
    for shift in range(len(problem.limits_of_shifts)):
        held = [one for duty, one in drives.items() if problem.duties.shift[duty] == shift]
        checks = (
            (PlanBreach.TOO_MANY_VISITS, sum(len(one.visits) for one in held) > bounds.most_visits[shift]),
            (PlanBreach.TOO_MUCH_TIME, sum(one.booked_s for one in held) > bounds.most_s[shift]),
            (PlanBreach.OVER_CAPACITY, sum(one.demand for one in held) > bounds.capacity[shift]),
        )
        for breach, holds in checks:
            if held and holds:
                yield PlanViolation(breach, shift=shift)


def _awake(start: int, end: int, pauses: Pauses) -> int:
    """Seconds of [start, end) that lie in no break."""
    lost = (max(0, min(end, last) - max(start, first)) for first, last in pauses)
    return end - start - sum(lost)
