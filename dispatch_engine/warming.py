"""Compiling all kernels before anybody waits for them; and where they lie."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from os import cpu_count
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
from numba.core.caching import UserProvidedCacheLocator

from dispatch_engine import kernels
from dispatch_engine.bundles.solving import match_bundles
from dispatch_engine.market import kernels as market_kernels
from dispatch_engine.market.warm_up import warm_up_market
from dispatch_engine.planning.compiled import PLANNING, cache_folder
from dispatch_engine.planning.warm_up import warm_up_planning
from dispatch_engine.timelines import Spans, Stops, TimelineProblem, Visits
from dispatch_engine.travel import TableTravel

TIMELINES: Final = Path(kernels.__file__).parent
MARKET: Final = Path(market_kernels.__file__).parent


@dataclass(frozen=True, slots=True)
class KernelCache:
    """One folder of compiled kernels. It is warm when machine code of each of its entries lies there."""

    folder: Path
    is_warm: bool
    size_bytes: int


def warm_up_timelines() -> None:
    """Call every kernel of timelines and bundles once."""
    zero, one = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    match_bundles(
        TimelineProblem(
            visits=Visits(opens=zero, closes=one, duration=one, skill=zero, level=one, penalty=one),
            spans=Spans(zero, zero, one * 9, zero, zero, one * 9, one),
            stops=Stops(*[nothing] * 6),
            level=np.ones((1, 1), dtype=np.int64),
            travel=TableTravel([[0]], [[0]], [[0]]),
        )
    )


PARTS: Final = (warm_up_planning, warm_up_market, warm_up_timelines)
"""Each compiles a folder of kernels; the one that takes longest comes first."""


def warm_up() -> float:
    """Compile every kernel, or load what is compiled already.

    Returns
    -------
    float
        Seconds it took: some minutes of one core the first time, a few seconds after that.
    """
    began = perf_counter()
    for part in PARTS:
        part()
    return perf_counter() - began


def warm_up_at_once() -> float:
    """The same in a process for each part, as many at a time as there are cores. Answers as `warm_up`."""
    began = perf_counter()
    with ProcessPoolExecutor(min(len(PARTS), cpu_count() or 1)) as pool:
        for one in [pool.submit(part) for part in PARTS]:
            one.result()
    return perf_counter() - began


def kernel_caches() -> tuple[KernelCache, ...]:
    """What lies compiled of this very text, without compiling anything."""
    return tuple(_cache_of(folder) for folder in (PLANNING, MARKET, TIMELINES))


def _cache_of(source: Path) -> KernelCache:
    """numba takes code only where the text lies where it was compiled; the folder knows the text itself.

    When the files were written does not matter to it: a checkout of the same text takes what lies there.
    """
    folder = cache_folder(source) / UserProvidedCacheLocator.get_suitable_cache_subpath(
        str(source / "__init__.py")
    )
    files = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    compiled = {file.name.split(".")[1].rpartition("-")[0] for file in files if file.suffix == ".nbc"}
    return KernelCache(folder, entries_of(source) <= compiled, sum(file.stat().st_size for file in files))


def entries_of(source: Path) -> set[str]:
    """Names of the functions that Python calls: those behind `@entry`."""
    found = set()
    for file in source.glob("*.py"):
        lines = file.read_text().splitlines()
        found |= {
            after.removeprefix("def ").partition("(")[0]
            for line, after in pairwise(lines)
            if line == "@entry"
        }
    return found
