"""The contenders: each gets a problem, seconds and a seed, and answers with routes. One thread each.

Only problems with one travel mode, one duty a worker and one window a visit are handed to peers.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import numpy as np
import pyvrp
import vroom
from pyvrp.stop import MaxRuntime

from dispatch_engine import NO_CAP, Limits, PlanProblem, plan
from dispatch_engine.arrays import Ints

Routes = list[list[int]]
Contender = Callable[[PlanProblem, float, int], Routes]
EXPLORATION: Final = 5


def ours(problem: PlanProblem, time_s: float, seed: int) -> Routes:
    return [list(route) for route in plan(problem, Limits(time_s=time_s), seed=seed).routes]


def by_vroom(problem: PlanProblem, time_s: float, seed: int) -> Routes:
    """pyvroom at exploration level 5; it has no seed, and ends by itself when it finds nothing more."""
    asked = vroom.Input()
    asked.set_durations_matrix(profile="car", matrix_input=problem.travel[0].astype(np.uint32))
    visits, duties, shifts = problem.visits, problem.duties, problem.limits_of_shifts
    loads = bool(visits.demand.any())
    able = problem.able
    for visit in range(len(visits)):
        asked.add_job(
            vroom.Job(
                visit,
                location=int(visits.place[visit]),
                default_service=int(visits.duration[visit]),
                delivery=[int(visits.demand[visit])] if loads else [],
                skills=set() if able[visit].all() else {visit},
                time_windows=[vroom.TimeWindow(int(visits.opens[visit, 0]), int(visits.closes[visit, 0]))],
            )
        )
    for duty, worker in enumerate(duties.worker.tolist()):
        cap = int(shifts.most_visits[duty])
        asked.add_vehicle(
            vroom.Vehicle(
                duty,
                start=int(duties.start_place[duty]),
                end=int(duties.end_place[duty]),
                capacity=[int(shifts.capacity[duty])] if loads else [],
                skills=set(np.flatnonzero(able[:, worker]).tolist()),
                time_window=vroom.TimeWindow(int(duties.start[duty]), int(duties.end[duty])),
                max_tasks=cap if cap < NO_CAP else len(visits),
            )
        )
    answer = asked.solve(exploration_level=EXPLORATION, nb_threads=1, timeout=timedelta(seconds=time_s))
    routes: Routes = [[] for _ in range(len(duties))]
    steps = answer.routes
    for duty, kind, visit in zip(steps["vehicle_id"], steps["type"], steps["id"], strict=True):
        if kind == "job":
            routes[int(duty)].append(int(visit))
    return routes


def by_pyvrp(problem: PlanProblem, time_s: float, seed: int) -> Routes:
    """PyVRP; who may not take a visit is said by a load that such a vehicle cannot carry, one for each set of
    able workers; a cap on visits is one load more."""
    visits, duties, shifts = problem.visits, problem.duties, problem.limits_of_shifts
    kinds, inverse = np.unique(problem.able, axis=0, return_inverse=True)
    kind_of = inverse.reshape(-1)
    room = np.where(kinds[:, duties.worker], len(visits), 0)
    cap = np.minimum(np.stack([shifts.capacity, shifts.most_visits]), 2**40)
    equal = _equal_duties(problem, np.concatenate([cap, room]))
    loads = np.stack([visits.demand, np.ones(len(visits), dtype=np.int64)])
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(problem.travel.shape[1])],
        clients=[
            pyvrp.Client(
                location=int(visits.place[v]),
                delivery=[*loads[:, v].tolist(), *(int(kind == kind_of[v]) for kind in range(len(kinds)))],
                service_duration=int(visits.duration[v]),
                tw_early=int(visits.opens[v, 0]),
                tw_late=int(visits.closes[v, 0]),
                prize=int(visits.prize[v]) if not problem.prize_first else 4 * int(problem.travel.max()),
                required=False,
            )
            for v in range(len(visits))
        ],
        depots=[pyvrp.Depot(int(place)) for place in duties.start_place],
        vehicle_types=[
            pyvrp.VehicleType(
                num_available=len(same),
                capacity=[*cap[:, same[0]].tolist(), *room[:, same[0]].tolist()],
                start_depot=same[0],
                end_depot=same[0],
                tw_early=int(duties.start[same[0]]),
                tw_late=int(duties.end[same[0]]),
            )
            for same in equal
        ],
        distance_matrices=[problem.travel[0]],
        duration_matrices=[problem.travel[0]],
    )
    found = pyvrp.solve(data, stop=MaxRuntime(time_s), seed=seed, collect_stats=False, display=False)
    routes: Routes = [[] for _ in range(len(duties))]
    if found.best.is_feasible():
        for route in found.best.routes():
            routes[equal[route.vehicle_type()].pop()] = [stop.idx for stop in route if stop.is_client()]
    return routes


def _equal_duties(problem: PlanProblem, loads: Ints) -> list[list[int]]:
    """Duties that are the same vehicle to PyVRP: it does better when it is told so."""
    duties = problem.duties
    table = np.concatenate([np.stack([duties.start_place, duties.start, duties.end]), loads])
    groups: dict[bytes, list[int]] = {}
    for duty in range(len(duties)):
        groups.setdefault(table[:, duty].tobytes(), []).append(duty)
    return list(groups.values())


PEERS: Final[Mapping[str, Contender]] = {"ours": ours, "VROOM": by_vroom, "PyVRP": by_pyvrp}
