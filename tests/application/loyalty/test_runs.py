"""What the clock's runs book, in chunks, and again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from adapters.memory.ledger import MemoryLoyaltyWork
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.runs import TRIES, Booked, Desk, Start, in_turn
from application.ports.ledger import LoyaltyWork
from application.ports.unit_of_work import StoreUnavailable
from domain.loyalty.accounts import Account
from domain.loyalty.events import PointsMoved
from domain.loyalty.journal import Heading, JournalId, JournalKind
from domain.loyalty.spending import spend
from tests.application.loyalty.world import PointsWorld
from tests.domain.loyalty.building import ANNA, BO, day, folded


async def earned(lots: int) -> PointsWorld:
    world = PointsWorld()
    for number in range(lots):
        await world.complete_order(number, 1_000, (ANNA, BO)[number % 2])
    world.outbox.clear()
    return world


async def test_a_run_books_every_due_lot_chunk_by_chunk() -> None:
    world = await earned(7)
    world.now = day(7)
    assert await world.mature(chunk=3) == Booked(7, is_done=True)
    journals = [j for j in world.books.journals.values() if j.kind is JournalKind.MATURED]
    assert [len(journal.postings) for journal in journals] == [6, 6, 2]
    assert all(lot.matured_at == day(7) for lot in world.books.lots.values())


async def test_a_bounded_run_says_that_more_is_due() -> None:
    world = await earned(7)
    world.now = day(365)
    assert await world.expire(chunk=2, chunks=2) == Booked(4, is_done=False)
    assert await world.expire(chunk=2, chunks=2) == Booked(3, is_done=True)
    assert await world.expire(chunk=2, chunks=2) == Booked(0, is_done=True)
    assert folded(world.books.journals.values())[Account.BREAKAGE, None] == 70


async def test_repeating_a_run_books_nothing_more() -> None:
    world = await earned(3)
    world.now = day(8)
    await world.mature()
    journals = dict(world.books.journals)
    assert await world.mature() == Booked(0, is_done=True)
    assert world.books.journals == journals


async def test_runs_do_not_change_what_a_member_reads() -> None:
    world = await earned(3)
    for at in (6, 7, 100, 365, 400):
        world.now = day(at)
        before = await world.points()
        await world.mature()
        await world.expire()
        assert await world.points() == before


async def test_expiry_before_maturing_and_after_it_come_to_the_same() -> None:
    late, early = await earned(3), await earned(3)
    early.now = day(7)
    await early.mature()
    for world in (late, early):
        world.now = day(365)
        await world.expire()
        await world.mature()
        totals = folded(world.books.journals.values())
        assert totals == {(Account.ISSUED, None): -30, (Account.BREAKAGE, None): 30}


async def test_members_whose_points_moved_are_told_once_a_chunk() -> None:
    world = await earned(3)
    world.now = day(7)
    await world.mature()
    assert world.outbox == [PointsMoved((ANNA, BO), JournalKind.MATURED, day(7))]


@dataclass
class Interrupted(MemoryLoyaltyWork):
    """A unit of work before whose commit somebody else was faster."""

    before: Callable[[], None] = lambda: None

    async def commit(self, answer: object | None = None) -> None:
        self.before()
        await MemoryLoyaltyWork.commit(self, answer)


def racing(world: PointsWorld, times: int) -> Callable[[], LoyaltyWork]:
    """Units of which the first `times` lose a race against a member who spends a point."""
    left = [times]

    def spend_meanwhile() -> None:
        if not left[0]:
            return
        left[0] -= 1
        work = MemoryLoyaltyWork(world.books)
        head = Heading(JournalId(world.ids.new()), f"spend {left[0]}", world.now)
        work.ledger.post(spend(head, list(world.books.lots.values()), 1))
        work.ledger.check()
        work.ledger.apply()

    return lambda: Interrupted(world.books, world.outbox, before=spend_meanwhile)


@pytest.mark.parametrize("start", [in_turn, asyncio.create_task])
async def test_a_chunk_that_a_spender_overtook_is_loaded_anew(start: Start) -> None:
    world = await earned(2)
    world.now = day(7)
    run = MatureLotsHandler(Desk(racing(world, 1), world.ids, start), world.clock)
    assert await run(MatureLots()) == Booked(2, is_done=True)
    totals = folded(world.books.journals.values())
    assert sum(n for (account, _), n in totals.items() if account is Account.AVAILABLE) == 19
    assert totals[Account.REDEEMED, None] == 1


@pytest.mark.parametrize("start", [in_turn, asyncio.create_task])
async def test_a_run_that_is_always_overtaken_leaves_the_rest_to_the_next(start: Start) -> None:
    world = await earned(2)
    world.now = day(7)
    run = MatureLotsHandler(Desk(racing(world, TRIES), world.ids, start), world.clock)
    assert await run(MatureLots()) == Booked(0, is_done=False)
    assert await run(MatureLots()) == Booked(2, is_done=True)


async def test_chunks_beside_one_another_are_booked_in_their_order_and_each_once() -> None:
    world = await earned(9)
    world.now = day(7)
    units = [0, 0]

    @dataclass
    class Counted(MemoryLoyaltyWork):
        async def commit(self, answer: object | None = None) -> None:
            units[0] += 1
            units[1] = max(units)
            await asyncio.sleep(0)
            await MemoryLoyaltyWork.commit(self, answer)
            units[0] -= 1

    desk = Desk(lambda: Counted(world.books, world.outbox), world.ids, asyncio.create_task)
    assert await MatureLotsHandler(desk, world.clock)(MatureLots(chunk=2)) == Booked(9, is_done=True)
    assert units[1] == 1  # written one at a time
    assert len([j for j in world.books.journals.values() if j.kind is JournalKind.MATURED]) == 5


@pytest.mark.parametrize("start", [in_turn, asyncio.create_task])
async def test_a_run_that_breaks_leaves_nothing_half_done(start: Start) -> None:
    world = await earned(9)
    world.now = day(7)
    commits = [0]

    @dataclass
    class Breaking(MemoryLoyaltyWork):
        async def commit(self, answer: object | None = None) -> None:
            commits[0] += 1
            if commits[0] > 1:
                raise StoreUnavailable()
            await MemoryLoyaltyWork.commit(self, answer)

    desk = Desk(lambda: Breaking(world.books, world.outbox), world.ids, start)
    with pytest.raises(StoreUnavailable):
        await MatureLotsHandler(desk, world.clock)(MatureLots(chunk=2))
    assert sum(lot.matured_at is not None for lot in world.books.lots.values()) == 2
    assert await world.mature() == Booked(7, is_done=True)
