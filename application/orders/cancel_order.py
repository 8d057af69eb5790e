"""Cancel while no worker is firm; live offers are withdrawn with it."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class CancelOrder(OrderCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class CancelOrderHandler(OrderHandler):
    async def __call__(self, cmd: CancelOrder) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.cancel(by, cmd.reason))
