"""Thirty-two clients at one wallet, one coupon and one budget: what comes of it some order would give too.

All of them take, so what is there only falls: an order exists exactly when those who were served fit,
and none who was refused would still have been served at the end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from random import Random

import psycopg
import pytest
import pytest_asyncio

from adapters.memory.clock import HandClock
from adapters.persistence.bulk import insert_missing
from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from application.loyalty.report_points import AuditPoints, AuditPointsHandler
from bootstrap.seeding.rows import rows_of
from domain.promotions.coupons.coupon import Status
from tests.adapters.contracts.hamlet import hamlet
from tests.adapters.loyalty.conftest import RealTime
from tests.adapters.loyalty.shoppers import CLIENTS, Outcome, Prize, Shop, Wish
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import START, CountingIds
from tests.domain.orders.making import REGION
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")
Served = list[tuple[Wish, Outcome]]


@pytest_asyncio.fixture(loop_scope="package")
async def shop(new_database: Callable[[], Database]) -> AsyncIterator[Shop]:
    database = new_database()
    with psycopg.connect(database.admin, autocommit=True) as connection:
        for table, rows in rows_of(hamlet(), {}):
            insert_missing(connection, table, rows)
    pool = make_pool(database.app, size=CLIENTS)
    await pool.open()
    ids = CountingIds()
    units = SqlUnits(Store(pool, ids, RealTime()), HandClock(START))
    yield Shop(units, Teller(units, ids), ids)
    await pool.close()


async def stocked(shop: Shop, prize: Prize, lots: list[int]) -> None:
    for place, points in enumerate(lots):
        await shop.teller.earn(f"{prize.number} {place}", prize.wallet, (0, 30 + place), points)
    await shop.teller.earn(f"{prize.number} deep", prize.deep_wallet, (0, 30), 9_999)
    async with shop.units() as uow:
        uow.coupons.add(REGION, [prize.coupon])
        await uow.commit()


async def a_round(shop: Shop, number: int) -> set[Outcome]:
    dice = Random(number)
    lots = [dice.randint(20, 150) for _ in range(3)]
    prize = Prize(number, sum(lots), at_most=dice.randint(60, 400))
    await stocked(shop, prize, lots)
    wishes = prize.wishes(dice)
    got = await asyncio.gather(*(shop.serve(prize, *one) for one in enumerate(wishes)))
    await judge(shop, prize, list(zip(wishes, got, strict=True)))
    return set(got)


async def judge(shop: Shop, prize: Prize, outcomes: Served) -> None:
    moved = {place for place in range(CLIENTS) if place % 16 in (6, 14)}  # points only, no order
    served = [(place, wish) for place, (wish, got) in enumerate(outcomes) if got is Outcome.SERVED]
    orders = [wish for place, wish in served if place not in moved]
    points = prize.points - sum(wish.points for _, wish in served if wish.member == prize.wallet)
    minor = prize.at_most - sum(wish.minor for wish in orders)
    holders = [wish for wish in orders if wish.wants_coupon]
    assert points >= 0
    assert minor >= 0
    assert len(holders) <= 1
    for wish, got in outcomes:
        if got is Outcome.NO_POINTS:
            assert (wish.member, wish.points > points) == (prize.wallet, True)
        elif got is Outcome.NO_COUPON:
            assert (wish.wants_coupon, len(holders)) == (True, 1)
        elif got is Outcome.NO_BUDGET:
            assert wish.minor > minor
    async with shop.units() as uow:
        coupon = await uow.coupons.get(REGION, prize.coupon.id)
        taken = (await uow.uses.counts(REGION, [prize.budget])).get(prize.budget, 0)
    owner = [(coupon.order, Status.RESERVED)] if holders else []
    assert [(wish.name, coupon.status) for wish in holders] == owner
    assert (taken, coupon.status is Status.FREE) == (prize.at_most - minor, not holders)
    assert (await shop.teller.points(prize.wallet)).available == points


async def rounds(shop: Shop, numbers: range) -> None:
    seen = set[Outcome]()
    for number in numbers:
        seen |= await a_round(shop, number)
    assert seen == set(Outcome)
    report = await AuditPointsHandler(shop.units)(AuditPoints())
    assert report.findings == ()


async def test_thirty_two_clients_at_one_wallet_coupon_and_budget_are_served_as_in_some_order(
    shop: Shop,
) -> None:
    await rounds(shop, range(100))


@pytest.mark.soak
async def test_a_thousand_rounds_of_thirty_two_clients_are_served_as_in_some_order(shop: Shop) -> None:
    await rounds(shop, range(100, 1_100))
