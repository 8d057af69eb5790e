"""The worker gives a visit back; the order is dispatched again, more urgently."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from domain.orders import offering
from domain.orders.status import Action


@dataclass(frozen=True, slots=True)
class DropVisit(OrderCommand):
    reason_code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DropVisitHandler(OrderHandler):
    async def __call__(self, cmd: DropVisit) -> Receipt:
        return await act(
            self,
            cmd,
            lambda order, by, uow: offering.let_go(order, by, Action.DROP, cmd.reason_code, cmd.note),
        )
