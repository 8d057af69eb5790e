"""The clock's run over birthdays: region by region, by its calendar, once a year for each member."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.ports.world import RegionSettings
from application.promotions.award_due import Due, award_due
from application.promotions.awarding import Happening
from application.promotions.means import Means
from domain.loyalty.journal import Origin, OriginKind
from domain.promotions.programme.birthdays import Celebration, anniversaries
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, RegionId

CHUNK: Final = 200
CHUNKS: Final = 20


@dataclass(frozen=True, slots=True)
class Celebrate:
    """Bounds for each region."""

    chunk: int = CHUNK
    chunks: int = CHUNKS


@dataclass(frozen=True, slots=True)
class CelebrateHandler:
    """A run that is late makes up for the days before it (`LATE_DAYS`)."""

    new_uow: NewUnit
    clock: Clock
    means: Means

    async def __call__(self, cmd: Celebrate) -> bool:
        """True when more may be waiting: run again."""
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
        return any([await self._region(region, cmd) for region in regions])

    async def _region(self, region: RegionSettings, cmd: Celebrate) -> bool:
        now = self.clock.now()
        days = anniversaries(now, ZoneInfo(region.zone))
        after: AccountId | None = None
        for _ in range(cmd.chunks):
            async with self.new_uow() as uow:
                found = await uow.birthdays.due(region.region_id, days, after, cmd.chunk)
            if found:
                due = [celebration_due(one, region.region_id, now) for one in found]
                await award_due(self.new_uow, self.means, due)
                after = found[-1].member_id
            if len(found) < cmd.chunk:
                return False
        return True


def celebration_due(celebration: Celebration, region_id: RegionId, now: datetime) -> Due:
    def remember(uow: UnitOfWork) -> None:
        uow.birthdays.celebrate(celebration)

    happening = Happening(
        source=UseSource(celebration.event_id, region_id, celebration.member_id, None, now),
        trigger=Trigger.BIRTHDAY,
        origin=Origin(OriginKind.PROGRAMME, celebration.event_id),
        readings={"member.days_to_birthday": 0},
    )
    return Due(happening, remember)
