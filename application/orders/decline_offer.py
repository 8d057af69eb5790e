"""A worker says no, with a reason; without another live offer the order is READY again."""

from dataclasses import dataclass

from application.orders.acting import store
from application.orders.receipt import Receipt
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.orders import offering
from domain.orders.by import By
from domain.shared.ids import OfferId


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    actor: Actor
    offer_id: OfferId
    reason_code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeclineOfferHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: DeclineOffer) -> Receipt:
        async with self.new_uow() as uow:
            order = await uow.orders.of_offer(cmd.offer_id)
            by = By(cmd.actor, self.clock.now())
            offering.decline(order, by, cmd.offer_id, cmd.reason_code, cmd.note)
            return await store(uow, order, cmd.actor)
