"""Points whose date has come are booked as breakage."""

from dataclasses import dataclass
from typing import Final

from application.loyalty.runs import CHUNK, Booked, Rule, Run, book_due
from application.ports.ids import Ids
from application.ports.ledger import NewLoyaltyWork
from application.ports.time import Clock
from domain.loyalty.earning import expire

EXPIRY: Final = Rule("expire", lambda ledger, now, limit: ledger.due_to_expire(now, limit), expire)


@dataclass(frozen=True, slots=True)
class ExpireLots:
    chunk: int = CHUNK
    chunks: int = 20


@dataclass(frozen=True, slots=True)
class ExpireLotsHandler:
    new_work: NewLoyaltyWork
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: ExpireLots) -> Booked:
        run = Run(self.clock.now(), cmd.chunk, cmd.chunks)
        return await book_due(EXPIRY, run, self.new_work, self.ids)
