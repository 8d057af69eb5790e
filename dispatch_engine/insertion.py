"""Cheapest insertion of many visits into many timelines, by forward slack, over arrays.

For each span: the earliest start of every stop from the front, and from the back the latest start that
keeps it and all behind it in time (Savelsbergh, The vehicle routing problem with time windows: minimizing
route duration, 1992). A stop that is late already may not become later. Trying a visit at a place then
takes a constant number of operations.
"""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Flags, Ints, ramps, starts_of
from dispatch_engine.candidates import Candidates, candidates_of
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Watch
from dispatch_engine.pairs import PairProblem
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.verdicts import Verdict

CHUNK = 1 << 20
NEVER = 2**62


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


def judge_pairs(problem: TimelineProblem, slots: Slots, watch: Watch) -> PairTable:
    """Judge every candidate pair of visit and worker.

    Parameters
    ----------
    problem
        The timelines.
    slots
        The places in them, from `slots_of`.
    watch
        Charged with one unit for each place tried.
    """
    candidates = candidates_of(problem)
    places = slots.worker_start[candidates.worker + 1] - slots.worker_start[candidates.worker]
    ends = starts_of(places)
    parts: list[Ints] = []
    low, is_complete = 0, True
    while low < candidates.visit.size:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + CHUNK, side="right")) - 1)
        try:
            watch.spend(int(ends[high] - ends[low]))
        except CutShort:
            is_complete = False
            break
        parts.append(_judge(problem, slots, candidates, low, high))
        low = high
    columns = np.concatenate(parts, axis=1) if parts else np.zeros((7, 0), dtype=np.int64)
    return _table(candidates, low, columns, is_complete=is_complete)


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


def _judge(problem: TimelineProblem, slots: Slots, candidates: Candidates, low: int, high: int) -> Ints:
    """Rows verdict, short, slot, start, extra, waiting, load for the candidates [low, high)."""
    visit, worker = candidates.visit[low:high], candidates.worker[low:high]
    counts = slots.worker_start[worker + 1] - slots.worker_start[worker]
    v = np.repeat(visit, counts)
    s = np.repeat(slots.worker_start[worker], counts) + ramps(counts)
    start, extra, verdict, short = _try(problem, slots, v, s)
    waiting = start - problem.visits.opens[v]
    weights = problem.weights
    cost = weights.travel * extra + weights.waiting * waiting + weights.load * slots.load[s]
    fits = verdict == Verdict.FITS
    # Cheapest of those that fit; else one that only lacks room; else the fewest seconds short.
    rank = np.where(fits, 0, np.where(verdict == Verdict.NO_ROOM, 1, 2))
    rank[verdict == Verdict.NO_SPAN] = 3
    best = _first_least(np.where(fits, cost, short), rank, counts)
    answer = np.full((7, visit.size), -1, dtype=np.int64)
    answer[0], answer[1] = Verdict.NO_SPAN, 0
    some = counts > 0
    rows = (verdict, short, s, start, extra, waiting, slots.load[s])
    answer[:, some] = np.stack([row[best] for row in rows])
    missing = answer[0] == Verdict.NO_SPAN
    answer[1, missing], answer[2, missing] = 0, -1
    return answer


def _try(problem: TimelineProblem, slots: Slots, v: Ints, s: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Start, added travel, verdict and seconds short of each visit at each place."""
    visits, travel = problem.visits, problem.travel
    way = travel.to_visit(slots.anchor[s], v)
    start = np.maximum(visits.opens[v], slots.departure[s] + way)
    end = start + visits.duration[v]
    has_next = slots.next_anchor[s] >= 0
    onward = np.zeros_like(way)
    onward[has_next] = travel.from_visit(v[has_next], slots.next_anchor[s[has_next]])
    extra = way + onward - slots.next_leg[s]
    late = start - visits.closes[v]
    over = end - slots.span_end[s]
    push = np.where(has_next, end + onward - slots.next_latest[s], 0)
    verdict = np.full(v.size, int(Verdict.FITS), dtype=np.int64)
    short = np.zeros_like(start)
    has_room: Flags = (slots.spare_visits[s] > 0) & (visits.duration[v] + extra <= slots.spare_s[s])
    verdict[~has_room] = Verdict.NO_ROOM
    tight = np.maximum(over, push) > 0
    verdict[tight] = np.where(push >= over, Verdict.PUSHES_NEXT, Verdict.OVERRUNS)[tight]
    short[tight] = np.maximum(over, push)[tight]
    verdict[late > 0], short[late > 0] = Verdict.LATE, late[late > 0]
    meets = (slots.span_start[s] <= visits.closes[v]) & (visits.opens[v] < slots.span_end[s])
    verdict[~meets], short[~meets] = Verdict.NO_SPAN, 0
    return start, extra, verdict, short


def _first_least(key: Ints, rank: Ints, counts: Ints) -> Ints:
    """Index of the first entry with the least (rank, key) in each run that is not empty."""
    begins = starts_of(counts)[:-1][counts > 0]
    if not begins.size:
        return begins
    runs = np.repeat(np.arange(begins.size), counts[counts > 0])
    is_best = rank == np.minimum.reduceat(rank, begins)[runs]
    keyed = np.where(is_best, key, NEVER)
    is_best &= keyed == np.minimum.reduceat(keyed, begins)[runs]
    return np.minimum.reduceat(np.where(is_best, np.arange(key.size), key.size), begins)


def _table(candidates: Candidates, done: int, columns: Ints, *, is_complete: bool) -> PairTable:
    visit, worker = candidates.visit[:done], candidates.worker[:done]
    verdict, short, slot, start, extra, waiting, load = columns
    refused = candidates.refused.copy()
    misfit = verdict != Verdict.FITS
    np.add.at(refused, (visit[misfit], verdict[misfit]), 1)
    return PairTable(visit, worker, verdict, short, slot, start, extra, waiting, load, refused, is_complete)
