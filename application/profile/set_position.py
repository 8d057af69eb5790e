"""A worker's phone says where it is. Nobody is told: positions are read when they are shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.clock import MovableClock
from application.ports.time import SystemClock
from application.ports.unit_of_work import NewUnit
from domain.shared.geo import Point
from domain.shared.ids import AccountId, WorkerId


@dataclass(frozen=True, slots=True)
class SetPosition:
    """`at` is when the phone took it, in real time."""

    account_id: AccountId
    point: Point
    at: datetime


@dataclass(frozen=True, slots=True)
class SetPositionHandler:
    """Positions age in business time: the age that a phone reports is carried over to that clock."""

    new_uow: NewUnit
    clock: MovableClock
    system_clock: SystemClock

    async def __call__(self, cmd: SetPosition) -> None:
        """A position older than the known one changes nothing; one from the future counts as of now."""
        age = max(timedelta(0), self.system_clock.now() - cmd.at)
        at = self.clock.now() - age * self.clock.rate
        async with self.new_uow() as uow:
            uow.people.set_position(WorkerId(cmd.account_id), cmd.point, at)
            await uow.commit()
