"""A dispatcher puts the visit to one to five workers at once."""

from dataclasses import dataclass

from application.dispatching.cards import card_by_hand
from application.dispatching.judging import Judge, plan_of
from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.ids import Ids
from application.ports.unit_of_work import UnitOfWork
from domain.orders import offering
from domain.orders.by import By
from domain.orders.offering import Proposal
from domain.orders.order import Order
from domain.orders.status import Action
from domain.shared.ids import OfferId, WorkerId


@dataclass(frozen=True, slots=True)
class OfferVisit(OrderCommand):
    """With a reason, workers who declined before may be asked again."""

    worker_ids: tuple[WorkerId, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OfferVisitHandler(OrderHandler):
    judge: Judge
    ids: Ids

    async def __call__(self, cmd: OfferVisit) -> Receipt:
        async def change(order: Order, by: By, uow: UnitOfWork) -> None:
            order.step(Action.OFFER, by)
            worker_ids = tuple(dict.fromkeys(cmd.worker_ids))
            forced = cmd.reason is not None
            ranked = await self.judge.named(order, worker_ids, uow.world, by, is_forced=forced)
            settings = await uow.world.region(order.region_id)
            card = card_by_hand(self.ids, order, ranked, by, "offer")
            proposals = [
                Proposal(OfferId(self.ids.new()), candidate.worker_id, plan_of(candidate))
                for candidate in ranked
            ]
            ttl_s = settings.dispatch_policy.ttl_s(is_urgent=order.is_urgent)
            offering.offer_to(order, by, proposals, card.id, ttl_s, cmd.reason)
            uow.cards.add(card)

        return await act(self, cmd, change)
