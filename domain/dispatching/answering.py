"""From choices to an answer: assignments, reasons, totals and a decision card for every visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.dispatching.cards import Candidate, DecisionCard, Loss, LossCode, Score
from domain.dispatching.matching import (
    Assignment,
    MatchAnswer,
    MatchQuestion,
    Solver,
    SolverReason,
    Unassigned,
    totals_of,
)
from domain.dispatching.policy import ScoreWeights
from domain.dispatching.ranking import Outlook
from domain.dispatching.reasons import unassigned_reason
from domain.shared.ids import VisitId, WorkerId

Choices = Mapping[VisitId, Candidate]


@dataclass(frozen=True, slots=True)
class SolverReport:
    """Which solver made the choices, why its answer is returned, what it proved and how long it took.

    `regrets` see `Loss.regret`.
    """

    solver: Solver
    reason: SolverReason
    gap: int | None
    solve_ms: int
    regrets: Mapping[tuple[VisitId, WorkerId], int] = field(default_factory=dict)


def answer_of(
    question: MatchQuestion,
    outlooks: Sequence[Outlook],
    choices: Choices,
    baseline: Choices,
    report: SolverReport,
) -> MatchAnswer:
    fixed = dict(question.fixed)
    taken = {chosen.worker_id: visit_id for visit_id, chosen in choices.items()}
    return MatchAnswer(
        assignments=tuple(
            assignment_of(outlook, choices, baseline)
            for outlook in outlooks
            if outlook.visit.visit_id in choices
        ),
        unassigned=tuple(
            _unassigned(outlook, len(question.workers), is_fixed=outlook.visit.visit_id in fixed)
            for outlook in outlooks
            if outlook.visit.visit_id not in choices
        ),
        cards=tuple(card_of(outlook, choices, taken, question, report) for outlook in outlooks),
        totals=totals_of(choices.values()),
        baseline=totals_of(baseline.values()),
        solver=report.solver,
        solver_reason=report.reason,
        gap=report.gap,
        solve_ms=report.solve_ms,
    )


def card_of(
    outlook: Outlook,
    choices: Choices,
    taken: Mapping[WorkerId, VisitId],
    question: MatchQuestion,
    report: SolverReport,
) -> DecisionCard:
    visit = outlook.visit
    chosen = choices.get(visit.visit_id)
    chosen_id = chosen.worker_id if chosen else None
    others = [one for one in outlook.candidates if one.worker_id != chosen_id]
    is_fixed = any(visit_id == visit.visit_id for visit_id, _ in question.fixed)
    weights = question.policy.weights
    losses = (_loss(one, chosen, taken, weights, is_fixed=is_fixed) for one in others)
    return DecisionCard(
        visit_id=visit.visit_id,
        order_id=visit.order_id,
        mode=question.policy.mode,
        solver=report.solver.value,
        weights=weights,
        chosen=(chosen,) if chosen else (),
        runner_up=next((one for one in others if one.worker_id not in taken), None),
        candidates=outlook.candidates,
        losses=tuple(
            replace(one, regret=report.regrets.get((visit.visit_id, one.worker_id))) for one in losses
        ),
        fitting=outlook.fitting,
        failures_by_code=outlook.failures_by_code,
        rule=question.policy.rule,
        solver_reason=report.reason.value,
    )


def _loss(
    loser: Candidate,
    chosen: Candidate | None,
    taken: Mapping[WorkerId, VisitId],
    weights: ScoreWeights,
    *,
    is_fixed: bool,
) -> Loss:
    if loser.worker_id in taken:
        code, visit_id = LossCode.TAKEN_BY_ANOTHER_VISIT, taken[loser.worker_id]
        return Loss(loser.worker_id, code, visit_id=visit_id)
    if chosen is None or chosen.score is None or loser.score is None:
        return Loss(loser.worker_id, LossCode.FIXED_BY_HAND)
    more = loser.score.total - chosen.score.total
    code = LossCode.COSTS_MORE if more > 0 else LossCode.NO_BETTER
    if more < 0:
        code = LossCode.FIXED_BY_HAND if is_fixed else LossCode.DEARER_DAY
    return _differences(loser.worker_id, code, loser.score, chosen.score, weights)


def _differences(
    worker_id: WorkerId, code: LossCode, loser: Score, chosen: Score, weights: ScoreWeights
) -> Loss:
    return Loss(
        worker_id,
        code,
        more_travel=weights.travel * (loser.travel_s - chosen.travel_s),
        more_skill=weights.skill * (loser.skill - chosen.skill),
        more_load=weights.load * (loser.load - chosen.load),
        more_waiting=weights.waiting * (loser.waiting_s - chosen.waiting_s),
    )


def assignment_of(outlook: Outlook, choices: Choices, baseline: Choices) -> Assignment:
    visit = outlook.visit
    nearest = baseline.get(visit.visit_id)
    return Assignment(
        visit.visit_id,
        visit.order_id,
        choices[visit.visit_id],
        nearest.worker_id if nearest else None,
    )


def _unassigned(outlook: Outlook, workers: int, *, is_fixed: bool) -> Unassigned:
    reason = unassigned_reason(outlook, workers, is_fixed=is_fixed)
    return Unassigned(outlook.visit.visit_id, outlook.visit.order_id, reason)
