"""Points that have cooled off are booked as available."""

from dataclasses import dataclass
from typing import Final

from application.loyalty.runs import CHUNK, Booked, Desk, Rule, Run, book_due
from application.ports.time import Clock
from domain.loyalty.earning import mature

MATURING: Final = Rule("mature", lambda ledger, *asked: ledger.due_to_mature(*asked), mature)


@dataclass(frozen=True, slots=True)
class MatureLots:
    chunk: int = CHUNK
    chunks: int = 20


@dataclass(frozen=True, slots=True)
class MatureLotsHandler:
    desk: Desk
    clock: Clock

    async def __call__(self, cmd: MatureLots) -> Booked:
        run = Run(self.clock.now(), cmd.chunk, cmd.chunks)
        return await book_due(MATURING, run, self.desk)
