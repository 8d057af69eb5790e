"""A member's history: every line once, newest first, each with its reason."""

from uuid import UUID

import pytest

from application.loyalty.points_history import HistoryCursorMalformed
from domain.loyalty.journal import JournalKind
from tests.application.loyalty.world import PointsWorld
from tests.domain.loyalty.building import day


async def a_year() -> PointsWorld:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    await world.review(1)
    world.now = day(9)
    await world.mature()
    world.now = day(370)
    await world.expire()
    return world


async def test_each_line_says_what_how_much_when_and_why() -> None:
    lines = (await (await a_year()).history()).items
    assert [(line.kind, line.amount, line.at) for line in lines] == [
        (JournalKind.EXPIRED, -100, day(365)),
        (JournalKind.EXPIRED, -20, day(365)),
        (JournalKind.MATURED, 100, day(7)),
        (JournalKind.MATURED, 20, day(7)),
        (JournalKind.EARNED, 20, day(0)),
        (JournalKind.EARNED, 100, day(0)),
    ]
    assert {line.order_id for line in lines} == {UUID(int=1001)}
    assert lines[0].reason.en == "Points from a completed order have expired"
    assert lines[4].reason.zh == "来自您的评价的积分"


@pytest.mark.parametrize("limit", [1, 2, 5, 6, 7])
async def test_pages_put_together_are_the_whole_history(limit: int) -> None:
    world = await a_year()
    whole = (await world.history()).items
    read, cursor = list[object](), None
    for _ in range(10):
        page = await world.history(cursor, limit)
        assert len(page.items) <= limit
        read += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert read == list(whole)


async def test_a_line_that_arrives_between_two_pages_repeats_and_hides_nothing() -> None:
    world = await a_year()
    first = await world.history(limit=2)
    await world.complete_order(5, 5_000)
    second = await world.history(first.next_cursor, limit=50)
    assert len({line.id for line in first.items + second.items}) == 6


async def test_somebody_without_points_has_an_empty_history() -> None:
    page = await PointsWorld().history()
    assert (page.items, page.next_cursor) == ((), None)


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "é", "A" * 26, "_" * 27, "A" * 4000, "\x00"])
async def test_a_cursor_that_we_never_gave_is_refused(cursor: str) -> None:
    with pytest.raises(HistoryCursorMalformed):
        await PointsWorld().history(cursor)
