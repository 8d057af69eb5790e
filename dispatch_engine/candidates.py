"""Which pairs are worth looking at: skill, radius, lists. Sparse: no table of all pairs is ever made."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.verdicts import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that pass every rule without a timeline, sorted by visit, then worker.

    Attributes
    ----------
    visit, worker : (c,) int
    refused : (n, 10) int
        How many workers each visit lost to each `Verdict`, counted once, by the first that applies.
    """

    visit: Ints
    worker: Ints
    refused: Ints


def candidates_of(problem: TimelineProblem) -> Candidates:
    """All pairs that pass skill, radius, forbidden pairs and the list of candidates."""
    n, m = len(problem.visits), problem.workers
    refused = np.zeros((n, len(Verdict)), dtype=np.int64)
    found = list(_able(problem, refused))
    empty = np.zeros(0, dtype=np.int64)
    keys = np.sort(np.concatenate([empty, *found]))
    keys = _drop(keys, _keys(problem.forbidden, m), refused, Verdict.FORBIDDEN, m)
    if problem.candidates is not None:
        listed = np.isin(keys, _keys(problem.candidates, m))
        _count(keys[~listed], refused, Verdict.NOT_A_CANDIDATE, m)
        keys = keys[listed]
    return Candidates(keys // max(m, 1), keys % max(m, 1), refused)


def _able(problem: TimelineProblem, refused: Ints) -> Iterator[Ints]:
    """Keys of pairs with the skill and within the radius, for each (skill, level) wanted."""
    visits, m = problem.visits, problem.workers
    wants = visits.skill * (2**32) + visits.level
    for want in np.unique(wants):
        mine = np.flatnonzero(wants == want)
        crew = np.flatnonzero(problem.level[:, int(want >> 32)] >= int(want & (2**32 - 1)))
        refused[mine, Verdict.NO_SKILL] = m - crew.size
        near = _near(problem, mine, crew)
        if near is None:
            yield (mine[:, None] * m + crew[None, :]).ravel()
            continue
        refused[mine, Verdict.TOO_FAR] = (
            crew.size - np.bincount(near // max(m, 1), minlength=len(visits))[mine]
        )
        yield near


def _near(problem: TimelineProblem, visits: Ints, crew: Ints) -> Ints | None:
    """Keys of the pairs within the radius of the worker, None when nobody has one."""
    if problem.place_xy is None or problem.radius is None:
        return None
    visit_xy, worker_xy = problem.place_xy
    if not crew.size:
        return np.zeros(0, dtype=np.int64)
    # Half a second of imports that a problem without radius, and the process that solves it, is spared.
    from scipy.spatial import KDTree

    tree = KDTree(visit_xy[visits])
    reach = problem.radius[crew]
    hits = tree.query_ball_point(worker_xy[crew], reach + 1.0)
    counts = np.array([len(hit) for hit in hits], dtype=np.int64)
    if not counts.sum():
        return np.zeros(0, dtype=np.int64)
    places = visits[np.fromiter(chain.from_iterable(hits), dtype=np.int64, count=int(counts.sum()))]
    people, reaches = np.repeat(crew, counts), np.repeat(reach, counts)
    offset = visit_xy[places] - worker_xy[people]
    inside: Flags = (offset * offset).sum(axis=1) <= reaches * reaches
    keys: Ints = places[inside] * problem.workers + people[inside]
    return keys


def _keys(pairs: Ints | None, workers: int) -> Ints:
    return np.zeros(0, dtype=np.int64) if pairs is None else pairs[:, 0] * workers + pairs[:, 1]


def _drop(keys: Ints, unwanted: Ints, refused: Ints, verdict: Verdict, workers: int) -> Ints:
    if not unwanted.size:
        return keys
    out = np.isin(keys, unwanted)
    _count(keys[out], refused, verdict, workers)
    return keys[~out]


def _count(keys: Ints, refused: Ints, verdict: Verdict, workers: int) -> None:
    refused[:, verdict] += np.bincount(keys // max(workers, 1), minlength=len(refused))
