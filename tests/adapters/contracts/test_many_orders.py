"""Thirty-two clients at one wallet, one coupon, one budget and one member's limit of a real PostgreSQL.

Each orders through the product's own use case. What comes of it is what some order of them would give: all
of them take, so an order exists exactly when those who were served fit, and none is left that fitted.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio

from adapters.memory.clock import HandClock
from adapters.memory.travel import StraightTravel
from adapters.persistence.bulk import insert_missing
from adapters.persistence.clocks import Uuid7Ids
from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from application.dispatching.judging import Judge
from application.loyalty.booking import insist
from application.loyalty.giving import Gift, give
from application.loyalty.points_of import PointsOf, PointsOfHandler
from application.loyalty.report_points import AuditPoints, AuditPointsHandler
from application.orders.place_order import PlaceOrder, PlaceOrderHandler
from application.promotions.live_rules import LiveRules
from application.promotions.typed_codes import NobodyGuesses
from bootstrap.seeding.rows import rows_of
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import PointsNotEnough
from domain.orders.refusals import PriceHasChanged
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.programme.uses import Tally, TallyKind, budget
from domain.promotions.rules.editions import RuleVersion
from domain.promotions.rules.limits import Measure, Scope
from domain.shared.ids import AccountId
from tests.adapters.contracts.hamlet import ADDRESS, PRICE_MINOR, SERVICE, WINDOW, hamlet
from tests.domain.orders.making import NOON, OWNER, REGION
from tests.domain.promotions.making import Json, amount, campaign, promo
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")
CLIENTS, OFF = 32, 1_000
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
TERMS = EarningPolicy("CLP", 1, NOON, 100, cooling_off_days=0)


def content(version: int, **more: object) -> Json:
    said = {"version": version, "currency": "CLP", "decimals": 0, "zone": "America/Santiago"}
    return {**said, "points_worth": {"points": 1, "minor": 1}, **more}


@dataclass(frozen=True)
class Counter:
    """Where orders are placed, round by round."""

    new_uow: SqlUnits
    ids: Uuid7Ids
    place: PlaceOrderHandler

    async def publish(self, version: int, **more: object) -> None:
        async with self.new_uow() as uow:
            made = content(version, **more)
            uow.rules.publish(RuleVersion(REGION, version, made, NOON, MEMBER, NOON, "round"))
            await uow.commit()

    async def order(self, due_minor: int, **more: object) -> bool:
        assert OWNER.account_id is not None
        cmd = PlaceOrder(OWNER, OWNER.account_id, ADDRESS, SERVICE, WINDOW, "", due_minor)
        try:
            await self.place(replace(cmd, **more))  # type: ignore[arg-type]
        except (PriceHasChanged, PointsNotEnough):
            return False
        return True

    async def all_order(self, due_minor: int, **more: object) -> int:
        return sum(await asyncio.gather(*(self.order(due_minor, **more) for _ in range(CLIENTS))))

    async def points(self) -> int:
        return (await PointsOfHandler(self.new_uow, self.place.clock)(PointsOf(MEMBER))).available

    async def earn(self, name: str, points: int) -> None:
        origin = Origin(OriginKind.GIFT, UUID(int=1))

        async def attempt(_: bool) -> None:
            async with self.new_uow() as uow:
                await give(uow, self.ids, [Gift(name, MEMBER, points, origin, NOON, TERMS)])
                await uow.commit()

        await insist(attempt)

    async def count(self, tally: Tally) -> int:
        async with self.new_uow() as uow:
            return (await uow.uses.counts(REGION, (tally,))).get(tally, 0)


@pytest_asyncio.fixture(loop_scope="package")
async def desk(new_database: Callable[[], Database]) -> AsyncIterator[Counter]:
    database = new_database()
    with psycopg.connect(database.admin, autocommit=True) as connection:
        for table, rows in rows_of(hamlet(), {}):
            insert_missing(connection, table, rows)
        connection.execute("UPDATE order_policies SET policy = policy || '{\"open_orders_limit\": 1000000}'")
    pool = make_pool(database.app, size=CLIENTS)
    await pool.open()
    clock, ids = HandClock(NOON), Uuid7Ids()
    units = SqlUnits(Store(pool, ids, HandClock(NOON)), clock)
    judge = Judge(StraightTravel())
    yield Counter(units, ids, PlaceOrderHandler(units, clock, ids, judge, LiveRules(), NobodyGuesses()))
    await pool.close()


async def one_wallet(desk: Counter, number: int, dice: Random) -> None:
    """Everybody wants the same share of the points: so many get it as there are shares."""
    points, share = dice.randint(50, 900), dice.randint(20, 90)
    await desk.earn(f"round {number}", points)
    before = await desk.points()
    served = await desk.all_order(PRICE_MINOR - share, points=share)
    assert served == min(CLIENTS, before // share)
    assert await desk.points() == before - served * share


async def one_coupon(desk: Counter, number: int, dice: Random) -> None:
    """One printed code for all of them: one gets it."""
    code = f"ROUND{number}CODE"
    coupon = Coupon(CouponId(desk.ids.new()), "b", "gift", code, NOON, NOON + timedelta(days=9))
    async with desk.new_uow() as uow:
        uow.coupons.add(REGION, (coupon,))
        await uow.commit()
    mine = await take_over(desk, coupon)
    assert await desk.all_order(PRICE_MINOR - OFF, coupon_ids=(mine.id,)) == 1
    async with desk.new_uow() as uow:
        assert (await uow.coupons.get(REGION, coupon.id)).status is Status.RESERVED


async def take_over(desk: Counter, coupon: Coupon) -> Coupon:
    async with desk.new_uow() as uow:
        stored = await uow.coupons.get(REGION, coupon.id)
        uow.coupons.keep(stored.claim(MEMBER, NOON))
        await uow.commit()
    return coupon


async def one_budget(desk: Counter, number: int, dice: Random) -> None:
    """A budget for so many discounts: so many are given, whoever comes first."""
    fits = dice.randint(1, CLIENTS - 1)
    name = f"round-{number}"
    purse = campaign(name, budget={"measure": "minor", "at_most": fits * OFF + dice.randint(0, OFF - 1)})
    await desk.publish(number, campaigns=[purse], promotions=[promo(name, amount(OFF), campaign=name)])
    assert await desk.all_order(PRICE_MINOR - OFF) == fits
    assert await desk.count(budget(name, Measure.MINOR)) == fits * OFF


async def one_member(desk: Counter, number: int, dice: Random) -> None:
    """A member's limit of uses, from however many phones."""
    fits = dice.randint(1, 6)
    name = f"round-{number}"
    limit = {"scope": "member", "at_most": fits, "period": "day"}
    await desk.publish(number, promotions=[promo(name, amount(OFF), limits=[limit])])
    assert await desk.all_order(PRICE_MINOR - OFF) == fits
    day = NOON.date()
    tally = Tally(TallyKind.COUNTER, name, Scope.MEMBER, str(MEMBER), Measure.USES, day)
    assert await desk.count(tally) == fits


async def rounds(desk: Counter, numbers: range) -> None:
    kinds = (one_wallet, one_coupon, one_budget, one_member)
    gift = {**promo("gift", amount(OFF)), "trigger": "code"}
    for number in numbers:
        play = kinds[number % len(kinds)]
        if play in (one_wallet, one_coupon):
            await desk.publish(number, promotions=[gift])
        await play(desk, number, Random(number))
    report = await AuditPointsHandler(desk.new_uow)(AuditPoints())
    assert report.findings == ()


async def test_thirty_two_who_order_at_once_are_served_as_in_some_order(desk: Counter) -> None:
    await rounds(desk, range(4, 12))


@pytest.mark.soak
async def test_a_thousand_rounds_of_thirty_two_are_served_as_in_some_order(desk: Counter) -> None:
    await rounds(desk, range(4, 1_004))
