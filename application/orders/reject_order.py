"""A reviewer turns an order down, with a reason."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class RejectOrder(OrderCommand):
    reason_code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RejectOrderHandler(OrderHandler):
    async def __call__(self, cmd: RejectOrder) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.reject(by, cmd.reason_code, cmd.note))
