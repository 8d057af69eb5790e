"""Which visits and duties are near a visit: the places that the search tries first."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.kernels.arrays import Shorts
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
    n = len(problem.visits)
    table = travel[:, :n, :n].sum(axis=0, dtype=np.int64) // travel.shape[0]
    follows = _following(problem, table, travel[:, :n, :n].min(axis=0))
    both = np.minimum(follows, follows.T)
    way = np.minimum(table, table.T)
    np.fill_diagonal(both, FAR)
    np.fill_diagonal(way, FAR)
    return Lists(nearest(both, NEAR), nearest(way, AROUND))


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


def _following(problem: PlanProblem, table: Ints, shortest: Ints) -> Ints:
    """(n, n): how near visit j is behind visit i: travel and a fifth of the wait; `FAR` if it cannot be."""
    visits = problem.visits
    exists = visits.closes >= visits.opens
    opens, closes = visits.opens[:, 0], np.where(exists, visits.closes, -1).max(axis=1, initial=-1)
    earliest = (opens + visits.duration)[:, None] + shortest
    latest = (closes + visits.duration)[:, None] + table
    near: Ints = opens[None, :] - latest
    # In place: at 1,000 visits each table more is 8 MB of fresh memory.
    np.maximum(near, 0, out=near)
    near //= 5
    near += table
    near[earliest > closes[None, :]] = FAR
    return near
