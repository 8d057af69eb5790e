"""What a plan must keep to. What the promised routes break already may stay so, but not become worse."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.driving import Drive, drive, last_window
from dispatch_engine.planning.problem import PlanProblem


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Effective limits: as in the problem, or what the committed routes reach, whichever is wider.

    Attributes
    ----------
    closes : (n, k) int
        Last start in each window.
    late_until : (n,) int
        A visit must be over by the end of its duty (overtime included), or start by this second; -1 but for
        promised visits that run over already.
    finish : (d,) int
        Latest second at which a duty may end, overtime and the way to its end place included.
    most_visits, most_s, capacity : (s,) int
        As in `Shifts`.
    """

    closes: Ints
    late_until: Ints
    finish: Ints
    most_visits: Ints
    most_s: Ints
    capacity: Ints


def bounds_of(problem: PlanProblem) -> Bounds:
    """The bounds, from driving the committed routes as they stand."""
    closes = problem.visits.closes.copy()
    late_until, finish = np.full(len(problem.visits), -1, dtype=np.int64), ends_of(problem)
    shifts, shift = problem.limits_of_shifts, problem.duties.shift
    drives = {
        duty: drive(problem, duty, route) for duty, route in enumerate(problem.committed.routes) if route
    }
    used = np.zeros((3, len(shifts)), dtype=np.int64)
    for duty, driven in drives.items():
        _forgive_lateness(problem, driven, closes)
        _forgive_overrun(problem, driven, int(ends_of(problem)[duty]), late_until)
        stuck = drive(problem, duty, driven.visits[: problem.committed.locked[duty]])
        finish[duty] = max(int(finish[duty]), driven.finish, stuck.finish)
        booked = max(driven.booked_s, stuck.booked_s)
        used[:, shift[duty]] += (len(driven.visits), booked, driven.demand)
    return Bounds(
        closes=closes,
        late_until=late_until,
        finish=finish,
        most_visits=np.maximum(shifts.most_visits, used[0]),
        most_s=np.maximum(shifts.most_s, used[1]),
        capacity=np.maximum(shifts.capacity, used[2]),
    )


def ends_of(problem: PlanProblem) -> Ints:
    """(d,) int: when each duty must be over, overtime included."""
    return problem.duties.end + problem.duties.overtime_s


def _forgive_overrun(problem: PlanProblem, driven: Drive, end: int, late_until: Ints) -> None:
    """A promised visit that runs over may start as late as that."""
    for visit, start in zip(driven.visits, driven.starts, strict=True):
        if start + int(problem.visits.duration[visit]) > end:
            late_until[visit] = start


def _forgive_lateness(problem: PlanProblem, driven: Drive, closes: Ints) -> None:
    """A promised visit that is late may start as late as that: its last window stretches."""
    for position in driven.missed:
        visit = driven.visits[position]
        closes[visit, last_window(problem, visit)] = driven.starts[position]
