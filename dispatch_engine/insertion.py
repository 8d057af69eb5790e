"""Cheapest insertion of many visits into many timelines, by forward slack, over arrays.

For each span: the earliest start of every stop from the front, and from the back the latest start that
keeps it and all behind it in time (Savelsbergh, The vehicle routing problem with time windows: minimizing
route duration, 1992). A stop that is late already may not become later. Trying a visit at a place then
takes a constant number of operations.
"""

from dataclasses import dataclass, replace

import numpy as np

from dispatch_engine.arrays import Flags, Ints, starts_of
from dispatch_engine.candidates import Candidates, candidates_of
from dispatch_engine.errors import CutShort
from dispatch_engine.kernels.trying import ROWS
from dispatch_engine.limits import Watch
from dispatch_engine.pairs import PairProblem
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.travel import Travel
from dispatch_engine.trials import Judge
from dispatch_engine.verdicts import Verdict

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class PairTable:
    """Every candidate pair judged; the arrays run over the candidates, sorted by visit, then worker.

    Attributes
    ----------
    visit, worker : (c,) int
    verdict : (c,) int
        `Verdict` of the best place.
    short : (c,) int
        By how many seconds the best place fails; 0 where it fits or seconds are not the matter.
    slot : (c,) int
        Best place, an index into `Slots`; -1 where no free time meets the window.
    start, extra, waiting, load : (c,) int
        Start second, added travel, seconds after `opens`, load of the span; only where it fits.
    refused : (n, 10) int
        Workers lost to each `Verdict`, candidates included.
    is_complete
        False when a limit cut the evaluation short; the pairs not reached are missing.
    is_exact : (c,) bool
        False where only a lower bound of travel was asked for (`RoadOracle`): the pair costs at least this,
        and fails by at least so much.
    """

    visit: Ints
    worker: Ints
    verdict: Ints
    short: Ints
    slot: Ints
    start: Ints
    extra: Ints
    waiting: Ints
    load: Ints
    refused: Ints
    is_complete: bool
    is_exact: Flags


def judge_pairs(
    problem: TimelineProblem, slots: Slots, watch: Watch, bound: Travel | None = None
) -> PairTable:
    """Judge every candidate pair of visit and worker.

    Parameters
    ----------
    problem
        The timelines.
    slots
        The places in them, from `slots_of`.
    watch
        Charged with one unit for each place tried.
    bound
        Lower bounds to judge by instead of the problem's own travel.
    """
    candidates, tried = candidates_of(problem), Judge(problem, slots)
    ends = starts_of(tried.counts(candidates.worker))
    parts: list[Ints] = []
    low, is_complete = 0, True
    while low < candidates.visit.size:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + CHUNK, side="right")) - 1)
        try:
            watch.spend(int(ends[high] - ends[low]))
        except CutShort:
            is_complete = False
            break
        parts.append(tried(candidates.visit[low:high], candidates.worker[low:high], bound or problem.travel))
        low = high
    columns = np.concatenate(parts, axis=1) if parts else np.zeros((ROWS, 0), dtype=np.int64)
    return _table(candidates, low, columns, is_complete=is_complete, is_exact=bound is None)


def judged_again(problem: TimelineProblem, slots: Slots, table: PairTable, rows: Ints) -> PairTable:
    """The table with some pairs that fit by bounds judged by the problem's own travel."""
    visit, worker = table.visit[rows], table.worker[rows]
    found = Judge(problem, slots)(visit, worker, problem.travel)
    refused, is_exact = table.refused.copy(), table.is_exact.copy()
    misfit = found[0] != Verdict.FITS
    np.add.at(refused, (visit[misfit], found[0][misfit]), 1)
    is_exact[rows] = True
    names = ("verdict", "short", "slot", "start", "extra", "waiting", "load")
    columns = {name: getattr(table, name).copy() for name in names}
    for name, values in zip(names, found, strict=True):
        columns[name][rows] = values
    return replace(table, refused=refused, is_exact=is_exact, **columns)


def pair_problem(problem: TimelineProblem, table: PairTable) -> PairProblem:
    """The assignment problem over the pairs that fit: one new visit a worker, costs by term."""
    fits = table.verdict == Verdict.FITS
    visit, worker, weights = table.visit[fits], table.worker[fits], problem.weights
    surplus = problem.level[worker, problem.visits.skill[visit]] - problem.visits.level[visit]
    return PairProblem(
        penalty=problem.visits.penalty,
        capacity=np.ones(problem.workers, dtype=np.int64),
        pair_order=visit,
        pair_worker=worker,
        terms={
            "travel": weights.travel * table.extra[fits],
            "waiting": weights.waiting * table.waiting[fits],
            "skill": weights.skill * surplus,
            "load": weights.load * table.load[fits],
        },
        fixed=problem.fixed,
    )


def _table(
    candidates: Candidates, done: int, columns: Ints, *, is_complete: bool, is_exact: bool
) -> PairTable:
    visit, worker = candidates.visit[:done], candidates.worker[:done]
    verdict, short, slot, start, extra, waiting, load = columns
    refused = candidates.refused.copy()
    misfit = verdict != Verdict.FITS
    np.add.at(refused, (visit[misfit], verdict[misfit]), 1)
    known = np.full(visit.size, is_exact)
    rows = (visit, worker, verdict, short, slot, start, extra, waiting, load)
    return PairTable(*rows, refused, is_complete, known)
