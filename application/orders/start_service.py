"""Work begins, once the photos that the service asks for beforehand are there."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.unit_of_work import UnitOfWork
from domain.orders import serving
from domain.orders.by import By
from domain.orders.order import Order


@dataclass(frozen=True, slots=True)
class StartService(OrderCommand):
    """Work begins."""


@dataclass(frozen=True, slots=True)
class StartServiceHandler(OrderHandler):
    async def __call__(self, cmd: StartService) -> Receipt:
        async def change(order: Order, by: By, uow: UnitOfWork) -> None:
            needed = order.terms.photos_before
            serving.start(order, by, await uow.world.photo_count(order.id, "before") if needed else 0)

        return await act(self, cmd, change)
