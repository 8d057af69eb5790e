"""Compiling the kernels before anybody waits for them."""

from pathlib import Path
from time import perf_counter

import numpy as np

from dispatch_engine.limits import Limits
from dispatch_engine.planning.compiled import cache_base
from dispatch_engine.planning.explaining import explain_plan
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits
from dispatch_engine.planning.planner import plan
from dispatch_engine.planning.problem import PlanProblem


def warm_up() -> float:
    """Compile every kernel, or load what is compiled already.

    Returns
    -------
    float
        Seconds it took: most of a minute of one core the first time, under a second after that.
    """
    began = perf_counter()
    zero, one = np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64)
    problem = PlanProblem(
        visits=PlanVisits(place=zero, opens=zero, closes=one, duration=one, prize=one),
        duties=Duties(worker=zero[:1], start=zero[:1], end=one[:1], start_place=zero[:1]),
        crew=Crew(mode=zero[:1]),
        travel=np.zeros((1, 1), dtype=np.int64),
    )
    explain_plan(problem, plan(problem, Limits(work=1)))
    return perf_counter() - began


def kernel_cache() -> Path:
    """The folder that compiled kernels are kept in."""
    return cache_base()
