"""Cards of visits that nobody got."""

from dataclasses import replace

from application.dispatching.cards import kept_unserved
from application.ports.dispatching import KeptCard
from domain.dispatching.admission import Admission, Bound, Concession
from domain.dispatching.cards import Candidate, DecisionCard, Loss, LossCode, Score
from domain.dispatching.failures import Failure, FailureCode
from domain.dispatching.policy import DispatchMode, ScoreWeights
from domain.dispatching.reasons import UnassignedCode, UnassignedReason
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders.by import By
from domain.orders.order import Order
from domain.scheduling.travel import Leg
from domain.shared.ids import WorkerId
from tests.adapters.contracts.hamlet import ANNA, BO
from tests.domain.orders.making import NOON, REGION

REASON = UnassignedReason(UnassignedCode.NOBODY_FITS, FailureCode.ENDS_AFTER_SHIFT, 2, 2)


def way_in(worker_id: WorkerId = ANNA, seconds: int = 1500) -> Admission:
    return Admission(worker_id, (), (Concession(Bound.SHIFT_ENDS, seconds),), is_confirmed=True)


def unserved(order: Order, *ways: Admission) -> KeptCard:
    """Cai fits but was given another visit; Anna's shift is too short, Bo has not the skill."""
    untrained = Admission(BO, (Failure(FailureCode.SKILL_MISSING),), (), is_confirmed=False)
    said = DecisionCard(
        visit_id=order.visit.id,
        order_id=order.id,
        mode=DispatchMode.OFFER,
        solver="exact",
        weights=ScoreWeights(),
        chosen=(),
        runner_up=None,
        candidates=(Candidate(BO, score=Score(60, 0, 0, 0, 60), leg=Leg(60, 400, is_road=False), rank=1),),
        losses=(Loss(BO, LossCode.TAKEN_BY_ANOTHER_VISIT),),
        fitting=1,
        failures_by_code=((FailureCode.ENDS_AFTER_SHIFT, 2),),
        solver_reason="certified",
        admissions=ways or (way_in(), untrained),
    )
    return kept_unserved(said, REASON, REGION, None, By(SYSTEM_ACTOR, NOON))


def later(card: KeptCard) -> KeptCard:
    """It says the same a while after, with other scores."""
    return replace(card, created_at=NOON.replace(hour=13), candidates=())
