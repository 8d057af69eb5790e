"""A manager ends an open order whatever its state."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class ForceCloseOrder(OrderCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class ForceCloseOrderHandler(OrderHandler):
    async def __call__(self, cmd: ForceCloseOrder) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.force_close(by, cmd.reason))
