"""Automatic dispatch of every region, each at its own pace of business time and beside all others."""

from asyncio import Task, create_task, gather
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.dispatching.tick import TickHandler
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.shared.ids import RegionId

Failed = Callable[[RegionId, BaseException], None]


@dataclass(slots=True)
class Ticks:
    """When each region was last dispatched is remembered here; after a restart each is due at once.

    A region is never dispatched twice at a time, and none waits for another. `failed` is told what went
    wrong in a region, which is tried again at its next tick. Call `close` when done.
    """

    new_uow: NewUnit
    clock: Clock
    tick: TickHandler
    failed: Failed
    _last: dict[RegionId, datetime] = field(default_factory=dict)
    _running: dict[RegionId, Task[None]] = field(default_factory=dict)

    async def __call__(self) -> bool:
        """Begin with each region that is due; wait for none of them."""
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
        for region in regions:
            now = self.clock.now()
            pause = timedelta(seconds=region.dispatch_policy.tick_s)
            last = self._last.get(region.region_id)
            if region.region_id not in self._running and (last is None or now - last >= pause):
                self._last[region.region_id] = now
                self._running[region.region_id] = create_task(self._dispatched(region.region_id))
        return False

    async def settled(self) -> None:
        """Wait until every region that was begun with is done."""
        await gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Break off what is running: what it has done so far is stored, the rest is still waiting."""
        for task in self._running.values():
            task.cancel()
        await self.settled()
        self._running.clear()

    async def _dispatched(self, region_id: RegionId) -> None:
        try:
            await self.tick(region_id)
        except Exception as trouble:
            self.failed(region_id, trouble)
        finally:
            self._running.pop(region_id, None)
