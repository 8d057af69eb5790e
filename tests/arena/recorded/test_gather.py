"""What cannot be recorded is refused in words."""

from datetime import date, timedelta

import pytest

from arena.recorded import gather
from arena.recorded.gather import NotRecorded, Sources, recorded_day
from tests.arena.recorded.lived import Lived, lived_day
from tests.domain.orders.making import NOON

TODAY = NOON.date()


@pytest.fixture
async def lived() -> Lived:
    return await lived_day()


async def refused(lived: Lived, code: str | None = "hamlet", day: date = TODAY) -> str:
    stage = lived.room.stage
    with pytest.raises(NotRecorded) as refusal:
        await recorded_day(Sources(stage.new_uow, stage.days, stage.ticks), code, day, stage.clock.now())
    return str(refusal.value)


async def test_one_of_several_regions_has_to_be_named(lived: Lived) -> None:
    told = await refused(lived, code=None)
    assert told.startswith("there are several regions, name one with --region:")
    assert "hamlet" in told
    assert "elsewhere" in told


async def test_a_region_that_is_not_there_is_told_with_those_that_are(lived: Lived) -> None:
    assert "no region 'atlantis': there are" in await refused(lived, code="atlantis")


async def test_a_database_without_a_region_is_told(lived: Lived) -> None:
    lived.room.store.directory.regions.clear()
    assert await refused(lived) == "the database has no region yet"


async def test_a_day_that_has_not_begun_and_one_without_orders_are_told(lived: Lived) -> None:
    assert "has not begun" in await refused(lived, day=TODAY + timedelta(days=1))
    assert "has no orders" in await refused(lived, day=TODAY - timedelta(days=9))
    assert "has no orders" in await refused(lived, code="elsewhere")


async def test_a_day_beyond_the_bounds_is_told(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "MOST_ORDERS", 5)
    assert "more than 5 orders" in await refused(lived)
    monkeypatch.undo()
    monkeypatch.setattr(gather, "MOST_TICKS", 2)
    assert "more than 2 questions" in await refused(lived)
    monkeypatch.undo()
    monkeypatch.setattr(gather, "MOST_BYTES", 4_000)
    assert "more than" in await refused(lived)


async def test_questions_are_recorded_beyond_the_first_page(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await lived.recorded()
    monkeypatch.setattr(gather, "PAGE", 1)
    assert await lived.recorded() == whole
    assert len(whole.ticks) > 3
