"""A reviewer needs to know more before deciding."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class AskHomeowner(OrderCommand):
    question: str


@dataclass(frozen=True, slots=True)
class AskHomeownerHandler(OrderHandler):
    async def __call__(self, cmd: AskHomeowner) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.ask(by, cmd.question))
