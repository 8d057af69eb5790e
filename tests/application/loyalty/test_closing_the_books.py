"""Closings in memory: as many as needed, once for each journal, by one process at a time."""

from datetime import timedelta

import pytest

from adapters.memory.ledger import MemoryLoyaltyWork
from application.loyalty.close_books import BooksClosed, CloseBooks, CloseBooksHandler
from domain.loyalty.audit import Flaw
from domain.loyalty.closings import ClosedMeanwhile, Head
from domain.loyalty.refusals import HeadMalformed
from tests.application.loyalty.world import PointsWorld, SetClock
from tests.domain.loyalty.building import START


async def close(world: PointsWorld, limit: int = 100, closings: int = 10) -> BooksClosed:
    handler = CloseBooksHandler(world.new_work, SetClock(START))
    return await handler(CloseBooks(limit, closings))


async def flaws(world: PointsWorld, noted: Head | None = None) -> list[Flaw]:
    report = await MemoryLoyaltyWork(world.books).ledger.reads.audit(noted)
    return [one.flaw for one in report.findings]


async def earned(orders: int) -> PointsWorld:
    world = PointsWorld()
    for number in range(orders):
        await world.complete_order(number, 1_000)
    return world


async def test_all_journals_are_closed_in_pieces_and_none_twice() -> None:
    world = await earned(7)
    assert await close(world, limit=3) == BooksClosed(7, is_done=True)
    assert [one.journals for one in world.books.closings] == [3, 3, 1]
    assert await close(world) == BooksClosed(0, is_done=True)
    await world.complete_order(8, 1_000)
    assert await close(world, limit=1, closings=1) == BooksClosed(1, is_done=False)
    assert [one.upto for one in world.books.closings] == [3, 6, 7, 8]
    assert await flaws(world) == []


async def test_a_journal_that_is_gone_or_in_another_place_breaks_its_closing() -> None:
    world = await earned(4)
    await close(world, limit=2)
    first = next(iter(world.books.journals))
    journal = world.books.journals.pop(first)
    assert Flaw.CLOSING in await flaws(world)
    world.books.journals[first] = journal
    assert await flaws(world) == [Flaw.CLOSING, Flaw.CLOSING]


async def test_what_is_cut_off_with_its_closings_is_missed_by_who_noted_the_head() -> None:
    world = await earned(4)
    await close(world, limit=2)
    head = (await MemoryLoyaltyWork(world.books).ledger.reads.audit()).head
    assert head == Head.read(str(head))
    world.books.closings.pop()
    assert await flaws(world) == []
    assert await flaws(world, head) == [Flaw.HEAD]


async def test_of_two_that_close_at_the_same_moment_one_is_refused() -> None:
    world = await earned(1)
    one, other = MemoryLoyaltyWork(world.books), MemoryLoyaltyWork(world.books)
    for work in (one, other):
        closing = await work.ledger.closings.following(1, START + timedelta(days=1), 10)
        assert closing is not None
        work.ledger.closings.add(closing)
    await one.commit()
    with pytest.raises(ClosedMeanwhile):
        await other.commit()


@pytest.mark.parametrize("text", ["", "1", "1:", "x:" + "0" * 64, "0:" + "0" * 64, "1:" + "0" * 62, "1:zz"])
def test_a_head_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(HeadMalformed):
        Head.read(text)
