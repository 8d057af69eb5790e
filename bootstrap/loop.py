"""Work that goes on by itself: a step, again and again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

log = logging.getLogger("callout.background")

Step = Callable[[], Awaitable[bool]]
"""One piece of work; True when there may be more of it at once."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A step, repeated: at once while there is work, else after a pause in real seconds; `end` comes last."""

    name: str
    step: Step
    pause_s: float
    end: Callable[[], Awaitable[None]] | None = None

    async def run(self) -> None:
        try:
            await self._repeat()
        finally:
            if self.end is not None:
                await self.end()

    async def _repeat(self) -> None:
        """Until cancelled. A failure is logged and tried again later: the work is still in the database."""
        failures = 0
        while True:
            try:
                more = await self.step()
                failures = 0
            except Exception:
                failures += 1
                log.exception("%s failed", self.name)
                await asyncio.sleep(min(0.25 * 2**failures, 15.0))
                continue
            await asyncio.sleep(0 if more else self.pause_s)
