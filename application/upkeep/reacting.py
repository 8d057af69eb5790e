"""Drain the outbox: for each event every reaction of the table, each once."""

import asyncio
from dataclasses import dataclass

from application.ports.upkeep import Leased, Leases
from application.reactions.react import Happened, ReactionRunner
from application.reactions.table import REACTIONS
from domain.orders.events import OrderEvent
from domain.shared.ids import EventId

BATCH = 100
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class React:
    leases: Leases
    run: ReactionRunner

    async def __call__(self) -> bool:
        """True when a whole batch was taken: there may be more."""
        leased = await self.leases.take(BATCH)
        room = asyncio.Semaphore(AT_ONCE)
        outcomes = await asyncio.gather(*(self._react(one, room) for one in leased))
        done = [one for one, is_done in zip(leased, outcomes, strict=True) if is_done]
        if done:
            await self.leases.done(done)
        return len(leased) == BATCH

    async def _react(self, leased: Leased, room: asyncio.Semaphore) -> bool:
        """A failure of one event keeps no other from its reactions."""
        event = leased.event
        if not isinstance(event, OrderEvent):
            return True
        happened = Happened(EventId(leased.event_id), event)
        async with room:
            for reaction in REACTIONS[type(event)]:
                try:
                    await self.run(reaction, happened)
                except Exception as trouble:
                    await self.leases.later(leased, type(trouble).__name__)
                    return False
        return True
