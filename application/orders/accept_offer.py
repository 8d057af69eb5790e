"""A worker takes an offered visit; every other live offer of the order ends in the same moment."""

from dataclasses import dataclass

from application.dispatching.judging import Judge, make_room, plan_of
from application.orders.acting import store
from application.orders.receipt import Receipt
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.orders import offering
from domain.orders.by import By
from domain.shared.ids import OfferId, WorkerId


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    actor: Actor
    offer_id: OfferId


@dataclass(frozen=True, slots=True)
class AcceptOfferHandler:
    """The plan is judged again at this moment: since it was made, other visits may have come or gone."""

    new_uow: NewUnit
    clock: Clock
    judge: Judge

    async def __call__(self, cmd: AcceptOffer) -> Receipt:
        by = By(cmd.actor, self.clock.now())
        async with self.new_uow() as uow:
            order = await uow.orders.of_offer(cmd.offer_id)
            offer = offering.my_live_offer(order, by, cmd.offer_id)
            mine = WorkerId(offer.worker_id)
            (now_best,) = await self.judge.named(order, (mine,), uow.world, by, is_forced=True)
            offering.accept(order, by, cmd.offer_id, plan_of(now_best))
            make_room(uow.world, now_best)
            return await store(uow, order, cmd.actor)
