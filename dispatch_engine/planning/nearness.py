"""Which visits and duties are near a visit: the places that the search tries first."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.kernels.arrays import NEVER, Longs, Shorts
from dispatch_engine.planning.kernels.neighbours import list_neighbours
from dispatch_engine.planning.problem import PlanProblem

NEAR: Final = 24
AROUND: Final = 120
HOMES: Final = 10
FAR: Final = np.iinfo(np.int64).max
"""Marks what is not to be listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """`near` (n, K): visits that may stand next to one. `around` (n, A): visits close by. -1 fills up."""

    near: Shorts
    around: Shorts


def lists_of(problem: PlanProblem, travel: Shorts) -> Lists:
    """Neighbours of all visits, by the mean over the travel modes."""
    visits = problem.visits
    exists = visits.closes >= visits.opens
    closes = np.where(exists, visits.closes, -1).max(axis=1, initial=-1)
    near, around = _no_list(len(visits), NEAR), _no_list(len(visits), AROUND)
    list_neighbours(travel, np.stack([visits.opens[:, 0], closes, visits.duration]), *near, *around)
    return Lists(near[0], around[0])


def _no_list(visits: int, most: int) -> tuple[Shorts, Longs]:
    """Empty lists and their keys."""
    shape = (visits, max(1, min(most, visits)))
    return np.full(shape, -1, dtype=np.int32), np.full(shape, NEVER, dtype=np.int64)


def nearest(way: Ints, most: int) -> Shorts:
    """For each row the columns with the least values, at most `most`, least first; `FAR` ones left out."""
    rows, columns = way.shape
    wanted = min(most, columns)
    if not rows or not wanted:
        return np.full((rows, 1), -1, dtype=np.int32)
    some = np.argpartition(way, wanted - 1, axis=1)[:, :wanted] if wanted < columns else np.arange(columns)
    some = np.sort(np.broadcast_to(some, (rows, wanted)), axis=1)
    values = np.take_along_axis(way, some, axis=1)
    order = np.argsort(values, axis=1, kind="stable")
    listed = np.where(
        np.take_along_axis(values, order, axis=1) == FAR, -1, np.take_along_axis(some, order, axis=1)
    )
    return np.ascontiguousarray(listed, dtype=np.int32)
