"""Automatic dispatch of every region, each at its own pace, urgent orders at once, and beside all others."""

from asyncio import Task, create_task, gather
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from application.dispatching.tick import TickHandler
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.ports.world import RegionSettings
from domain.shared.ids import OrderId, RegionId

Failed = Callable[[RegionId, BaseException], None]
Urgent = frozenset[tuple[OrderId, int]]
NONE: Final[Urgent] = frozenset()


@dataclass(slots=True)
class Ticks:
    """When each region was last dispatched is remembered here; after a restart each is due at once.

    An urgent order that no round has seen as it is now is decided at once, without the others (ADR 155). A
    region is never dispatched twice at a time, and none waits for another. `failed` is told what went
    wrong in a region, which is tried again at its next tick. Call `close` when done.
    """

    new_uow: NewUnit
    clock: Clock
    tick: TickHandler
    failed: Failed
    _last: dict[RegionId, datetime] = field(default_factory=dict)
    _seen: dict[RegionId, Urgent] = field(default_factory=dict)
    _running: dict[RegionId, Task[None]] = field(default_factory=dict)

    async def __call__(self) -> bool:
        """Begin with each region that is due; wait for none of them."""
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
            urgent = await uow.world.urgent_waiting()
        for region in regions:
            if region.region_id not in self._running:
                self._perhaps_begin(region, urgent.get(region.region_id, NONE))
        return False

    def _perhaps_begin(self, region: RegionSettings, urgent: Urgent) -> None:
        """A round over everything when it is time for one, else over urgent orders when there are new ones.

        What was read before a round begins is seen by it.
        """
        region_id, now = region.region_id, self.clock.now()
        last, pause = self._last.get(region_id), timedelta(seconds=region.dispatch_policy.tick_s)
        is_time = last is None or now - last >= pause
        if is_time:
            self._last[region_id] = now
        if is_time or not urgent <= self._seen.get(region_id, NONE):
            self._seen[region_id] = urgent
            self._running[region_id] = create_task(self._dispatched(region_id, only_urgent=not is_time))

    async def settled(self) -> None:
        """Wait until every region that was begun with is done."""
        await gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Break off what is running: what it has done so far is stored, the rest is still waiting."""
        for task in self._running.values():
            task.cancel()
        await self.settled()
        self._running.clear()

    async def _dispatched(self, region_id: RegionId, *, only_urgent: bool) -> None:
        try:
            await self.tick(region_id, only_urgent=only_urgent)
        except Exception as trouble:
            self.failed(region_id, trouble)
        finally:
            self._running.pop(region_id, None)
