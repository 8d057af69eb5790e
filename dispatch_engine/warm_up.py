"""Compiling the kernels before anybody waits for them."""

from pathlib import Path
from time import perf_counter

from dispatch_engine.market.warm_up import warm_up_matching
from dispatch_engine.planning.compiled import cache_base
from dispatch_engine.planning.warm_up import warm_up_planning


def warm_up() -> float:
    """Compile every kernel, or load what is compiled already.

    Returns
    -------
    float
        Seconds it took: more than a minute of one core the first time, a few seconds after that.
    """
    began = perf_counter()
    warm_up_planning()
    warm_up_matching()
    return perf_counter() - began


def kernel_cache() -> Path:
    """The folder that compiled kernels are kept in."""
    return cache_base()
