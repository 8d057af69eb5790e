"""The refunds of one order."""

from dataclasses import dataclass

from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.loyalty.refunds import Refund
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import may_see
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class RefundsOf:
    actor: Actor
    order_id: OrderId


@dataclass(frozen=True, slots=True)
class RefundsOfHandler:
    new_uow: NewUnit

    async def __call__(self, query: RefundsOf) -> tuple[Refund, ...]:
        """In the order of their numbers. Raises `OrderNotFound`, also for one that the caller may not see."""
        async with self.new_uow() as uow:
            order = await uow.orders.get(query.order_id)
            if not may_see(order.standing, query.actor):
                raise OrderNotFound()
            return await uow.ledger.papers.refunds_of(order.id)
