"""What all commands on one order share: load it, see whether the caller may, act, store, answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from application.orders.receipt import Receipt, receipt_for
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from domain.identity.roles import Actor
from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import may_see
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class OrderCommand:
    """Who asks for which order, and the version that they saw (None: it does not matter)."""

    actor: Actor
    order_id: OrderId
    expected_version: int | None


@dataclass(frozen=True, slots=True)
class OrderHandler:
    """The two things every handler of an order needs."""

    new_uow: NewUnit
    clock: Clock


Change = Callable[[Order, By, UnitOfWork], Awaitable[None] | None]


async def act(handler: OrderHandler, cmd: OrderCommand, change: Change) -> Receipt:
    """Run one change of one order as one transaction.

    Raises `OrderNotFound` also for an order that the caller may not see, `StaleVersion`, and whatever
    the change refuses.
    """
    async with handler.new_uow() as uow:
        order = await uow.orders.get(cmd.order_id)
        if not may_see(order.standing, cmd.actor):
            raise OrderNotFound()
        order.expect_version(cmd.expected_version)
        under_way = change(order, By(cmd.actor, handler.clock.now()), uow)
        if under_way is not None:
            await under_way
        return await store(uow, order, cmd.actor)


async def store(uow: UnitOfWork, order: Order, actor: Actor) -> Receipt:
    """Save the order and answer with its receipt, in one commit."""
    uow.orders.save(order)
    receipt = receipt_for(order, actor)
    await uow.commit(receipt)
    return receipt
