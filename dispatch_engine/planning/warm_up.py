"""Compiling the kernels before anybody waits for them."""

from pathlib import Path
from time import perf_counter

import numpy as np

from dispatch_engine.limits import Limits
from dispatch_engine.planning.explaining import explain_plan
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits
from dispatch_engine.planning.planner import plan
from dispatch_engine.planning.problem import PlanProblem


def warm_up() -> float:
    """Compile every kernel, or load what is compiled already.

    Returns
    -------
    float
        Seconds it took: minutes of a busy core the first time, about a second after that.
    """
    began = perf_counter()
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
    return perf_counter() - began


def kernel_cache() -> Path:
    """The folder that compiled kernels are kept in."""
    from dispatch_engine.planning.compiled import cache_folder

    return cache_folder()
