"""A dispatcher gives up on an order that nobody can serve."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class CloseUnserved(OrderCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class CloseUnservedHandler(OrderHandler):
    async def __call__(self, cmd: CloseUnserved) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.close_unserved(by, cmd.reason))
