"""When a worker drops out: a new plan that serves as much as possible and moves few promises."""

from dataclasses import replace

import numpy as np

from dispatch_engine.errors import ProblemError
from dispatch_engine.limits import Limits
from dispatch_engine.planning.parts import Committed
from dispatch_engine.planning.planner import DEFAULT_LIMITS, Plan, plan, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import DEPOT, visits_in


def after_drop_out(problem: PlanProblem, found: Plan, worker: int) -> PlanProblem:
    """The problem once a plan is promised and one worker takes nothing more.

    Parameters
    ----------
    problem, found
        The plan as it stands; its routes become the promises, the locks stay.
    worker
        Who drops out. Their visits are nobody's promise any more, nor are the halves that others would do
        with them; the ones that were locked are free too.

    Raises
    ------
    ProblemError
        When there is no such worker, or a visit is fixed to them: nobody else may take it.
    """
    if not 0 <= worker < len(problem.crew):
        raise ProblemError(f"there is no worker {worker}")
    gone = problem.duties.worker == worker
    lost = {int(problem.visits.partner[v]) for d in np.flatnonzero(gone) for v in visits_in(found.routes[d])}
    routes, locked = [], []
    for duty, (route, first) in enumerate(zip(found.routes, problem.committed.locked, strict=True)):
        kept = [stop for stop in route if stop == DEPOT or stop not in lost]
        routes.append([] if gone[duty] else kept)
        locked.append(0 if gone[duty] else sum(stop == DEPOT or stop not in lost for stop in route[:first]))
    allowed = np.ones((len(problem.visits), len(problem.crew)), dtype=np.bool_)
    if problem.crew.allowed is not None:
        allowed = problem.crew.allowed.copy()
    allowed[:, worker] = False
    crew = replace(problem.crew, allowed=allowed)
    return replace(problem, crew=crew, committed=Committed.of(routes, locked))


def replan(problem: PlanProblem, limits: Limits = DEFAULT_LIMITS, seed: int = 0) -> Plan:
    """Plan from the promises at `PlanWeights.moved` each, but never serve less for their sake.

    A third of the limits goes into a search from the promised routes. Another third goes into one from
    nothing but the locks, for which moving is free: it tells what can be served. The last third continues
    from the plan that loses less prize, with the price on moves.

    Parameters
    ----------
    problem
        With promises, such as from `after_drop_out`.
    limits, seed
        As for `plan`.

    Returns
    -------
    Plan
        The best of the three by prize lost, then cost, the price of moved promises included.
    """
    third = _third(limits)
    kept = plan(problem, third, seed)
    stuck = [
        route[:first] for route, first in zip(problem.committed.routes, problem.committed.locked, strict=True)
    ]
    free = replace(problem, weights=replace(problem.weights, moved=0))
    searched = plan(free, third, seed, start=stuck)
    fresh = plan_of(problem, searched.routes)
    first = min((kept, fresh), key=lambda one: _rank(problem, one))
    last = plan(problem, third, seed + 1, start=first.routes)
    best = min((first, last), key=lambda one: _rank(problem, one))
    runs = (kept, searched, last)
    return replace(
        best, iterations=sum(one.iterations for one in runs), was_cut=any(one.was_cut for one in runs)
    )


def moves(problem: PlanProblem, found: Plan) -> int:
    """How many promised visits another worker does, or nobody."""
    worker_of = np.full(len(problem.visits), -1, dtype=np.int64)
    for duty, route in enumerate(found.routes):
        worker_of[list(visits_in(route))] = problem.duties.worker[duty]
    return int(((problem.holder >= 0) & (worker_of != problem.holder)).sum())


def _rank(problem: PlanProblem, found: Plan) -> tuple[int, int]:
    return (found.lost, found.cost) if problem.prize_first else (found.lost + found.cost, 0)


def _third(limits: Limits) -> Limits:
    return Limits(
        time_s=None if limits.time_s is None else limits.time_s / 3,
        work=None if limits.work is None else limits.work // 3,
        stop=limits.stop,
    )
