"""A duty driven through, stop by stop, in plain Python: slow, and independent of the kernels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.parts import NOWHERE
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import DEPOT, visits_in

NO_WAITS: Final[Mapping[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Drive:
    """What a duty does: the start of each stop, the leg to it, the way home, and when all is done.

    `stops` are the visits and `DEPOT`, `missed` the positions of visits that begin after their last window.
    `leave`: the last second at which the duty can set out and be over as early as that. `work_s`: at visits
    and at the depot.
    """

    stops: tuple[int, ...]
    starts: tuple[int, ...]
    legs: tuple[int, ...]
    home_s: int
    finish: int
    missed: tuple[int, ...]
    leave: int
    work_s: int
    demand: int

    @property
    def visits(self) -> tuple[int, ...]:
        return visits_in(self.stops)

    @property
    def served(self) -> Iterator[tuple[int, int]]:
        """Each visit and its start."""
        pairs = zip(self.stops, self.starts, strict=True)
        return ((visit, start) for visit, start in pairs if visit != DEPOT)

    @property
    def travel_s(self) -> int:
        return sum(self.legs) + self.home_s

    @property
    def booked_s(self) -> int:
        return self.work_s + self.travel_s


def drive(
    problem: PlanProblem,
    duty: int,
    stops: Sequence[int],
    windows: tuple[Ints, Ints] | None = None,
    waits: Mapping[int, int] = NO_WAITS,
) -> Drive:
    """Drive to the stops in this order, each as early as it can start.

    Parameters
    ----------
    problem, duty, stops
        Whose day, and what it holds: visits and `DEPOT`.
    windows : pair of (n, k) int, optional
        First and last starts to go by instead of those of the visits, such as `Bounds.windows`.
    waits
        Seconds before which some visits do not begin.
    """
    opens, closes = (problem.visits.opens, problem.visits.closes) if windows is None else windows
    pauses, clock = breaks_of(problem, duty), int(problem.duties.start[duty])
    legs = legs_of(problem, duty, stops)
    starts, missed = [], []
    for position, (stop, leg) in enumerate(zip(stops, legs, strict=False)):
        arrival = max(arrive(clock, leg, pauses), waits.get(stop, 0))
        begin = first_start(problem, stop, arrival, (opens, closes, pauses))
        if begin is None:
            missed.append(position)
            least = int(opens[stop, last_window(problem, stop)])
            begin = _past_breaks(max(arrival, least), seconds_at(problem, stop), pauses)
        starts.append(begin)
        clock = begin + seconds_at(problem, stop)
    return driven(problem, duty, (tuple(stops), tuple(starts)), (opens, closes), tuple(missed))


def driven(
    problem: PlanProblem,
    duty: int,
    when: tuple[tuple[int, ...], tuple[int, ...]],
    windows: tuple[Ints, Ints],
    missed: tuple[int, ...] = (),
) -> Drive:
    """What a duty does when its stops begin at given seconds, whether they can or not."""
    (stops, starts), pauses = when, breaks_of(problem, duty)
    *legs, home_s = legs_of(problem, duty, stops)
    done = starts[-1] + seconds_at(problem, stops[-1]) if stops else int(problem.duties.start[duty])
    finish, held = arrive(done, home_s, pauses), list(visits_in(stops))
    return Drive(
        stops=stops,
        starts=starts,
        legs=tuple(legs),
        home_s=home_s,
        finish=finish,
        missed=missed,
        leave=_latest_leave(problem, when, (*legs, home_s), finish, (*windows, pauses)),
        work_s=sum(seconds_at(problem, stop) for stop in stops),
        demand=int(problem.visits.demand[held].sum()),
    )


def seconds_at(problem: PlanProblem, stop: int) -> int:
    """How long a stop takes."""
    if stop == DEPOT:
        assert problem.supplies is not None
        return problem.supplies.stop_s
    return int(problem.visits.duration[stop])


def legs_of(problem: PlanProblem, duty: int, stops: Sequence[int]) -> list[int]:
    """Seconds to each stop from the one before, and last the way home; nobody goes home from nowhere."""
    table = problem.travel[problem.crew.mode[problem.duties.worker[duty]]]
    places = [int(problem.duties.start_place[duty])]
    for stop in stops:
        depot = NOWHERE if problem.supplies is None else problem.supplies.depot
        places.append(depot if stop == DEPOT else int(problem.visits.place[stop]))
    end_place = int(problem.duties.end_place[duty])
    home_s = int(table[places[-1], end_place]) if stops and end_place != NOWHERE else 0
    return [*(int(table[a, b]) for a, b in pairwise(places)), home_s]


def _latest_leave(
    problem: PlanProblem,
    when: tuple[tuple[int, ...], tuple[int, ...]],
    legs: tuple[int, ...],
    finish: int,
    bounds: tuple[Ints, Ints, "Pauses"],
) -> int:
    """Back from the end: until when each stop can begin and the first way be set out on."""
    by, (stops, starts) = finish, when
    for stop, start, leg in zip(reversed(stops), reversed(starts), reversed(legs[1:]), strict=True):
        latest = leave_by(by, leg, bounds[2]) - seconds_at(problem, stop)
        is_tied = stop != DEPOT and problem.visits.partner[stop] >= 0
        by = start if is_tied else max(start, last_start(problem, stop, latest, bounds))
    return leave_by(by, legs[0], bounds[2]) if stops else finish


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


def leave_by(clock: int, leg: int, pauses: Pauses) -> int:
    """Until when a drive of `leg` seconds may begin that must be over at `clock`."""
    left = leg
    for start, end in reversed(pauses):
        if start >= clock:
            continue
        if clock - left >= end:
            break
        left -= max(0, clock - end)
        clock = start
    return clock - left


def first_start(problem: PlanProblem, stop: int, clock: int, bounds: tuple[Ints, Ints, Pauses]) -> int | None:
    """The first second from `clock` on at which work may start, clear of breaks; None if there is none."""
    first, final, pauses = bounds
    duration = seconds_at(problem, stop)
    if stop == DEPOT:
        return _past_breaks(clock, duration, pauses)
    for opens, closes in zip(first[stop].tolist(), final[stop].tolist(), strict=True):
        begin = _past_breaks(max(clock, opens), duration, pauses)
        if opens <= closes and begin <= closes:
            return begin
    return None


def last_start(problem: PlanProblem, stop: int, clock: int, bounds: tuple[Ints, Ints, Pauses]) -> int:
    """The last second until `clock` at which work may start; -1 if there is none."""
    first, final, pauses = bounds
    duration = seconds_at(problem, stop)
    windows = [(0, clock)] if stop == DEPOT else zip(first[stop].tolist(), final[stop].tolist(), strict=True)
    for opens, closes in reversed(list(windows)):
        begin = min(clock, closes)
        for start, end in reversed(pauses):
            if begin < end and begin + duration > start:
                begin = start - duration
        if opens <= begin <= closes:
            return int(begin)
    return -1


def last_window(problem: PlanProblem, visit: int) -> int:
    """Number of the last window that exists; 0 when none does."""
    exists = np.flatnonzero(problem.visits.closes[visit] >= problem.visits.opens[visit])
    return int(exists[-1]) if exists.size else 0


def _past_breaks(begin: int, duration: int, pauses: Pauses) -> int:
    for start, end in pauses:
        if begin < end and begin + duration > start:
            begin = end
    return begin
