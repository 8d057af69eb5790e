"""Compiling the kernels of `plan`."""

import numpy as np

from dispatch_engine.limits import Limits
from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.explaining import explain_plan
from dispatch_engine.planning.kernels.probing import price_places
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits
from dispatch_engine.planning.planner import plan
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.search import Search


def warm_up_planning() -> None:
    """Call every kernel of `plan` once."""
    zero, one = np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64)
    problem = PlanProblem(
        visits=PlanVisits(
            place=zero, opens=zero, closes=one, duration=one, prize=one, partner=np.arange(2)[::-1]
        ),
        duties=Duties(worker=np.arange(2), start=zero, end=one, start_place=zero),
        crew=Crew(mode=zero),
        travel=np.zeros((1, 1), dtype=np.int64),
    )
    explain_plan(problem, plan(problem, Limits(work=1)))
    search = Search.begin(problem, bounds_of(problem), 0, problem.committed.routes)
    price_places(search.data, search.state, 0, np.zeros(search.state.rows.shape, dtype=np.int64))
