"""Timelines to try placements on: what a rule plans with, before anything becomes real."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.dispatching.cards import Candidate
from domain.dispatching.eligibility import first_failure
from domain.dispatching.ranking import DispatchContext, ReadyWorker, in_order, judge, rank, ready
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.calendar import Commitment
from domain.shared.ids import VisitId, WorkerId


class Sketch:
    """All workers of a scene; timelines are made when first asked for, and again after a change."""

    def __init__(self, workers: Iterable[WorkerSnapshot], context: DispatchContext) -> None:
        self.context = context
        self._workers = {worker.worker_id: worker for worker in workers}
        self._ready: dict[WorkerId, ReadyWorker] = {}
        self._holders: dict[str, list[WorkerId]] = defaultdict(list)
        self._able: dict[VisitId, tuple[WorkerId, ...]] = {}
        for worker in self._workers.values():
            for code in dict.fromkeys(skill.code for skill in worker.skills):
                self._holders[code].append(worker.worker_id)

    def able(self, visit: VisitRequest) -> tuple[WorkerId, ...]:
        """Those who break no hard rule (skill, area, duty, refusals); their time is not looked at."""
        found = self._able.get(visit.visit_id)
        if found is None:
            found = tuple(
                worker_id
                for worker_id in self._holders.get(visit.skill, ())
                if not first_failure(visit, self._workers[worker_id], self.context.policy, self.context.now)
            )
            self._able[visit.visit_id] = found
        return found

    def worker(self, worker_id: WorkerId) -> ReadyWorker:
        found = self._ready.get(worker_id)
        if found is None:
            found = self._ready[worker_id] = ready(self._workers[worker_id], self.context)
        return found

    def judge(self, visit: VisitRequest, worker_id: WorkerId) -> Candidate:
        """Whether it fits (`candidate.fits`), where, and what it costs (`candidate.score`)."""
        return judge(visit, self.worker(worker_id), self.context)

    def fitting(self, visit: VisitRequest) -> Sequence[Candidate]:
        """Every worker that fits, the cheapest first, then by id."""
        judged = (self.judge(visit, worker_id) for worker_id in self.able(visit))
        return in_order(one for one in judged if one.fits)

    def cheapest(self, visit: VisitRequest) -> Candidate | None:
        """The first of `fitting`."""
        judged = (self.judge(visit, worker_id) for worker_id in self.able(visit))
        return min((one for one in judged if one.fits), key=_total, default=None)

    def ranking(self, visit: VisitRequest) -> tuple[Candidate, ...]:
        """Every worker, also those that do not fit, as a decision card shows them."""
        return rank(visit, (self.worker(worker_id) for worker_id in self._workers), self.context)

    def put(self, visit: VisitRequest, chosen: Candidate, *, is_fixed: bool = True) -> None:
        """Put it where the candidate says. Not fixed, it may still be shifted within its window."""
        if chosen.placement is None:
            raise ValueError("a candidate that does not fit has no place")
        worker = self._workers[chosen.worker_id]
        moved = {change.visit_id: change.start for change in chosen.placement.moved}
        kept = (
            replace(known, planned_start=moved[known.visit_id]) if known.visit_id in moved else known
            for known in worker.commitments
        )
        new = Commitment(visit.visit_id, visit.need, chosen.placement.start, is_fixed)
        self._change(worker, (*kept, new))

    def take_out(self, visit_id: VisitId, worker_id: WorkerId) -> None:
        worker = self._workers[worker_id]
        self._change(worker, tuple(one for one in worker.commitments if one.visit_id != visit_id))

    def _change(self, worker: WorkerSnapshot, commitments: tuple[Commitment, ...]) -> None:
        self._workers[worker.worker_id] = replace(worker, commitments=commitments)
        self._ready.pop(worker.worker_id, None)


def _total(candidate: Candidate) -> tuple[int, WorkerId]:
    assert candidate.score is not None
    return candidate.score.total, candidate.worker_id
