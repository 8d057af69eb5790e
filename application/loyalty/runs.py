"""How the clock's runs book what is due: in chunks, each one journal in one unit of work.

A chunk holds its lots for milliseconds, so that a member who spends meanwhile hardly waits; a member who
was faster makes the chunk fail whole, and it is loaded anew.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from application.ports.ids import Ids
from application.ports.ledger import Ledger, NewLoyaltyWork
from domain.loyalty.events import told_by
from domain.loyalty.journal import Heading, JournalId, asked_hash
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.refusals import LotChanged

CHUNK: Final = 500  # lots in one unit of work: larger ones make spenders wait (ADR 0156)
TRIES: Final = 3
IN_LINE: Final = 2


@dataclass(frozen=True, slots=True)
class Booked:
    """How many lots a run booked. `is_done` is false where more are due: run again."""

    lots: int
    is_done: bool


Chunk = Coroutine[object, object, int | None]
Writing = asyncio.Task[int | None] | Chunk
Start = Callable[[Chunk], Writing]


def in_turn(chunk: Chunk) -> Writing:
    """Nothing is done beside: a chunk begins once it is waited for."""
    return chunk


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with. `start` may begin a chunk at once (`asyncio.create_task`), beside the next."""

    new_work: NewLoyaltyWork
    ids: Ids
    start: Start = in_turn


@dataclass(frozen=True, slots=True)
class Rule:
    """What a run books: the name in its request ids, how to find the due lots, and what becomes of them."""

    name: str
    due: Callable[[Ledger, datetime, int, Lot | None], Awaitable[tuple[Lot, ...]]]
    book: Callable[[Heading, Sequence[Lot]], Movement | None]


@dataclass(frozen=True, slots=True)
class Run:
    """At most `chunks` chunks of `chunk` lots, as of `now`."""

    now: datetime
    chunk: int
    chunks: int


async def book_due(rule: Rule, run: Run, desk: Desk) -> Booked:
    """Book chunk by chunk until nothing is due, the run's bound is reached or members are always faster."""
    line = _Line(rule, run, desk)
    try:
        is_done = await line.walk()
        return Booked(*await line.ended(is_done))
    except BaseException:
        line.give_up()
        raise


@dataclass(slots=True)
class _Line:
    """Chunks in a line: while one is written, the next is loaded and made. One at a time is written."""

    rule: Rule
    run: Run
    desk: Desk
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    writing: deque[Writing] = field(default_factory=deque)
    booked: int = 0

    async def walk(self) -> bool:
        """True when nothing more is due."""
        last: Lot | None = None
        for _ in range(self.run.chunks):
            lots = await self._due(last)
            if lots:
                last = lots[-1]
                self.writing.append(self.desk.start(self._book(lots)))
            if len(lots) < self.run.chunk:
                return True
            if len(self.writing) == IN_LINE and not await self._next():
                return False
        return False

    async def ended(self, is_done: bool) -> tuple[int, bool]:
        """How many lots were booked once all is written, and whether that was all."""
        while self.writing:
            is_done = await self._next() and is_done
        return self.booked, is_done

    def give_up(self) -> None:
        for one in self.writing:
            one.cancel() if isinstance(one, asyncio.Task) else one.close()

    async def _next(self) -> bool:
        lots = await self.writing.popleft()
        self.booked += lots or 0
        return lots is not None

    async def _due(self, last: Lot | None) -> tuple[Lot, ...]:
        async with self.desk.new_work() as work:
            return await self.rule.due(work.ledger, self.run.now, self.run.chunk, last)

    async def _book(self, lots: tuple[Lot, ...]) -> int | None:
        """How many of them; None where members were always faster."""
        for number in range(TRIES):
            async with self.desk.new_work() as work:
                now = await work.ledger.lots([lot.id for lot in lots]) if number else lots
                movement = self.rule.book(self._heading(), now)
                if movement is None:
                    return 0
                work.ledger.post(movement)
                work.record(told_by(movement.journal))
                try:
                    async with self.turn:
                        await work.commit()
                except LotChanged:
                    continue
                return len(movement.lots)
        return None

    def _heading(self) -> Heading:
        """A run asks for whatever is due: its moment says it all."""
        name, at = self.rule.name, self.run.now
        journal_id = JournalId(self.desk.ids.new())
        return Heading(journal_id, f"{name}:{journal_id}", at, asked=asked_hash(name, at))
