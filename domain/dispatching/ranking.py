"""Workers judged for one visit: by hand from a ranked list, or as the outlook of a decision card."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.dispatching.cards import MAX_CANDIDATES, Candidate, score_of
from domain.dispatching.eligibility import hard_failures, surplus_levels
from domain.dispatching.failures import FailureCode, of_misfit
from domain.dispatching.policy import DispatchPolicy, is_frozen
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.calendar import Commitment
from domain.scheduling.placement import Misfit
from domain.scheduling.timeline import Timeline, timeline_of
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class DispatchContext:
    """What a judgement depends on besides visit and worker; `travel` has a table for every mode in use."""

    now: datetime
    policy: DispatchPolicy
    travel: Mapping[TravelMode, TravelTable]


@dataclass(slots=True)
class ReadyWorker:
    """A worker whose timeline is made once, when first looked at, so that many visits can be asked of it."""

    snapshot: WorkerSnapshot
    context: DispatchContext
    _timeline: Timeline | None = None

    @property
    def timeline(self) -> Timeline:
        if self._timeline is None:
            worker, context = self.snapshot, self.context
            calendar = worker.calendar(context.now, context.policy.caps)
            travel = context.travel[worker.travel_mode]
            self._timeline = timeline_of(calendar, _as_movable(worker.commitments, context), travel)
        return self._timeline


def _as_movable(commitments: Iterable[Commitment], context: DispatchContext) -> Iterable[Commitment]:
    """Where the policy lets visits shift, those not yet frozen may begin later, within their windows."""
    if not context.policy.shifts_in_window:
        return commitments
    return [_loosened(one, context) for one in commitments]


def _loosened(one: Commitment, context: DispatchContext) -> Commitment:
    window, start = one.need.window, one.planned_start
    stays = is_frozen(start, context.policy, context.now) or not window.start <= start < window.end
    if stays or not one.is_fixed:
        return one
    return replace(one, need=replace(one.need, window=Window(start, window.end)), is_fixed=False)


def ready(worker: WorkerSnapshot, context: DispatchContext) -> ReadyWorker:
    return ReadyWorker(worker, context)


def judge(
    visit: VisitRequest,
    worker: ReadyWorker,
    context: DispatchContext,
    forgiven: frozenset[FailureCode] = frozenset(),
) -> Candidate:
    """Hard rules first, then the timeline: the one place where a worker is found fit for a visit."""
    snapshot = worker.snapshot
    failures = hard_failures(visit, snapshot, context.policy, context.now, forgiven)
    if failures:
        return Candidate(snapshot.worker_id, failures)
    weights = context.policy.weights
    outcome = worker.timeline.place(visit.need, weights.marginal)
    if isinstance(outcome, Misfit):
        return Candidate(snapshot.worker_id, (of_misfit(outcome),))
    origin = worker.timeline.routes[outcome.span].place_before(outcome.position)
    leg = context.travel[snapshot.travel_mode].leg(origin, visit.need.place)
    score = score_of(outcome, surplus_levels(visit, snapshot), weights)
    return Candidate(snapshot.worker_id, score=score, placement=outcome, leg=leg)


def rank(
    visit: VisitRequest,
    workers: Iterable[ReadyWorker],
    context: DispatchContext,
    forgiven: frozenset[FailureCode] = frozenset(),
) -> tuple[Candidate, ...]:
    """All workers: those that fit by total (then by id) with rank 1, 2, ...; then those that do not."""
    judged = [judge(visit, worker, context, forgiven) for worker in workers]
    fitting = in_order(candidate for candidate in judged if candidate.fits)
    failing = sorted((c for c in judged if not c.fits), key=_by_failures)
    return (*fitting, *failing)


def in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    ordered = sorted(candidates, key=lambda one: (_total(one), one.worker_id))
    return tuple(replace(one, rank=number) for number, one in enumerate(ordered, start=1))


@dataclass(frozen=True, slots=True)
class Outlook:
    """A visit's chances: the best fitting candidates in order, how many fit, why the others do not.

    `failures_by_code` counts each worker once, under its first failure, in the order of the codes.
    """

    visit: VisitRequest
    candidates: tuple[Candidate, ...]
    fitting: int
    failures_by_code: tuple[tuple[FailureCode, int], ...]


def outlook_of(visit: VisitRequest, ranking: Sequence[Candidate]) -> Outlook:
    fitting = [candidate for candidate in ranking if candidate.fits]
    counts = Counter(candidate.failures[0].code for candidate in ranking if candidate.failures)
    return Outlook(visit, tuple(fitting[:MAX_CANDIDATES]), len(fitting), counted(counts))


def counted(counts: Mapping[FailureCode, int]) -> tuple[tuple[FailureCode, int], ...]:
    return tuple((code, counts[code]) for code in FailureCode if counts.get(code, 0))


def _total(candidate: Candidate) -> int:
    return candidate.score.total if candidate.score else 0


def _by_failures(candidate: Candidate) -> tuple[int, int, int]:
    """Those with fewest and softest failures first: they are the nearest to fitting."""
    first = candidate.failures[0]
    return len(candidate.failures), -_ORDER[first.code], first.amount


_ORDER = {code: number for number, code in enumerate(FailureCode)}
