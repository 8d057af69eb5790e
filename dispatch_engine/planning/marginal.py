"""What one more visit does at one place, in the units of the score of a match: the visit itself alone."""

from dataclasses import dataclass

from dispatch_engine.errors import ProblemError
from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.driving import Drive, drive
from dispatch_engine.planning.planner import Routes
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.ties import drive_all, waits_of


@dataclass(frozen=True, slots=True)
class Insertion:
    """A visit put behind stop number `after` of a duty.

    `start` is when it begins there, `extra_s` the travel it adds, `waiting_s` the time from the opening of
    its first window, `load_permille` how much of the shift is booked before it, `spare_levels` the levels of
    skill above what it needs.
    """

    visit: int
    duty: int
    after: int
    start: int
    extra_s: int
    waiting_s: int
    load_permille: int
    spare_levels: int

    def score(self, problem: PlanProblem) -> int:
        """The weighted sum, as a match counts it: what the visit pushes back is not in it."""
        weights = problem.weights
        return (
            weights.travel * self.extra_s
            + weights.waiting * self.waiting_s
            + weights.load * self.load_permille
            + weights.skill * self.spare_levels
        )


def insertion_at(problem: PlanProblem, routes: Routes, visit: int, place: tuple[int, int]) -> Insertion:
    """Measure a visit at a place, whether it may go there or not.

    Parameters
    ----------
    problem, routes
        Where it would go; the visit must be in none of the routes.
    visit
        Index of the visit.
    place
        Duty, and the number of stops before it.

    Raises
    ------
    ProblemError
        When there is no such place.
    """
    duty, after = place
    if not 0 <= duty < len(routes) or not 0 <= after <= len(routes[duty]):
        raise ProblemError(f"there is no place {after} in duty {duty}")
    windows, route = bounds_of(problem).windows, list(routes[duty])
    waits = waits_of(problem, drive_all(problem, routes, windows))
    before = drive(problem, duty, route, windows, waits)
    then = drive(problem, duty, [*route[:after], visit, *route[after:]], windows, waits)
    start, worker = then.starts[after], problem.duties.worker[duty]
    spare = int(problem.crew.level[worker, problem.visits.skill[visit]] - problem.visits.level[visit])
    return Insertion(
        visit=visit,
        duty=duty,
        after=after,
        start=start,
        extra_s=then.travel_s - before.travel_s,
        waiting_s=max(0, start - int(problem.visits.opens[visit, 0])),
        load_permille=_load(problem, routes, duty, before),
        spare_levels=max(0, spare),
    )


def _load(problem: PlanProblem, routes: Routes, duty: int, driven: Drive) -> int:
    shift, shifts = int(problem.duties.shift[duty]), problem.limits_of_shifts
    booked = int(shifts.booked_s[shift]) + driven.booked_s
    for other, route in enumerate(routes):
        if other != duty and problem.duties.shift[other] == shift:
            booked += drive(problem, other, route).booked_s
    return booked * 1000 // int(shifts.span_s[shift])
