"""The worker is at the door: near the address, or with a photo that shows it."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.unit_of_work import UnitOfWork
from domain.orders import serving
from domain.orders.by import By
from domain.orders.order import Order
from domain.shared.geo import Point


@dataclass(frozen=True, slots=True)
class Arrive(OrderCommand):
    position: Point | None


@dataclass(frozen=True, slots=True)
class ArriveHandler(OrderHandler):
    async def __call__(self, cmd: Arrive) -> Receipt:
        async def change(order: Order, by: By, uow: UnitOfWork) -> None:
            has_photo = await uow.world.photo_count(order.id, "before") > 0
            serving.arrive(order, by, cmd.position, has_photo=has_photo)

        return await act(self, cmd, change)
