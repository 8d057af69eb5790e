"""When a worker drops out: a new plan that serves as much as possible and moves few promises."""

from dataclasses import replace
from time import monotonic

import numpy as np

from dispatch_engine.errors import ProblemError
from dispatch_engine.limits import Limits
from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.parts import Committed
from dispatch_engine.planning.planner import DEFAULT_LIMITS, Plan, plan_of
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

    One search starts from the promised routes at that price, another from nothing but the locks, for which
    moving is free: it tells what can be served. On days of up to 250 visits whose routes can be judged one
    by one (no shift of several duties, no visit of two workers) more searches go at prices in between, and
    OR-Tools combines the routes of all of them. A last search continues from the best plan found.

    Parameters
    ----------
    problem
        With promises, such as from `after_drop_out`.
    limits, seed
        As for `plan`, shared out among the searches.

    Returns
    -------
    Plan
        The best of all by prize lost, then cost, the price of moved promises included.

    Raises
    ------
    ProblemError
        When the seed is negative.
    """
    started = monotonic()
    if seed < 0:
        raise ProblemError(f"seed must not be negative, but is {seed}")
    bounds = bounds_of(problem)
    if not len(problem.visits) or not len(problem.duties):
        return plan_of(problem, ((),) * len(problem.duties), bounds)
    # numba takes 0.4 s to import, and who only matches does not need it.
    from dispatch_engine.planning.climbing import climb
    from dispatch_engine.planning.rungs import Rungs

    rungs = Rungs(problem, bounds, seed)
    asked = DEFAULT_LIMITS.work if limits.work is None and limits.time_s is None else limits.work
    climb(rungs, replace(limits, work=asked), started)
    assert rungs.best is not None
    return plan_of(problem, rungs.best.routes, bounds, rungs.iterations, was_cut=rungs.was_cut)


def moves(problem: PlanProblem, found: Plan) -> int:
    """How many promised visits another worker does, or nobody."""
    worker_of = np.full(len(problem.visits), -1, dtype=np.int64)
    for duty, route in enumerate(found.routes):
        worker_of[list(visits_in(route))] = problem.duties.worker[duty]
    return int(((problem.holder >= 0) & (worker_of != problem.holder)).sum())
