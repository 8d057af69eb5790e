"""How the clock's runs book what is due: in chunks, each one journal in one unit of work.

A chunk holds its lots for milliseconds, so that a member who spends meanwhile hardly waits; a member who
was faster makes the chunk fail whole, and it is loaded anew.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.ids import Ids
from application.ports.ledger import Ledger, LoyaltyWork, NewLoyaltyWork
from domain.loyalty.events import told_by
from domain.loyalty.journal import Heading, JournalId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.refusals import LotChanged

CHUNK: Final = 2_500  # lots in one unit of work: larger ones make spenders wait
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Booked:
    """How many lots a run booked. `is_done` is false where more are due: run again."""

    lots: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What a run books: the name in its request ids, how to find the due lots, and what becomes of them."""

    name: str
    due: Callable[[Ledger, datetime, int], Awaitable[tuple[Lot, ...]]]
    book: Callable[[Heading, Sequence[Lot]], Movement | None]


@dataclass(frozen=True, slots=True)
class Run:
    """At most `chunks` chunks of `chunk` lots, as of `now`."""

    now: datetime
    chunk: int
    chunks: int


async def book_due(rule: Rule, run: Run, new_work: NewLoyaltyWork, ids: Ids) -> Booked:
    """Book chunk by chunk until nothing is due, the run's bound is reached or members are always faster."""
    booked = 0
    for _ in range(run.chunks):
        lots = await _book_chunk(rule, run, new_work, ids)
        if lots is None:
            return Booked(booked, is_done=False)
        booked += lots
        if lots < run.chunk:
            return Booked(booked, is_done=True)
    return Booked(booked, is_done=False)


async def _book_chunk(rule: Rule, run: Run, new_work: NewLoyaltyWork, ids: Ids) -> int | None:
    for _ in range(TRIES):
        async with new_work() as work:
            movement = await _due(rule, run, work, ids)
            if movement is None:
                return 0
            work.ledger.post(movement)
            work.record(told_by(movement.journal))
            try:
                await work.commit()
            except LotChanged:
                continue
            return len(movement.lots)
    return None


async def _due(rule: Rule, run: Run, work: LoyaltyWork, ids: Ids) -> Movement | None:
    journal_id = JournalId(ids.new())
    heading = Heading(journal_id, f"{rule.name}:{journal_id}", run.now)
    return rule.book(heading, await rule.due(work.ledger, run.now, run.chunk))
