"""The first round of dispatch after a start finds the kernels of the search for routes loaded."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from application.ports.unit_of_work import NewUnit
from dispatch_engine import kernel_caches
from domain.dispatching.policy import DispatchRule

log = logging.getLogger("callout.background")
LOADING_S: Final = 30.0
"""Loading what is compiled takes some seconds; dispatch waits for it once, and never longer than this."""


class RoutePlanner(Protocol):
    async def ready_for_routes(self, most_s: float) -> bool:
        """Whether the kernels are loaded within that time; if not, they are later."""
        ...


def are_compiled() -> bool:
    return all(cache.is_warm for cache in kernel_caches())


@dataclass(slots=True)
class RoutesFirst:
    """`step`, after the kernels where a region plans routes. For the compiler, of minutes, nobody waits."""

    step: Callable[[], Awaitable[bool]]
    new_uow: NewUnit
    planner: RoutePlanner
    are_compiled: Callable[[], bool] = are_compiled
    _has_looked: bool = field(default=False, init=False)

    async def __call__(self) -> bool:
        if not self._has_looked and await self._is_needed():
            most_s = LOADING_S if self.are_compiled() else 0.0
            is_ready = await self.planner.ready_for_routes(most_s)
            log.info("the search for routes is %s", "ready" if is_ready else "being compiled")
        self._has_looked = True
        return await self.step()

    async def _is_needed(self) -> bool:
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
        policies = [one.dispatch_policy for one in regions]
        return any(one.is_enabled and one.rule is DispatchRule.PLAN for one in policies)
