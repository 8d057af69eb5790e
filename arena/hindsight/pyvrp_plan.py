"""The day planned by PyVRP: as many visits as possible, then the fewest metres.

PyVRP knows neither skills nor a speed of work. So each worker has matrices of their own: the way out of a
visit takes the work there as well as the road, the ways to and from a visit that they cannot do last until
all windows are closed, the only depot is their own home, and the way back to it is free. That is 16 bytes x
W x (V + 1)^2, some 90 MB for 60 workers and 300 visits. (With the ways from it long too, visits that no
worker shares are no neighbours, and the search does not try them side by side.)

From nothing it mostly serves fewer than VROOM, and going on from VROOM's plan it mostly improves that
(benchmarks/hindsight).
"""

from time import thread_time
from typing import TYPE_CHECKING, Final

import numpy as np

from arena.hindsight.plan import HindsightUnavailable, Plan, not_installed, sequences_of, timed_plan
from arena.hindsight.problem import Ints, Problem, Worker

if TYPE_CHECKING:
    from pyvrp import ProblemData, Solution, SolveParams, VehicleType

MOST_BYTES: Final = 2 * 2**30


def pyvrp_plan(problem: Problem, seconds: float, seed: int, start: Plan | None = None) -> Plan:
    """`seconds` of processor time on one thread, from the plan `start` or else from a random one.

    Not of the clock, so that neighbours on the machine do not decide how good the plan is.

    Raises `HindsightUnavailable` without PyVRP, and for a day whose matrices exceed `MOST_BYTES`.
    """
    try:
        from pyvrp import solve
    except ImportError as missing:
        raise not_installed("PyVRP") from missing
    if not problem.visits or not problem.stints:
        return timed_plan(problem, {})
    size = 16 * len(problem.workers) * (len(problem.visits) + 1) ** 2
    if size > MOST_BYTES:
        raise HindsightUnavailable(f"PyVRP would need {size / 2**30:.1f} GiB for the matrices of this day.")
    data = _data(problem)
    ends_s = thread_time() + seconds
    found = solve(
        data,
        lambda _cost: thread_time() > ends_s,
        seed=seed,
        collect_stats=False,
        display=False,
        params=_settings(),
        initial_solution=_solution(data, problem, start) if start else None,
    )
    return timed_plan(problem, _sequences(found.best) if found.best.is_feasible() else {})


def _settings() -> "SolveParams":
    """The best of a few tried on days of 300 wishes (benchmarks/hindsight), not the fruit of a tuning."""
    from pyvrp import IteratedLocalSearchParams, SolveParams
    from pyvrp.search import NeighbourhoodParams, PerturbationParams

    return SolveParams(
        ils=IteratedLocalSearchParams(history_length=50),
        neighbourhood=NeighbourhoodParams(num_neighbours=100),
        perturbation=PerturbationParams(max_perturbations=10),
    )


def _solution(data: "ProblemData", problem: Problem, start: Plan) -> "Solution":
    from pyvrp import Route, Solution

    return Solution(data, [Route(data, visits, at) for at, visits in sequences_of(problem, start).items()])


def _sequences(solution: "Solution") -> dict[int, list[int]]:
    return {
        int(route.vehicle_type()): [int(step.idx) for step in route if step.is_client()]
        for route in solution.routes()
    }


def _data(problem: Problem) -> "ProblemData":
    from pyvrp import Client, Depot, Location, ProblemData

    prize = _prize(problem)
    matrices = [_matrices(problem, at, worker, prize) for at, worker in enumerate(problem.workers)]
    return ProblemData(
        locations=[Location(0, 0) for _ in range(len(problem.visits) + 1)],
        clients=[
            Client(
                location=1 + at,
                tw_early=max(0, visit.opens_s),
                tw_late=visit.closes_s - 1,
                prize=prize,
                required=False,
            )
            for at, visit in enumerate(problem.visits)
        ],
        depots=[Depot(location=0)],
        vehicle_types=_vehicle_types(problem),
        distance_matrices=[metres for _, metres in matrices],
        duration_matrices=[seconds for seconds, _ in matrices],
    )


def _vehicle_types(problem: Problem) -> "list[VehicleType]":
    from pyvrp import VehicleType

    return [
        VehicleType(tw_early=stint.start_s, tw_late=stint.end_s, profile=stint.worker)
        for stint in problem.stints
    ]


def _prize(problem: Problem) -> int:
    """Of one visit, in metres: more than leaving it out saves, even where others then find shorter ways.

    Not more than that, since a search that never dares to drop a visit improves less.
    """
    return 8 * max(int(ways.metres.max()) for ways in problem.ways.values()) + 1


def _matrices(problem: Problem, at: int, worker: Worker, prize: int) -> tuple[Ints, Ints]:
    """(seconds, metres) of one worker, shapes (V + 1, V + 1): place 0 is home, then the visits."""
    ways, count = problem.ways_of(at), len(problem.visits)
    places = np.array([problem.home_of(at), *range(count)])
    seconds, metres = ways.seconds[np.ix_(places, places)], ways.metres[np.ix_(places, places)]
    seconds[:, 0] = metres[:, 0] = 0
    seconds[1:] += np.array([worker.work_s(visit) for visit in problem.visits])[:, None]
    barred = 1 + np.flatnonzero([not worker.can_do(visit) for visit in problem.visits])
    seconds[:, barred] = seconds[barred, 1:] = max(visit.closes_s for visit in problem.visits)
    metres[:, barred] = metres[barred, 1:] = prize
    np.fill_diagonal(seconds, 0)
    np.fill_diagonal(metres, 0)
    return seconds, metres
