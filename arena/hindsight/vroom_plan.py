"""The day planned by VROOM: as many visits as possible, then the fewest metres.

Each stint is a vehicle of its worker's skills and speed that starts at home and ends at its last visit.
VROOM prices by distance here and keeps time only as a constraint. It is deterministic but for its time limit,
which it may overrun, and takes no seed.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from arena.hindsight.plan import Plan, not_installed, timed_plan
from arena.hindsight.problem import Problem, Stint, Visit

if TYPE_CHECKING:
    from vroom import Job, Solution, Vehicle

THOROUGH: Final = 5  # the widest exploration it offers
Needs = Mapping[tuple[str, int], int]


def vroom_plan(problem: Problem, seconds: float, seed: int, start: Plan | None = None) -> Plan:
    """At most about `seconds` of the clock on one thread; `seed` and `start` change nothing.

    Raises `HindsightUnavailable` without VROOM.
    """
    try:
        from vroom import Input
    except ImportError as missing:
        raise not_installed("VROOM (pyvroom)") from missing
    if not problem.visits or not problem.stints:
        return timed_plan(problem, {})
    needs = {need: at for at, need in enumerate(sorted({(v.skill, v.min_level) for v in problem.visits}))}
    day = Input()
    for mode, ways in problem.ways.items():
        day.set_durations_matrix(profile=mode, matrix_input=ways.seconds)
        day.set_costs_matrix(profile=mode, matrix_input=ways.metres)
    day.add_vehicle([_vehicle(problem, at, stint, needs) for at, stint in enumerate(problem.stints)])
    day.add_job([_job(problem, at, visit, needs) for at, visit in enumerate(problem.visits)])
    solution = day.solve(THOROUGH, nb_threads=1, timeout=timedelta(seconds=seconds))
    return timed_plan(problem, _sequences(solution))


def _vehicle(problem: Problem, at: int, stint: Stint, needs: Needs) -> "Vehicle":
    from vroom import TimeWindow, Vehicle

    worker = problem.workers[stint.worker]
    held = {
        number
        for (skill, min_level), number in needs.items()
        if any(code == skill and level >= min_level for code, level in worker.skills)
    }
    return Vehicle(
        id=at,
        start=problem.home_of(stint.worker),
        profile=worker.mode,
        skills=held,
        time_window=TimeWindow(stint.start_s, stint.end_s),
        type=_pace(worker.speed),
    )


def _job(problem: Problem, at: int, visit: Visit, needs: Needs) -> "Job":
    from vroom import Job, TimeWindow

    return Job(
        id=at,
        location=at,
        skills={needs[visit.skill, visit.min_level]},
        time_windows=[TimeWindow(max(0, visit.opens_s), visit.closes_s - 1)],
        service_per_type={_pace(worker.speed): worker.work_s(visit) for worker in problem.workers},
    )


def _pace(speed: float) -> str:
    return repr(speed)


def _sequences(solution: "Solution") -> dict[int, list[int]]:
    steps = solution.routes
    jobs = steps[steps["type"] == "job"]
    sequences: dict[int, list[int]] = {}
    if jobs.empty:  # then the frame lacks the column of their ids
        return sequences
    for vehicle, job in zip(np.asarray(jobs["vehicle_id"]), np.asarray(jobs["id"]), strict=True):
        sequences.setdefault(int(vehicle), []).append(int(job))
    return sequences
