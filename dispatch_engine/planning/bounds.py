"""What a plan must keep to. What the promised routes break already may stay so, but not become worse."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.errors import ProblemError
from dispatch_engine.planning.driving import Drive, drive, last_window, seconds_at
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import DEPOT, before_depot
from dispatch_engine.planning.ties import drive_all, waits_of


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Effective limits: as in the problem, or what the committed routes reach, whichever is wider.

    Attributes
    ----------
    opens, closes : (n, k) int
        First and last start in each window.
    late_until : (n,) int
        A visit must be over by the end of its duty (overtime included). Promised visits that run over already
        may do so in their own duty if they start by this second; -1 for all others.
    home_duty : (n,) int
        The duty that each promised visit is promised in, -1 for all others.
    finish : (d,) int
        Latest second at which a duty may end, overtime and the way to its end place included.
    most_visits, most_s, capacity : (s,) int
        As in `Shifts`.
    kit, stock : (d, t) bool, (d, p) int
        As in `Supplies`; without supplies of no width.
    """

    opens: Ints
    closes: Ints
    late_until: Ints
    home_duty: Ints
    finish: Ints
    most_visits: Ints
    most_s: Ints
    capacity: Ints
    kit: Flags
    stock: Ints

    def may_run_over(self, visit: int, duty: int, start: int) -> bool:
        """Whether a visit that begins then may end after the duty."""
        return bool(self.home_duty[visit] == duty and start <= self.late_until[visit])

    @property
    def windows(self) -> tuple[Ints, Ints]:
        return self.opens, self.closes


def bounds_of(problem: PlanProblem) -> Bounds:
    """The bounds, from driving the committed routes as they stand."""
    closes = problem.visits.closes.copy()
    finish, late_until = _forgiven_before(problem)
    shifts, shift, ends = problem.limits_of_shifts, problem.duties.shift, ends_of(problem)
    drives = drive_all(problem, problem.committed.routes)
    waits = waits_of(problem, drives)
    _refuse_circles(problem, waits)
    used = np.zeros((3, len(shifts)), dtype=np.int64)
    home_duty = np.full(len(problem.visits), -1, dtype=np.int64)
    for duty, driven in drives.items():
        home_duty[list(driven.visits)] = duty
        _forgive_lateness(problem, driven, closes)
        _forgive_overrun(problem, driven, int(ends[duty]), late_until)
        stuck = drive(problem, duty, driven.stops[: problem.committed.locked[duty]], None, waits)
        finish[duty] = max(int(finish[duty]), driven.finish, stuck.finish)
        booked = max(driven.booked_s, stuck.booked_s)
        used[:, shift[duty]] += (len(driven.visits), booked, driven.demand)
    kit, stock = _widened(problem)
    return Bounds(
        opens=problem.visits.opens,
        closes=closes,
        late_until=late_until,
        home_duty=home_duty,
        finish=finish,
        most_visits=np.maximum(shifts.most_visits, used[0]),
        most_s=np.maximum(shifts.most_s, used[1]),
        capacity=np.maximum(shifts.capacity, used[2]),
        kit=kit,
        stock=stock,
    )


def _forgiven_before(problem: PlanProblem) -> tuple[Ints, Ints]:
    if problem.committed.forgiven is None:
        return ends_of(problem), np.full(len(problem.visits), -1, dtype=np.int64)
    finish, late_until = problem.committed.forgiven
    return np.maximum(finish, ends_of(problem)), late_until.copy()


def _refuse_circles(problem: PlanProblem, begins: Mapping[int, int]) -> None:
    for visit, start in begins.items():
        if begins[int(problem.visits.partner[visit])] != start:
            raise ProblemError(f"Committed.routes: visit {visit} and its partner wait for others in a circle")


def _widened(problem: PlanProblem) -> tuple[Flags, Ints]:
    """What each duty starts with, and what its promised route needs on top: lacking it is forgiven."""
    supplies, count = problem.supplies, len(problem.duties)
    if supplies is None:
        return np.zeros((count, 0), dtype=np.bool_), np.zeros((count, 0), dtype=np.int64)
    kit, stock = supplies.kit.copy(), supplies.stock.copy()
    for duty, route in enumerate(problem.committed.routes):
        early = list(before_depot(route))
        kit[duty] |= supplies.needs[early].any(axis=0)
        stock[duty] = np.maximum(stock[duty], supplies.uses[early].sum(axis=0))
    return kit, stock


def ends_of(problem: PlanProblem) -> Ints:
    """(d,) int: when each duty must be over, overtime included."""
    return problem.duties.end + problem.duties.overtime_s


def _forgive_overrun(problem: PlanProblem, driven: Drive, end: int, late_until: Ints) -> None:
    """A promised visit that runs over may start as late as that."""
    for visit, start in driven.served:
        if start + int(problem.visits.duration[visit]) > end:
            late_until[visit] = max(start, int(late_until[visit]))


def _forgive_lateness(problem: PlanProblem, driven: Drive, closes: Ints) -> None:
    """A promised visit that is late may start as late as that: its last window stretches."""
    for position in driven.missed:
        visit = driven.stops[position]
        closes[visit, last_window(problem, visit)] = driven.starts[position]


def overrun(problem: PlanProblem, bounds: Bounds, driven: Drive, end: tuple[int, int]) -> int:
    """By how many seconds the duty would have to end later."""
    duty, by = end
    over = driven.finish - by if driven.finish > bounds.finish[duty] else 0
    for stop, start in zip(driven.stops, driven.starts, strict=True):
        done = start + seconds_at(problem, stop)
        if done > by and not (stop != DEPOT and bounds.may_run_over(stop, duty, start)):
            over = max(over, done - by)
    return over
