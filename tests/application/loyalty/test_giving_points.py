"""Orders and reviews earn points, each event once."""

from dataclasses import replace
from uuid import UUID

import pytest

from application.loyalty.giving import give
from domain.loyalty.events import PointsMoved
from domain.loyalty.journal import JournalKind
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import PriceIsNegative, RequestIdReused
from tests.application.loyalty.teller import Teller
from tests.application.loyalty.world import PointsWorld, order_completed
from tests.domain.loyalty.building import ANNA, BO, START, day


async def test_a_completed_order_earns_pending_points_on_its_price() -> None:
    world = PointsWorld()
    await world.complete_order(1, 12_345)
    assert (await world.points()).pending == 123
    assert (await world.points(BO)).total == 0


async def test_points_can_be_used_after_seven_days_and_end_after_a_year() -> None:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    seen = {}
    for at in (6.9, 7, 364.9, 365):
        world.now = day(at)
        balance = await world.points()
        seen[at] = (balance.pending, balance.available)
    assert seen == {6.9: (100, 0), 7: (0, 100), 364.9: (0, 100), 365: (0, 0)}


async def test_the_same_event_gives_once_however_often_it_comes() -> None:
    world = PointsWorld()
    for later in range(3):
        await world.complete_order(1, 10_000)
        world.now = day(later)
        await world.earn(order_completed(1, START), 10_000)
    assert (await world.points()).total == 100
    assert len(world.books.journals) == 1
    assert world.outbox == [PointsMoved((ANNA,), JournalKind.EARNED, START)]


async def test_the_same_event_with_another_price_is_refused_and_changes_nothing() -> None:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    with pytest.raises(RequestIdReused):
        await world.complete_order(1, 20_000)
    assert (await world.points()).total == 100


async def test_an_order_and_its_review_are_two_gifts_even_from_one_event_id() -> None:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    await world.review(1)
    assert (await world.points()).pending == 120


async def test_a_free_order_earns_nothing_and_leaves_no_trace() -> None:
    world = PointsWorld()
    await world.complete_order(1, 0)
    await world.complete_order(2, 99)
    assert not world.books.journals
    assert not world.outbox


async def test_a_negative_price_is_refused() -> None:
    with pytest.raises(PriceIsNegative):
        await PointsWorld().complete_order(1, -1)


async def test_every_review_earns_the_same() -> None:
    world = PointsWorld()
    for number in range(1, 4):
        await world.review(number)
    assert [line.amount for line in (await world.history()).items] == [20, 20, 20]


async def test_the_policy_in_force_at_the_event_counts_and_not_a_later_one() -> None:
    world = PointsWorld()
    second = EarningPolicy("CNY", 2, day(10), minor_per_point=1_000, review_points=5, cooling_off_days=0)
    async with world.new_work() as work:
        work.ledger.publish(EarningPolicy("CNY", 1, START, minor_per_point=200))
        work.ledger.publish(second)
        work.ledger.publish(replace(second, currency="CLP"))
        await work.commit()
    world.now = day(9)
    await world.complete_order(1, 10_000)
    world.now = day(10)
    await world.complete_order(2, 10_000)
    balance = await world.points()
    assert (balance.pending, balance.available) == (50, 10)
    assert {lot.policy_version for lot in world.books.lots.values()} == {1, 2}


async def test_two_events_of_one_member_are_two_lots() -> None:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    await world.earn(replace(order_completed(1, START), request_id="another"), 10_000)
    assert len(world.books.lots) == 2


async def test_two_gifts_of_one_unit_pay_a_debt_one_after_the_other() -> None:
    world = PointsWorld()
    await world.complete_order(1, 10_000)
    teller = Teller(world.new_work, world.ids)
    teller.now = day(8)
    await teller.adjust(UUID(int=5), ANNA, -100)
    (lot_id,) = world.books.lots
    await teller.reverse("back", ANNA, lot_id, 100)
    gifts = [replace(order_completed(number, day(9)), points=70) for number in (2, 3)]
    async with world.new_work() as work:
        assert await give(work, world.ids, gifts) == 2
        await work.commit()
    world.now = day(9)
    balance = await world.points()
    assert (balance.pending, balance.debt) == (40, 0)
