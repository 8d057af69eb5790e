"""The books are closed now and then: a journal that is then taken away or altered breaks the chain."""

from dataclasses import dataclass

from application.ports.ledger import NewLoyaltyWork
from application.ports.time import SystemClock
from domain.loyalty.closings import ClosedMeanwhile


@dataclass(frozen=True, slots=True)
class CloseBooks:
    """At most `closings` closings of `limit` journals each."""

    limit: int = 20_000
    closings: int = 10


@dataclass(frozen=True, slots=True)
class BooksClosed:
    """`is_done` is false where more journals wait: run again."""

    journals: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class CloseBooksHandler:
    """Closings carry real time: business time may be moved, and they are about who wrote when."""

    new_work: NewLoyaltyWork
    clock: SystemClock

    async def __call__(self, cmd: CloseBooks) -> BooksClosed:
        """Repeating it closes nothing twice."""
        closed = 0
        try:
            async with self.new_work() as work:
                upto = await work.ledger.closings.settled()
            for _ in range(cmd.closings):
                journals = await self._close(upto, cmd.limit)
                closed += journals
                if journals < cmd.limit:
                    return BooksClosed(closed, is_done=True)
        except ClosedMeanwhile:
            pass
        return BooksClosed(closed, is_done=False)

    async def _close(self, upto: int, limit: int) -> int:
        async with self.new_work() as work:
            closing = await work.ledger.closings.following(upto, self.clock.now(), limit)
            if closing is None:
                return 0
            work.ledger.closings.add(closing)
            await work.commit()
            return closing.journals
