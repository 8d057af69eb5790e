"""Points whose date has come are booked as breakage."""

from dataclasses import dataclass
from typing import Final

from application.loyalty.runs import CHUNK, Booked, Desk, Rule, Run, book_due
from application.ports.time import Clock
from domain.loyalty.earning import expire

EXPIRY: Final = Rule("expire", lambda ledger, *asked: ledger.due_to_expire(*asked), expire)


@dataclass(frozen=True, slots=True)
class ExpireLots:
    chunk: int = CHUNK
    chunks: int = 20


@dataclass(frozen=True, slots=True)
class ExpireLotsHandler:
    desk: Desk
    clock: Clock

    async def __call__(self, cmd: ExpireLots) -> Booked:
        run = Run(self.clock.now(), cmd.chunk, cmd.chunks)
        return await book_due(EXPIRY, run, self.desk)
