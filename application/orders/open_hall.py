"""Let any eligible worker grab the order."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from domain.orders import offering


@dataclass(frozen=True, slots=True)
class OpenHall(OrderCommand):
    """Let any eligible worker grab the order."""


@dataclass(frozen=True, slots=True)
class OpenHallHandler(OrderHandler):
    async def __call__(self, cmd: OpenHall) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: offering.open_hall(order, by))
