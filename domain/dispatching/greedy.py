"""Two simple rules without any solver: cheapest first (the fall-back) and nearest first (the baseline)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from domain.dispatching.answering import SolverReport, answer_of
from domain.dispatching.cards import Candidate
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.ranking import DispatchContext, outlook_of, rank, ready
from domain.dispatching.requests import VisitRequest
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.ids import VisitId, WorkerId

Rankings = Mapping[VisitId, Sequence[Candidate]]


def greedy_match(
    question: MatchQuestion,
    travel: Mapping[TravelMode, TravelTable],
    reason: SolverReason = SolverReason.AS_ASKED,
    elapsed_ms: Callable[[], int] = lambda: 0,
) -> MatchAnswer:
    """Visits in order of urgency each take the cheapest worker that is left; fixed pairs go first."""
    context = DispatchContext(question.now, question.policy, travel)
    crew = [ready(worker, context) for worker in question.workers]
    rankings = {visit.visit_id: rank(visit, crew, context) for visit in question.visits}
    outlooks = [outlook_of(visit, rankings[visit.visit_id]) for visit in question.visits]
    fixed = dict(question.fixed)
    choices = take_in_turn(question.visits, rankings, fixed, by_total)
    baseline = take_in_turn(question.visits, rankings, fixed, by_nearness)
    report = SolverReport(Solver.GREEDY, reason, None, elapsed_ms())
    return answer_of(question, outlooks, choices, baseline, report)


def take_in_turn(
    visits: Iterable[VisitRequest],
    rankings: Rankings,
    fixed: Mapping[VisitId, WorkerId],
    key: Callable[[Candidate], int],
) -> dict[VisitId, Candidate]:
    choices: dict[VisitId, Candidate] = {}
    taken = set(fixed.values())
    for visit in sorted(visits, key=lambda one: (one.visit_id not in fixed, in_turn(one))):
        keeper = fixed.get(visit.visit_id)
        free = [
            candidate
            for candidate in rankings[visit.visit_id]
            if candidate.fits
            and (candidate.worker_id == keeper if keeper else candidate.worker_id not in taken)
        ]
        if free:
            choices[visit.visit_id] = min(free, key=lambda one: (key(one), one.worker_id))
            taken.add(choices[visit.visit_id].worker_id)
    return choices


def in_turn(visit: VisitRequest) -> tuple[bool, int, float, VisitId]:
    """The more urgent first: urgent, then priority, then the window that closes first."""
    return not visit.is_urgent, -visit.priority, visit.need.window.end.timestamp(), visit.visit_id


def by_total(candidate: Candidate) -> int:
    return candidate.score.total if candidate.score else 0


def by_nearness(candidate: Candidate) -> int:
    return candidate.leg.seconds if candidate.leg else 0
