"""A worker takes an order from the hall: the first one wins."""

from dataclasses import dataclass

from application.dispatching.judging import Judge, make_room, plan_of
from application.orders.acting import OrderCommand, OrderHandler, store
from application.orders.receipt import Receipt
from domain.orders import offering
from domain.orders.by import By
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import is_in_my_region
from domain.shared.ids import WorkerId


@dataclass(frozen=True, slots=True)
class GrabOrder(OrderCommand):
    """The worker is the actor."""


@dataclass(frozen=True, slots=True)
class GrabOrderHandler(OrderHandler):
    judge: Judge

    async def __call__(self, cmd: GrabOrder) -> Receipt:
        """Raises `AlreadyTaken` for everybody but the first, before anything about versions is said."""
        by = By(cmd.actor, self.clock.now())
        async with self.new_uow() as uow:
            order = await uow.orders.get(cmd.order_id)
            if cmd.actor.account_id is None or not is_in_my_region(order.standing, cmd.actor):
                raise OrderNotFound()
            worker_id = WorkerId(cmd.actor.account_id)
            offering.refuse_if_taken(order, worker_id)
            order.expect_version(cmd.expected_version)
            (mine,) = await self.judge.named(order, (worker_id,), uow.world, by, is_forced=False)
            offering.grab(order, by, worker_id, plan_of(mine))
            make_room(uow.world, mine)
            return await store(uow, order, cmd.actor)
