"""Work is done: with the photos after it, and not sooner than makes sense unless a reason is given."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.unit_of_work import UnitOfWork
from domain.orders import serving
from domain.orders.by import By
from domain.orders.order import Order


@dataclass(frozen=True, slots=True)
class CompleteService(OrderCommand):
    summary: str = ""
    materials: str = ""
    early_reason: str | None = None


@dataclass(frozen=True, slots=True)
class CompleteServiceHandler(OrderHandler):
    async def __call__(self, cmd: CompleteService) -> Receipt:
        async def change(order: Order, by: By, uow: UnitOfWork) -> None:
            needed = order.terms.photos_after
            photos = await uow.world.photo_count(order.id, "after") if needed else 0
            report = "\n".join(part for part in (cmd.summary.strip(), cmd.materials.strip()) if part)
            serving.complete(order, by, photos, report, cmd.early_reason)

        return await act(self, cmd, change)
