"""What the clock's runs book, in chunks, and again."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.memory.ledger import MemoryLoyaltyWork
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.runs import TRIES, Booked
from application.ports.ledger import LoyaltyWork
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


async def test_a_chunk_that_a_spender_overtook_is_loaded_anew() -> None:
    world = await earned(2)
    world.now = day(7)
    run = MatureLotsHandler(racing(world, 1), world.clock, world.ids)
    assert await run(MatureLots()) == Booked(2, is_done=True)
    totals = folded(world.books.journals.values())
    assert sum(n for (account, _), n in totals.items() if account is Account.AVAILABLE) == 19
    assert totals[Account.REDEEMED, None] == 1


async def test_a_run_that_is_always_overtaken_leaves_the_rest_to_the_next() -> None:
    world = await earned(2)
    world.now = day(7)
    run = MatureLotsHandler(racing(world, TRIES), world.clock, world.ids)
    assert await run(MatureLots()) == Booked(0, is_done=False)
    assert await run(MatureLots()) == Booked(2, is_done=True)
