"""A dispatcher takes the visit from its worker; the order is dispatched again."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from domain.orders import offering
from domain.orders.status import Action


@dataclass(frozen=True, slots=True)
class ReassignVisit(OrderCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class ReassignVisitHandler(OrderHandler):
    async def __call__(self, cmd: ReassignVisit) -> Receipt:
        return await act(
            self, cmd, lambda order, by, uow: offering.let_go(order, by, Action.REASSIGN, cmd.reason)
        )
