"""A problem of timelines as the arrays of the kernel."""

from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints, starts_of
from dispatch_engine.errors import ProblemError
from dispatch_engine.insertion import PairTable
from dispatch_engine.kernels.days import Day
from dispatch_engine.laying import places_of, wants_of, weights_of
from dispatch_engine.planning.kernels.arrays import Shorts
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.travel import TravelAmong
from dispatch_engine.verdicts import Verdict

MOST_WAYS: Final = 10**8
"""Ways between two visits that are held at once (4 bytes each)."""


def day_of(problem: TimelineProblem, slots: Slots, table: PairTable) -> Day:
    """All that the kernel reads.

    Raises
    ------
    ProblemError
        When travel among visits is not known, a weight is negative, or there are more than 10,000 visits.
    """
    weights, n = problem.weights, len(problem.visits)
    if not isinstance(problem.travel, TravelAmong):
        raise ProblemError("bundles need travel among visits")
    if min(weights.travel, weights.waiting, weights.load) < 0:
        raise ProblemError("bundles need weights of 0 or more")
    if n * n > MOST_WAYS:
        raise ProblemError("too many visits for bundles: split by region")
    visit, worker = _pairs(problem, table)
    surplus = problem.level[worker, problem.visits.skill[visit]] - problem.visits.level[visit]
    to_visit, from_visit = _to_and_from(problem)
    return Day(
        worker_start=slots.worker_start,
        places=places_of(problem, slots),
        wants=wants_of(problem),
        pair_start=starts_of(np.bincount(worker, minlength=problem.workers)),
        pair_visit=visit,
        pair_fee=weights.skill * surplus,
        to_visit=to_visit,
        from_visit=from_visit,
        among=_among(problem.travel, n),
        weights=weights_of(problem),
    )


def _pairs(problem: TimelineProblem, table: PairTable) -> tuple[Ints, Ints]:
    """Who may be in whose bundle, sorted by worker: all whose window meets a span, fitting alone or not.

    A visit fixed to a worker is in no other bundle, and in none at all where it does not fit.
    """
    may = table.verdict != Verdict.NO_SPAN
    if problem.fixed is not None:
        fixed = problem.fixed[table.visit]
        may &= (fixed < 0) | ((fixed == table.worker) & (table.verdict == Verdict.FITS))
    visit, worker = table.visit[may], table.worker[may]
    by_worker = np.lexsort((visit, worker))
    return visit[by_worker], worker[by_worker]


def _to_and_from(problem: TimelineProblem) -> tuple[Shorts, Shorts]:
    n = len(problem.visits)
    anchors = int(1 + max(problem.spans.origin.max(initial=-1), problem.stops.anchor.max(initial=-1)))
    anchor, visit = np.divmod(np.arange(anchors * n, dtype=np.int64), max(1, n))
    to_visit = problem.travel.to_visit(anchor, visit).astype(np.int32).reshape(anchors, n)
    from_visit = problem.travel.from_visit(visit, anchor).astype(np.int32).reshape(anchors, n)
    return to_visit, from_visit


def _among(travel: TravelAmong, n: int) -> Shorts:
    origin, target = np.divmod(np.arange(n * n, dtype=np.int64), max(1, n))
    return travel.among(origin, target).astype(np.int32).reshape(n, n)
