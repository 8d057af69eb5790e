"""The decision card of a choice made by hand, and what is kept of one made by a planner."""

from dataclasses import replace

from application.ports.dispatching import KeptCard
from application.ports.ids import Ids
from domain.dispatching.cards import Candidate, DecisionCard
from domain.orders.by import By
from domain.orders.order import Order
from domain.shared.ids import CardId, RegionId, RunId


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
    )


def _ranked(chosen: Candidate, card: DecisionCard) -> Candidate:
    """With its place among all who fit: a planner chooses over many visits and ranks none."""
    ranks = {one.worker_id: one.rank for one in card.candidates}
    return replace(chosen, rank=chosen.rank or ranks.get(chosen.worker_id))
