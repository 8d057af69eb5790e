"""Somebody of the staff has looked at an exception."""

from dataclasses import dataclass

from application.ports.desk import DeskEntry, ExceptionNotFound, OrderStillLate
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.upkeep.events import DeskChanged
from domain.identity.roles import Actor
from domain.orders.status import Action
from domain.shared.ids import ExceptionId


@dataclass(frozen=True, slots=True)
class ResolveException:
    actor: Actor
    exception_id: ExceptionId
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResolveExceptionHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: ResolveException) -> None:
        """Raises `ExceptionNotFound`, also for one of another region or one that was resolved before.

        Raises `OrderStillLate` when the queue is all that looks after the order.
        """
        if cmd.actor.account_id is None:
            raise ExceptionNotFound()
        now = self.clock.now()
        async with self.new_uow() as uow:
            entry = await uow.desk.get(cmd.exception_id, cmd.actor.region_id)
            await _expect_looked_after(uow, entry)
            uow.desk.resolve(entry.id, entry.region_id, cmd.actor.account_id, now, cmd.note.strip())
            uow.record(DeskChanged(entry.order_id, entry.region_id, entry.kind, now))
            await uow.commit()


async def _expect_looked_after(uow: UnitOfWork, entry: DeskEntry) -> None:
    """Each move of the order clears its lateness and this entry; before the no-show it has a deadline."""
    if entry.kind != Action.FLAG_LATE:
        return
    order = await uow.orders.get(entry.order_id)
    if order.is_late and order.deadline_at is None:
        raise OrderStillLate(status=order.status.value)
