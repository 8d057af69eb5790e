"""Somebody of the staff has looked at an exception."""

from dataclasses import dataclass

from application.ports.desk import ExceptionNotFound
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.upkeep.events import DeskChanged
from domain.identity.roles import Actor
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
        """Raises `ExceptionNotFound`, also for one of another region or one that was resolved before."""
        if cmd.actor.account_id is None:
            raise ExceptionNotFound()
        now = self.clock.now()
        async with self.new_uow() as uow:
            entry = await uow.desk.get(cmd.exception_id, cmd.actor.region_id)
            uow.desk.resolve(entry.id, entry.region_id, cmd.actor.account_id, now, cmd.note.strip())
            uow.record(DeskChanged(entry.order_id, entry.region_id, entry.kind, now))
            await uow.commit()
