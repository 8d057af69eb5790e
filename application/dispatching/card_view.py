"""A kept decision card as staff see it."""

from collections.abc import Iterable, Mapping

from application.dispatching.candidates import candidate_view
from application.ports.dispatching import KeptCard
from application.views.dispatch import DecisionCard
from application.views.explained import Break, Rival, Terms, WayIn
from domain.dispatching.admission import Admission
from domain.dispatching.cards import Candidate, Loss, LossCode
from domain.dispatching.policy import ScoreWeights
from domain.shared.ids import WorkerId

Names = Mapping[WorkerId, str]


def card_view(card: KeptCard, names: Names) -> DecisionCard:
    return DecisionCard(
        id=card.id,
        created_at=card.created_at,
        run_id=card.run_id,
        mode=card.mode,
        chosen=tuple(candidate_view(one, names) for one in card.chosen),
        runner_up=None if card.runner_up is None else candidate_view(card.runner_up, names),
        candidates=tuple(candidate_view(one, names) for one in card.candidates),
        failures_by_code={code.value: count for code, count in card.failures_by_code.items()},
        rule=card.rule,
        solver_reason=card.solver_reason,
        terms=_terms(card.chosen, card.weights),
        losses=tuple(_rival(one, card.weights, names) for one in card.losses),
        reason=None if card.reason is None else card.reason.text,
        ways_in=ways_in(card.admissions, names),
    )


def ways_in(admissions: Iterable[Admission], names: Names) -> tuple[WayIn, ...]:
    return tuple(
        WayIn(
            worker_id=one.worker_id,
            worker_name=names.get(one.worker_id, ""),
            breaks=_breaks(one),
            is_confirmed=one.is_confirmed,
        )
        for one in admissions
    )


def _breaks(one: Admission) -> tuple[Break, ...]:
    """Rules about the worker first."""
    about_worker = (Break(code=f.code.value, amount=f.amount, text=f.text) for f in one.failures)
    bounds = (Break(code=c.bound.value, amount=c.amount, text=c.text) for c in one.concessions)
    return (*about_worker, *bounds)


def _terms(chosen: tuple[Candidate, ...], weights: ScoreWeights | None) -> Terms | None:
    score = chosen[0].score if chosen else None
    if score is None or weights is None:
        return None
    return Terms(
        travel=weights.travel * score.travel_s,
        skill=weights.skill * score.skill,
        load=weights.load * score.load,
        waiting=weights.waiting * score.waiting_s,
    )


def _rival(loss: Loss, weights: ScoreWeights | None, names: Names) -> Rival:
    is_measured = loss.code not in (LossCode.TAKEN_BY_ANOTHER_VISIT, LossCode.FIXED_BY_HAND)
    more = Terms(
        travel=loss.more_travel, skill=loss.more_skill, load=loss.more_load, waiting=loss.more_waiting
    )
    return Rival(
        worker_id=loss.worker_id,
        worker_name=names.get(loss.worker_id, ""),
        code=loss.code.value,
        text=loss.text,
        behind=loss.behind if is_measured else None,
        more=more if is_measured else None,
        less_travel_s=None if weights is None else loss.less_travel_s(weights),
        regret=loss.regret,
    )
