"""Coupons for points: each test runs in memory and on PostgreSQL."""

import asyncio
from datetime import timedelta

import pytest
import pytest_asyncio

from application.loyalty.giving import Gift, give
from application.promotions.coupons_of import ClaimableCoupons, ClaimableCouponsHandler
from application.promotions.give_coupons import ClaimCoupon, ClaimCouponHandler
from application.views.coupons import CouponView
from domain.loyalty.balance import balance_of
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency, standard_policy
from domain.loyalty.refusals import PointsNotEnough
from domain.promotions.coupons.refusals import BatchExhausted, BatchLimitReached, CouponPriceChanged
from domain.promotions.faults import FaultCode, RulesFaulty
from domain.promotions.rules.read_rules import read_rules
from domain.shared.ids import AccountId
from tests.adapters.contracts.programme_desk import Desk, batch, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, OWNER, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA = AccountId(OWNER.account_id)  # type: ignore[arg-type]


@pytest_asyncio.fixture(loop_scope="package")
async def desk(stage: Stage) -> Desk:
    made = Desk(stage)
    await made.go_live(shop_rules(batches=[batch("shop", "claimed", points=30, size=3, per_member=3)]))
    return made


async def earn(desk: Desk, points: int) -> None:
    policy = standard_policy(Currency("CLP", 0), NOON - timedelta(days=30))
    at = desk.clock.now() - timedelta(days=20)
    reference = desk.ids.new()
    origin = Origin(OriginKind.PROGRAMME, reference)
    async with desk.new_uow() as uow:
        await give(uow, desk.ids, [Gift(f"test:{reference}", MIA, points, origin, at, policy)])
        await uow.commit()


async def buy(desk: Desk, shown: int = 30) -> CouponView:
    view: CouponView = await desk.made(ClaimCouponHandler)(ClaimCoupon(MIA, REGION, "shop", shown))
    return view


async def available(desk: Desk) -> int:
    async with desk.new_uow() as uow:
        return balance_of(await uow.ledger.lots_of(MIA), desk.clock.now()).available


async def test_a_coupon_is_paid_in_points_as_it_is_claimed(desk: Desk) -> None:
    await earn(desk, 50)
    (shown,) = (await desk.made(ClaimableCouponsHandler)(ClaimableCoupons(MIA, REGION))).items
    coupon = await buy(desk, shown.points)
    assert coupon.member_id == MIA
    assert await available(desk) == 20
    async with desk.new_uow() as uow:
        assert await uow.ledger.posted(f"coupon:{coupon.id}") is not None


async def test_without_the_points_or_at_another_price_nothing_is_given_and_nothing_paid(
    desk: Desk,
) -> None:
    await earn(desk, 50)
    with pytest.raises(CouponPriceChanged) as told:
        await buy(desk, shown=0)
    assert told.value.facts == {"points": 30, "shown": 0}
    await buy(desk)
    with pytest.raises(PointsNotEnough):
        await buy(desk)
    assert await available(desk) == 20
    async with desk.new_uow() as uow:
        assert (await uow.coupons.stock(REGION, "shop", MIA)).given == 1


async def test_of_eight_purchases_at_once_those_that_points_and_stock_allow_are_made(desk: Desk) -> None:
    await earn(desk, 1_000)
    found = await asyncio.gather(*(buy(desk) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, CouponView) for one in found) == 3
    assert {type(one) for one in found} - {CouponView} <= {BatchExhausted, BatchLimitReached}
    assert await available(desk) == 1_000 - 3 * 30


async def test_only_what_is_claimed_has_a_price() -> None:
    with pytest.raises(RulesFaulty) as told:
        read_rules({**shop_rules(batches=[batch("paper", "printed", points=1)]), "version": 1})
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("batches[0].points", FaultCode.OUT_OF_RANGE)
    ]
