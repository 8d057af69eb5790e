"""The worker sets out."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from domain.orders import serving


@dataclass(frozen=True, slots=True)
class Depart(OrderCommand):
    """The worker sets out."""


@dataclass(frozen=True, slots=True)
class DepartHandler(OrderHandler):
    async def __call__(self, cmd: Depart) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: serving.depart(order, by))
