"""The answer of a rule to a planner's question: its choice, judged and explained."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.dispatching.answering import (
    SolverReport,
    assignment_of,
    card_of,
)
from domain.dispatching.cards import Candidate
from domain.dispatching.greedy import by_nearness
from domain.dispatching.luck import Luck
from domain.dispatching.matching import (
    MatchAnswer,
    MatchQuestion,
    Solver,
    SolverReason,
    Unassigned,
    totals_of,
)
from domain.dispatching.ranking import DispatchContext, Outlook, outlook_of
from domain.dispatching.reasons import UnassignedCode, UnassignedReason, unassigned_reason
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Choice, Held, Rule, Scene
from domain.dispatching.sketch import Sketch
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.ids import VisitId, WorkerId

Look = Callable[[Sketch, VisitRequest], Sequence[Candidate]]
"""Who is looked at for a visit: those who fit first, best first."""


def scene_of(
    question: MatchQuestion,
    travel: Mapping[TravelMode, TravelTable],
    chance: Luck,
    held: Callable[[], tuple[Held, ...]] = tuple,
) -> Scene:
    return Scene(
        visits=question.visits,
        workers=question.workers,
        context=DispatchContext(question.now, question.policy, travel),
        chance=chance,
        plan=dict(question.plan),
        held=held,
    )


def answer_by_rule(
    rule: Rule,
    question: MatchQuestion,
    travel: Mapping[TravelMode, TravelTable],
    chance: Luck,
    elapsed_ms: Callable[[], int] = lambda: 0,
) -> MatchAnswer:
    """Ask the rule about the question, and explain what it chose."""
    scene = scene_of(question, travel, chance)
    return explained(rule.choose(scene), scene, question, elapsed_ms)


def everybody(sketch: Sketch, visit: VisitRequest) -> Sequence[Candidate]:
    """All workers are looked at, so that a card can say why each does not fit."""
    return sketch.ranking(visit)


def who_fits(sketch: Sketch, visit: VisitRequest) -> Sequence[Candidate]:
    """Only those who fit: quicker, for whoever reads no reasons."""
    return sketch.fitting(visit)


def explained(
    choice: Choice,
    scene: Scene,
    question: MatchQuestion,
    elapsed_ms: Callable[[], int] = lambda: 0,
    look: Look = everybody,
) -> MatchAnswer:
    """Each ask judged on the timelines that those before it leave; every other visit with its reason."""
    verdict = _Verdict(scene.sketch(), look)
    visits = {visit.visit_id: visit for visit in question.visits}
    for ask in choice.asks:
        if ask.visit_id in visits and ask.visit_id not in verdict.outlooks:
            verdict.hear(visits[ask.visit_id], ask.worker_id)
    asked = {ask.visit_id for ask in choice.asks}
    later = [one for one in question.visits if one.visit_id in choice.plan and one.visit_id not in asked]
    for visit in question.visits:
        if visit.visit_id not in choice.plan and visit.visit_id not in verdict.outlooks:
            ranking = () if look is who_fits else look(verdict.sketch, visit)
            verdict.outlooks[visit.visit_id] = outlook_of(visit, ranking)
    report = SolverReport(Solver.RULE, SolverReason.AS_ASKED, None, elapsed_ms())
    return _answer(question, verdict, later, choice, report)


@dataclass(slots=True)
class _Verdict:
    """What was judged so far."""

    sketch: Sketch
    look: Look
    outlooks: dict[VisitId, Outlook] = field(default_factory=dict)
    choices: dict[VisitId, Candidate] = field(default_factory=dict)
    nearest: dict[VisitId, Candidate] = field(default_factory=dict)
    misfits: list[VisitId] = field(default_factory=list)

    def hear(self, visit: VisitRequest, worker_id: WorkerId) -> None:
        ranking = self.look(self.sketch, visit)
        self.outlooks[visit.visit_id] = outlook_of(visit, ranking)
        chosen = next((one for one in ranking if one.worker_id == worker_id and one.fits), None)
        if chosen is None:
            self.misfits.append(visit.visit_id)
            return
        self.choices[visit.visit_id] = chosen
        self.nearest[visit.visit_id] = min((one for one in ranking if one.fits), key=by_nearness)
        self.sketch.put(visit, chosen)


def _answer(
    question: MatchQuestion,
    verdict: _Verdict,
    later: Sequence[VisitRequest],
    choice: Choice,
    report: SolverReport,
) -> MatchAnswer:
    left = [one for visit_id, one in verdict.outlooks.items() if visit_id not in verdict.choices]
    workers = len(question.workers)
    waiting = [
        Unassigned(one.visit.visit_id, one.visit.order_id, unassigned_reason(one, workers)) for one in left
    ]
    planned = UnassignedReason(UnassignedCode.PLANNED_FOR_LATER)
    waiting += [Unassigned(visit.visit_id, visit.order_id, planned) for visit in later]
    return MatchAnswer(
        assignments=tuple(
            assignment_of(verdict.outlooks[visit_id], verdict.choices, verdict.nearest)
            for visit_id in verdict.choices
        ),
        unassigned=tuple(waiting),
        cards=tuple(
            card_of(outlook, verdict.choices, {}, question, report) for outlook in verdict.outlooks.values()
        ),
        totals=totals_of(verdict.choices.values()),
        baseline=totals_of(verdict.nearest.values()),
        solver=report.solver,
        solver_reason=report.reason,
        gap=report.gap,
        solve_ms=report.solve_ms,
        plan=tuple((visit.visit_id, choice.plan[visit.visit_id]) for visit in later),
        misfits=tuple(verdict.misfits),
    )
