"""A duty driven through, stop by stop, in plain Python: slow, and independent of the kernels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.parts import NOWHERE
from dispatch_engine.planning.problem import PlanProblem


@dataclass(frozen=True, slots=True)
class Drive:
    """What a duty does: the start of each visit, the leg to it, the way home, and when all is done.

    `missed` are the positions of visits that begin after their last window.
    """

    visits: tuple[int, ...]
    starts: tuple[int, ...]
    legs: tuple[int, ...]
    home_s: int
    finish: int
    missed: tuple[int, ...]
    work_s: int
    demand: int

    @property
    def travel_s(self) -> int:
        return sum(self.legs) + self.home_s

    @property
    def booked_s(self) -> int:
        return self.work_s + self.travel_s


def drive(
    problem: PlanProblem, duty: int, visits: Sequence[int], windows: tuple[Ints, Ints] | None = None
) -> Drive:
    """Drive to the visits in this order, each as early as it can start.

    Parameters
    ----------
    problem, duty, visits
        Whose day, and what it holds.
    windows : pair of (n, k) int, optional
        First and last starts to go by instead of those of the visits, such as `Bounds.windows`.
    """
    opens, closes = (problem.visits.opens, problem.visits.closes) if windows is None else windows
    table, place = problem.travel[problem.crew.mode[problem.duties.worker[duty]]], problem.visits.place
    here, clock = int(problem.duties.start_place[duty]), int(problem.duties.start[duty])
    pauses = breaks_of(problem, duty)
    starts, legs, missed = [], [], []
    for position, visit in enumerate(visits):
        legs.append(int(table[here, place[visit]]))
        arrival = arrive(clock, legs[-1], pauses)
        begin = first_start(problem, visit, arrival, (opens, closes, pauses))
        if begin is None:
            missed.append(position)
            least = int(opens[visit, last_window(problem, visit)])
            begin = _past_breaks(max(arrival, least), int(problem.visits.duration[visit]), pauses)
        starts.append(begin)
        here, clock = int(place[visit]), begin + int(problem.visits.duration[visit])
    end_place = int(problem.duties.end_place[duty])
    home_s = int(table[here, end_place]) if visits and end_place != NOWHERE else 0
    held = list(visits)
    return Drive(
        visits=tuple(held),
        starts=tuple(starts),
        legs=tuple(legs),
        home_s=home_s,
        finish=arrive(clock, home_s, pauses),
        missed=tuple(missed),
        work_s=int(problem.visits.duration[held].sum()),
        demand=int(problem.visits.demand[held].sum()),
    )


Pauses = tuple[tuple[int, int], ...]


def breaks_of(problem: PlanProblem, duty: int) -> Pauses:
    """(start, end) of the breaks of a duty, in order of time."""
    breaks = problem.breaks
    mine = np.flatnonzero(breaks.duty == duty)
    return tuple(zip(breaks.start[mine].tolist(), breaks.end[mine].tolist(), strict=True))


def arrive(clock: int, leg: int, pauses: Pauses) -> int:
    """When a drive of `leg` seconds that may begin at `clock` is over: breaks on the way are waited out."""
    left = leg
    for start, end in pauses:
        if end <= clock:
            continue
        if clock + left <= start:
            break
        left -= max(0, start - clock)
        clock = end
    return clock + left


def first_start(
    problem: PlanProblem, visit: int, clock: int, bounds: tuple[Ints, Ints, Pauses]
) -> int | None:
    """The first second from `clock` on at which work may start, clear of breaks; None if there is none."""
    first, final, pauses = bounds
    duration = int(problem.visits.duration[visit])
    for opens, closes in zip(first[visit].tolist(), final[visit].tolist(), strict=True):
        begin = _past_breaks(max(clock, opens), duration, pauses)
        if opens <= closes and begin <= closes:
            return begin
    return None


def last_window(problem: PlanProblem, visit: int) -> int:
    """Number of the last window that exists; 0 when none does."""
    exists = np.flatnonzero(problem.visits.closes[visit] >= problem.visits.opens[visit])
    return int(exists[-1]) if exists.size else 0


def _past_breaks(begin: int, duration: int, pauses: Pauses) -> int:
    for start, end in pauses:
        if begin < end and begin + duration > start:
            begin = end
    return begin
