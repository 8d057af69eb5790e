"""A reviewer lets an order into dispatch."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class ApproveOrder(OrderCommand):
    """A reviewer lets an order into dispatch."""


@dataclass(frozen=True, slots=True)
class ApproveOrderHandler(OrderHandler):
    async def __call__(self, cmd: ApproveOrder) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.approve(by))
