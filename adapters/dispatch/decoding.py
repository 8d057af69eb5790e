"""What the engine found, back as candidates of the domain; each is judged by the domain once more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from adapters.dispatch.encoding import Encoded
from dispatch_engine import Layout, Verdict
from dispatch_engine.arrays import Ints
from domain.dispatching.cards import MAX_CANDIDATES, Candidate
from domain.dispatching.failures import FailureCode, of_misfit
from domain.dispatching.ranking import Outlook, counted, in_order, judge
from domain.scheduling.placement import Misfit
from domain.shared.ids import VisitId


class RefusedByCheck(Exception):
    """The domain does not agree with what the engine answered."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads what the engine judged against the question it was asked."""

    encoded: Encoded
    layout: Layout

    def choices(self, worker_of: Ints) -> dict[VisitId, Candidate]:
        """Who gets what, by the domain's own judgement.

        Raises `RefusedByCheck` when a worker does not fit, or costs something else than the engine says.
        """
        pair_of = self.layout.pairs.pair_of(worker_of)
        choices: dict[VisitId, Candidate] = {}
        for row, visit in enumerate(self.encoded.visits):
            if pair_of[row] < 0:
                continue
            candidate = self._candidate(row, int(worker_of[row]))
            if not candidate.score or candidate.score.total != self.layout.pairs.cost[pair_of[row]]:
                raise RefusedByCheck(f"visit {visit.visit_id}, worker {candidate.worker_id}")
            choices[visit.visit_id] = candidate
        if len({one.worker_id for one in choices.values()}) != len(choices):
            raise RefusedByCheck("a worker has two new visits")
        return choices

    def outlooks(self, in_turn: Sequence[VisitId]) -> tuple[Outlook, ...]:
        """One for each visit, in the order of the question."""
        made = {visit.visit_id: self._outlook(row) for row, visit in enumerate(self.encoded.visits)}
        return tuple(made[visit_id] for visit_id in in_turn)

    def nearness(self) -> Ints:
        """Seconds of the way to the visit for each pair of the assignment problem."""
        table, slots = self.layout.table, self.layout.slots
        assert table is not None
        assert slots is not None
        fits = table.verdict == Verdict.FITS
        return self.encoded.problem.travel.to_visit(slots.anchor[table.slot[fits]], table.visit[fits])

    def _candidate(self, row: int, worker: int) -> Candidate:
        return judge(self.encoded.visits[row], self.encoded.crew[worker], self.encoded.context)

    def _outlook(self, row: int) -> Outlook:
        pairs = self.layout.pairs
        low, high = int(pairs.order_start[row]), int(pairs.order_start[row + 1])
        best = low + np.argsort(pairs.cost[low:high], kind="stable")[:MAX_CANDIDATES]
        candidates = in_order(self._candidate(row, int(worker)) for worker in pairs.pair_worker[best])
        return Outlook(self.encoded.visits[row], candidates, high - low, counted(self._failures(row)))

    def _failures(self, row: int) -> Mapping[FailureCode, int]:
        table = self.layout.table
        assert table is not None
        counts = self.encoded.refused[row].copy()
        low, high = np.searchsorted(table.visit, [row, row + 1])
        for worker, verdict in zip(
            table.worker[low:high].tolist(), table.verdict[low:high].tolist(), strict=True
        ):
            if verdict != Verdict.FITS:
                counts[self._code(row, worker, Verdict(verdict))] += 1
        return counts

    def _code(self, row: int, worker: int, verdict: Verdict) -> FailureCode:
        """The engine does not know why a span ends where it ends: the domain is asked."""
        known = _CODES.get(verdict)
        if known is not None:
            return known
        context = self.encoded.context
        timeline = self.encoded.crew[worker].timeline
        outcome = timeline.place(self.encoded.visits[row].need, context.policy.weights.marginal)
        if not isinstance(outcome, Misfit):
            raise RefusedByCheck("the engine refused a worker that fits")
        return of_misfit(outcome).code


_CODES: Mapping[Verdict, FailureCode] = {
    Verdict.NO_ROOM: FailureCode.DAY_FULL,
    Verdict.LATE: FailureCode.WINDOW_MISSED,
    Verdict.PUSHES_NEXT: FailureCode.PUSHES_NEXT_LATE,
}
