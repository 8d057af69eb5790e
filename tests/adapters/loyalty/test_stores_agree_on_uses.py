"""A season of every use of points on both stores: the same balances, totals and rows, and a clean audit."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from application.ports.ledger_reads import RowsAsked
from domain.loyalty.balance import balance_of
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import LotId
from domain.loyalty.reports import Total
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId
from domain.shared.time import Window
from tests.adapters.loyalty.conftest import NewWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import START, CountingIds

pytestmark = pytest.mark.asyncio(loop_scope="package")
MEMBERS = [AccountId(UUID(int=number)) for number in range(1, 4)]


async def outcome(work: Awaitable[None]) -> str:
    try:
        await work
    except DomainError as refusal:
        return f"{refusal.code} {sorted(refusal.facts.items())}"
    return "done"


class Twins:
    """A teller on each store, who are told the same."""

    def __init__(self, sql_work: NewWork) -> None:
        books = Books()
        self.tellers = (
            Teller(lambda: MemoryLoyaltyWork(books), CountingIds()),
            Teller(sql_work, CountingIds()),
        )
        self.lots: list[LotId] = []
        self.holds: list[HoldId] = []

    async def both(self, ask: Callable[[Teller], Awaitable[None]]) -> bool:
        memory, sql = [await outcome(ask(teller)) for teller in self.tellers]
        assert memory == sql
        return memory == "done"

    async def compare(self, member: AccountId) -> None:
        memory, sql = [await teller.points(member) for teller in self.tellers]
        assert memory == sql

    async def step(self, number: int, dice: Random) -> None:
        for teller in self.tellers:
            teller.now += timedelta(hours=number % 7)
        member, key, amount = dice.choice(MEMBERS), f"request {number}", dice.randint(1, 60)
        choice = dice.random()
        if choice < 0.3:
            days = (dice.randint(0, 3), dice.randint(4, 30))
            await self.both(lambda one: one.earn(key, member, days, amount * 3))
            async with self.tellers[0].new_work() as work:
                self.lots += [lot.id for lot in await work.ledger.lots_of(member)][-1:]
        elif choice < 0.5:
            hold_id, lapses = HoldId(UUID(int=number)), None
            if dice.random() < 0.3:
                lapses = self.tellers[0].now + timedelta(hours=dice.randint(1, 90))
            if await self.both(lambda one: one.hold(hold_id, member, amount, lapses)):
                self.holds.append(hold_id)
        elif choice < 0.75 and self.holds:
            await self.on_a_hold(key, dice)
        elif choice < 0.8 and self.lots:
            lot_id = dice.choice(self.lots)
            async with self.tellers[0].new_work() as work:
                (lot,) = await work.ledger.lots([lot_id])
            await self.both(lambda one: one.reverse(key, lot.member_id, lot_id, amount))
        elif choice < 0.87:
            other = dice.choice(MEMBERS)
            await self.both(lambda one: one.gift(UUID(int=number), member, other, amount))
        elif choice < 0.93:
            points = dice.choice([-1, 1]) * amount
            await self.both(lambda one: one.adjust(UUID(int=number), member, points))
        else:
            await self.both(lambda one: one.run(chunk=9))
        await self.compare(member)

    async def on_a_hold(self, key: str, dice: Random) -> None:
        hold_id = dice.choice(self.holds[-8:])
        async with self.tellers[0].new_work() as work:
            hold = await work.ledger.hold(hold_id)
        assert hold is not None
        amount, back = dice.choice([None, 0, dice.randint(1, hold.amount)]), dice.randint(1, 9)
        if dice.random() < 0.3:
            await self.both(lambda one: one.refund(key, hold.member_id, hold_id, back))
        else:
            await self.both(lambda one: one.end(key, hold.member_id, hold_id, amount))


async def test_both_stores_stay_twins_through_every_use_of_points(sql_work: NewWork) -> None:
    twins, dice = Twins(sql_work), Random(20261129)
    for number in range(1, 200):
        await twins.step(number, dice)
    now = twins.tellers[0].now
    for member in MEMBERS:
        for hours in (0, 40, 200, 400):
            moment, seen = now - timedelta(hours=hours), []
            for teller in twins.tellers:
                async with teller.new_work() as work:
                    past = await work.ledger.reads.wallet_at(member, moment)
                seen.append((balance_of([one.as_it_was for one in past.stood], moment), past.debt))
            assert seen[0] == seen[1]
    for start, end in ((START, now), (START + timedelta(days=5), START + timedelta(days=12))):
        period, read = Window(start, end), list[object]()
        for teller in twins.tellers:
            async with teller.new_work() as work:
                reads = work.ledger.reads
                totals = await reads.totals(period, now)
                opening, closing = [await reads.outstanding_before(at) for at in (start, end)]
                rows = [await reads.rows(RowsAsked(total, period, now, 0, 999)) for total in Total]
            assert opening.net + totals.change == closing.net
            sums = [sum(row.points for row in page) for page in rows]
            assert sums == [getattr(totals, total.value) for total in Total]
            told = [[(row.at, row.points, row.kind, row.member_id) for row in page] for page in rows]
            read.append((totals, opening, closing, [sorted(page, key=str) for page in told]))
        assert read[0] == read[1]
    for teller in twins.tellers:
        async with teller.new_work() as work:
            report = await work.ledger.reads.audit()
        assert (report.findings, report.journals > 100) == ((), True)
