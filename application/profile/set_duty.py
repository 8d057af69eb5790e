"""A worker goes on or off duty."""

from dataclasses import dataclass

from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.upkeep.events import WorkerChanged
from domain.shared.ids import AccountId, WorkerId


@dataclass(frozen=True, slots=True)
class SetDuty:
    account_id: AccountId
    is_on_duty: bool


@dataclass(frozen=True, slots=True)
class SetDutyHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: SetDuty) -> None:
        """Raises `WorkerNotFound` for an account that is no worker's."""
        worker_id = WorkerId(cmd.account_id)
        async with self.new_uow() as uow:
            region_id = await uow.people.region_of(worker_id)
            uow.people.set_duty(worker_id, is_on_duty=cmd.is_on_duty)
            what = "on_duty" if cmd.is_on_duty else "off_duty"
            uow.record(WorkerChanged(worker_id, region_id, what, self.clock.now()))
            await uow.commit()
