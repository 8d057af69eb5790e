"""Is a plan what it says? Judged from the problem's facts alone, one call after the other, by no engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import nan

from arena.hindsight.plan import Plan, Route
from arena.hindsight.problem import Problem


class Fault(StrEnum):
    UNKNOWN_WORKER = "no such worker"
    TWO_ROUTES = "the worker has two routes"
    UNKNOWN_VISIT = "no such visit"
    VISITED_TWICE = "visited twice"
    FORGOTTEN = "neither visited nor among the unserved"
    BOTH = "visited and among the unserved"
    NOT_SKILLED = "the worker lacks the skill or the level"
    OUTSIDE_WINDOW = "starts outside its window"
    OUTSIDE_SHIFT = "is not within the shift"
    ABSENT = "the worker is away"
    TOO_SOON = "starts before the worker can be there"


@dataclass(frozen=True, slots=True)
class Violation:
    """`visit` and `worker` are numbers of the record, None where the fault is not about one."""

    fault: Fault
    visit: int | None = None
    worker: int | None = None


class PlanRefused(Exception):
    """A plan that breaks what it was to keep; `violation` is the first."""

    code = "plan_refused"

    def __init__(self, violation: Violation) -> None:
        super().__init__(f"visit {violation.visit}, worker {violation.worker}: {violation.fault}")
        self.violation = violation


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """As the arena measures a rule: served of all wishes, kilometres to visits for each order served.

    `km_per_order` is NaN when nobody was served. `metres` is the sum over all ways to visits.
    """

    wishes: int
    visits: int
    served_visits: int
    metres: int
    served: float
    km_per_order: float


@dataclass(frozen=True, slots=True)
class _Leg:
    """A call with where and when the worker sets out for it; `position` is that of its visit."""

    position: int
    origin: int
    leaves_s: int
    start_s: int
    end_s: int


def measured(problem: Problem, plan: Plan) -> PlanMeasures:
    """Raises `PlanRefused` unless the plan keeps everything."""
    violation = next(violations(problem, plan), None)
    if violation is not None:
        raise PlanRefused(violation)
    served = sum(len(route.calls) for route in plan.routes)
    metres = sum(_route_metres(problem, route) for route in plan.routes)
    return PlanMeasures(
        wishes=problem.wishes,
        visits=len(problem.visits),
        served_visits=served,
        metres=metres,
        served=served / problem.wishes if problem.wishes else nan,
        km_per_order=metres / served / 1000 if served else nan,
    )


def violations(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Those of who is visited first; only when there are none, those of when and by whom."""
    broken = False
    for violation in _wrong_numbers(problem, plan):
        broken = True
        yield violation
    if not broken:
        for route in plan.routes:
            yield from _wrong_times(problem, route)


def _wrong_numbers(problem: Problem, plan: Plan) -> Iterator[Violation]:
    workers: set[int] = set()
    for route in plan.routes:
        if route.worker not in {worker.number for worker in problem.workers}:
            yield Violation(Fault.UNKNOWN_WORKER, worker=route.worker)
        if route.worker in workers:
            yield Violation(Fault.TWO_ROUTES, worker=route.worker)
        workers.add(route.worker)
    known = {visit.number for visit in problem.visits}
    seen: set[int] = set()
    for route in plan.routes:
        for call in route.calls:
            if call.visit not in known:
                yield Violation(Fault.UNKNOWN_VISIT, call.visit, route.worker)
            if call.visit in seen:
                yield Violation(Fault.VISITED_TWICE, call.visit, route.worker)
            seen.add(call.visit)
    unserved = set(plan.unserved)
    yield from (Violation(Fault.UNKNOWN_VISIT, number) for number in sorted(unserved - known))
    yield from (Violation(Fault.FORGOTTEN, number) for number in sorted(known - seen - unserved))
    yield from (Violation(Fault.BOTH, number) for number in sorted(seen & unserved))


def _wrong_times(problem: Problem, route: Route) -> Iterator[Violation]:
    worker = problem.workers[_position(problem, route.worker)]
    seconds = problem.ways[worker.mode].seconds
    for leg in _legs(problem, route):
        visit = problem.visits[leg.position]
        faults = {
            Fault.NOT_SKILLED: visit.min_level > dict(worker.skills).get(visit.skill, -1),
            Fault.OUTSIDE_WINDOW: not visit.opens_s <= leg.start_s < visit.closes_s,
            Fault.OUTSIDE_SHIFT: leg.start_s < worker.shift_start_s or leg.end_s > worker.shift_end_s,
            Fault.ABSENT: any(
                max(away_from, leg.start_s) < min(away_to, leg.end_s) for away_from, away_to in worker.away
            ),
            Fault.TOO_SOON: leg.leaves_s + int(seconds[leg.origin, leg.position]) > leg.start_s,
        }
        yield from (Violation(fault, visit.number, route.worker) for fault, is_so in faults.items() if is_so)


def _route_metres(problem: Problem, route: Route) -> int:
    metres = problem.ways[problem.workers[_position(problem, route.worker)].mode].metres
    return sum(int(metres[leg.origin, leg.position]) for leg in _legs(problem, route))


def _legs(problem: Problem, route: Route) -> Iterator[_Leg]:
    """From the visit before, or from home first of all and after each absence."""
    at = _position(problem, route.worker)
    worker, home = problem.workers[at], len(problem.visits) + at
    positions = {visit.number: position for position, visit in enumerate(problem.visits)}
    origin, free_s = home, worker.shift_start_s
    for call in route.calls:
        for away_from, away_to in sorted(worker.away):
            if away_from < away_to and free_s <= away_to <= call.start_s:
                origin, free_s = home, away_to
        position = positions[call.visit]
        end_s = call.start_s + max(1, round(problem.visits[position].work_s * worker.speed))
        yield _Leg(position, origin, free_s, call.start_s, end_s)
        origin, free_s = position, end_s


def _position(problem: Problem, number: int) -> int:
    return next(at for at, worker in enumerate(problem.workers) if worker.number == number)
