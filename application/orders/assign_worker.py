"""A dispatcher gives the visit to a worker directly."""

from dataclasses import dataclass

from application.dispatching.cards import card_by_hand
from application.dispatching.judging import Judge, make_room, plan_of
from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.ids import Ids
from application.ports.unit_of_work import UnitOfWork
from domain.orders import offering
from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.status import Action
from domain.shared.ids import WorkerId


@dataclass(frozen=True, slots=True)
class AssignWorker(OrderCommand):
    """With a reason, a worker who declined before may be named again."""

    worker_id: WorkerId
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AssignWorkerHandler(OrderHandler):
    judge: Judge
    ids: Ids

    async def __call__(self, cmd: AssignWorker) -> Receipt:
        async def change(order: Order, by: By, uow: UnitOfWork) -> None:
            order.step(Action.ASSIGN, by)
            forced = cmd.reason is not None
            ranked = await self.judge.named(order, (cmd.worker_id,), uow.world, by, is_forced=forced)
            offering.assign(order, by, cmd.worker_id, plan_of(ranked[0]), cmd.reason)
            make_room(uow.world, ranked[0])
            uow.cards.add(card_by_hand(self.ids, order, ranked, by, "assign"))

        return await act(self, cmd, change)
