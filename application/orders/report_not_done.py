"""The homeowner says that the work is not done; the worker is asked back."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from domain.orders import serving


@dataclass(frozen=True, slots=True)
class ReportNotDone(OrderCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class ReportNotDoneHandler(OrderHandler):
    async def __call__(self, cmd: ReportNotDone) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: serving.not_done(order, by, cmd.reason))
