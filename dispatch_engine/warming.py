"""Compiling all kernels, of plans and of timelines, before anybody waits for them; and where they lie."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import numpy as np

from dispatch_engine import kernels
from dispatch_engine.bundles.solving import match_bundles
from dispatch_engine.planning.compiled import PLANNING, cache_folder
from dispatch_engine.planning.warm_up import warm_up as warm_up_planning
from dispatch_engine.timelines import Spans, Stops, TimelineProblem, Visits
from dispatch_engine.travel import TableTravel

TIMELINES = Path(kernels.__file__).parent


@dataclass(frozen=True, slots=True)
class KernelCache:
    """One folder of compiled kernels. It is warm when machine code of each of its entries lies there."""

    folder: Path
    is_warm: bool
    size_bytes: int


def warm_up() -> float:
    """Compile every kernel, or load what is compiled already.

    Returns
    -------
    float
        Seconds it took: about a minute of one core the first time, a second or two after that.
    """
    began = perf_counter()
    warm_up_planning()
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
    return perf_counter() - began


def kernel_caches() -> tuple[KernelCache, ...]:
    """What lies compiled of this very text, without compiling anything."""
    return tuple(_cache_of(folder) for folder in (PLANNING, TIMELINES))


def _cache_of(source: Path) -> KernelCache:
    folder = cache_folder(source)
    files = [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
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
