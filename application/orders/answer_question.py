"""The homeowner answers the reviewer's question."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt


@dataclass(frozen=True, slots=True)
class AnswerQuestion(OrderCommand):
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerQuestionHandler(OrderHandler):
    async def __call__(self, cmd: AnswerQuestion) -> Receipt:
        return await act(self, cmd, lambda order, by, uow: order.answer_with(by, cmd.answer))
