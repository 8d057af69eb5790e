"""A dispatcher takes an offer back."""

from dataclasses import dataclass

from application.orders.acting import store
from application.orders.receipt import Receipt
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.orders import offering
from domain.orders.by import By
from domain.orders.refusals import OfferNotFound
from domain.orders.standing import may_see
from domain.shared.ids import OfferId


@dataclass(frozen=True, slots=True)
class WithdrawOffer:
    actor: Actor
    offer_id: OfferId


@dataclass(frozen=True, slots=True)
class WithdrawOfferHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: WithdrawOffer) -> Receipt:
        async with self.new_uow() as uow:
            order = await uow.orders.of_offer(cmd.offer_id)
            if not may_see(order.standing, cmd.actor):
                raise OfferNotFound()
            offering.withdraw(order, By(cmd.actor, self.clock.now()), cmd.offer_id)
            return await store(uow, order, cmd.actor)
