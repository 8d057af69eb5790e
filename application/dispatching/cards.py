"""The decision card of a choice made by hand, and what is kept of one made by a planner."""

from dataclasses import replace
from uuid import uuid5

from application.ports.dispatching import UNSERVED, KeptCard
from application.ports.ids import Ids
from domain.dispatching.cards import Candidate, DecisionCard
from domain.dispatching.reasons import UnassignedReason
from domain.orders.by import By
from domain.orders.order import Order
from domain.shared.ids import CardId, RegionId, RunId, VisitId


def card_by_hand(ids: Ids, order: Order, chosen: tuple[Candidate, ...], by: By, mode: str) -> KeptCard:
    """The dispatcher named them; they fit, and nobody else was weighed."""
    return KeptCard(
        id=CardId(ids.new()),
        region_id=order.region_id,
        order_id=order.id,
        visit_id=order.visit.id,
        run_id=None,
        mode=f"{mode}_by_hand",
        created_at=by.at,
        chosen=chosen,
        runner_up=None,
        candidates=chosen,
        failures_by_code={},
    )


def kept(ids: Ids, card: DecisionCard, region_id: RegionId, run_id: RunId | None, by: By) -> KeptCard:
    return KeptCard(
        id=CardId(ids.new()),
        region_id=region_id,
        order_id=card.order_id,
        visit_id=card.visit_id,
        run_id=run_id,
        mode=card.mode.value,
        created_at=by.at,
        chosen=tuple(_ranked(one, card) for one in card.chosen),
        runner_up=card.runner_up,
        candidates=card.candidates,
        failures_by_code=dict(card.failures_by_code),
        rule=card.rule.value,
        solver_reason=card.solver_reason,
        weights=card.weights,
        losses=card.losses,
    )


def kept_unserved(
    card: DecisionCard, reason: UnassignedReason, region_id: RegionId, run_id: RunId | None, by: By
) -> KeptCard:
    """A visit has one such card at most, which each round replaces."""
    return KeptCard(
        id=unserved_id(card.visit_id),
        region_id=region_id,
        order_id=card.order_id,
        visit_id=card.visit_id,
        run_id=run_id,
        mode=UNSERVED,
        created_at=by.at,
        chosen=(),
        runner_up=card.runner_up,
        candidates=card.candidates,
        failures_by_code=dict(card.failures_by_code),
        rule=card.rule.value,
        solver_reason=card.solver_reason,
        weights=card.weights,
        losses=card.losses,
        reason=reason,
        admissions=card.admissions,
    )


def unserved_id(visit_id: VisitId) -> CardId:
    return CardId(uuid5(visit_id, UNSERVED))


def _ranked(chosen: Candidate, card: DecisionCard) -> Candidate:
    """With its place among all who fit: a planner chooses over many visits and ranks none."""
    ranks = {one.worker_id: one.rank for one in card.candidates}
    return replace(chosen, rank=chosen.rank or ranks.get(chosen.worker_id))
