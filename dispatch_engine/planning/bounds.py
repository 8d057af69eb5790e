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
    finish : (d,) int
        Latest second at which a duty may end, overtime included.
    most_visits, most_s, capacity : (s,) int
        As in `Shifts`.
    """

    closes: Ints
    finish: Ints
    most_visits: Ints
    most_s: Ints
    capacity: Ints


def bounds_of(problem: PlanProblem) -> Bounds:
    """The bounds, from driving the committed routes as they stand."""
    closes = problem.visits.closes.copy()
    finish = problem.duties.end + problem.duties.overtime_s
    shifts, shift = problem.limits_of_shifts, problem.duties.shift
    drives = {
        duty: drive(problem, duty, route) for duty, route in enumerate(problem.committed.routes) if route
    }
    used = np.zeros((3, len(shifts)), dtype=np.int64)
    for duty, driven in drives.items():
        _forgive(problem, driven, closes)
        stuck = drive(problem, duty, driven.visits[: problem.committed.locked[duty]])
        finish[duty] = max(int(finish[duty]), driven.finish, stuck.finish)
        booked = max(driven.booked_s, stuck.booked_s)
        used[:, shift[duty]] += (len(driven.visits), booked, driven.demand)
    return Bounds(
        closes=closes,
        finish=finish,
        most_visits=np.maximum(shifts.most_visits, used[0]),
        most_s=np.maximum(shifts.most_s, used[1]),
        capacity=np.maximum(shifts.capacity, used[2]),
    )


def _forgive(problem: PlanProblem, driven: Drive, closes: Ints) -> None:
    """A promised visit that is late may start as late as that: its last window stretches."""
    for position in driven.missed:
        visit = driven.visits[position]
        closes[visit, last_window(problem, visit)] = driven.starts[position]
