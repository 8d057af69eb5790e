"""The homeowner confirms that the work is done."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class ConfirmOrder(OrderCommand):
    """The homeowner confirms that the work is done."""


@dataclass(frozen=True, slots=True)
class ConfirmOrderHandler(OrderHandler):
    async def __call__(self, cmd: ConfirmOrder) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.confirm(by))
