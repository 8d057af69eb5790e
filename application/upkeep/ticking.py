"""Automatic dispatch of every region, each at its own pace of business time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.dispatching.tick import TickHandler
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.shared.ids import RegionId


@dataclass(slots=True)
class Ticks:
    """When each region was last dispatched is remembered here; after a restart each is due at once."""

    new_uow: NewUnit
    clock: Clock
    tick: TickHandler
    _last: dict[RegionId, datetime] = field(default_factory=dict)

    async def __call__(self) -> bool:
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
        for region in regions:
            now = self.clock.now()
            pause = timedelta(seconds=region.dispatch_policy.tick_s)
            last = self._last.get(region.region_id)
            if last is None or now - last >= pause:
                self._last[region.region_id] = now
                await self.tick(region.region_id)
        return False
