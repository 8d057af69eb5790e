"""A coupon that an order earned goes with it when all of the order is refunded, unless it was used."""

from collections.abc import Mapping

import pytest

from application.orders.cancel_order import CancelOrder
from application.promotions.presenting_coupons import Wanted
from domain.loyalty.refunds import RefundLine
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.stock import Stock
from domain.promotions.pricing.result import Reason
from domain.shared.ids import OrderId
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.loyalty.points_office import MEMBER, PointsOffice, opened
from tests.application.orders.office import place_order
from tests.application.promotions.test_orders_under_rules import GIFT, WALLET, done, publish, quote
from tests.domain.orders.making import OWNER, REGION
from tests.domain.promotions.making import promo

WON = promo(
    "won",
    {"type": "coupon", "batch": "wallet"},
    trigger="order_completed",
    limits=[{"scope": "member", "at_most": 1}],
)
DUE = PRICE_MINOR - 1_000


@pytest.fixture
async def office() -> PointsOffice:
    made = await opened()
    await publish(made, 1, WON, GIFT, batches=[WALLET])
    return made


async def earned(office: PointsOffice) -> OrderId:
    receipt = await office.do(place_order())
    await done(office, receipt.order_id)
    return receipt.order_id


def coupons(office: PointsOffice) -> Mapping[CouponId, Coupon]:
    return {name: kept.coupon for name, kept in office.store.coupons.rows.items()}


async def stock(office: PointsOffice) -> Stock:
    async with office.new_uow() as uow:
        return await uow.coupons.stock(REGION, "wallet", MEMBER)


async def placed_with(office: PointsOffice, coupon_id: CouponId) -> OrderId:
    asked = place_order(shown_price_minor=DUE, coupon_ids=(coupon_id,))
    order_id: OrderId = (await office.do(asked)).order_id
    return order_id


async def test_unused_it_ends_with_the_last_of_the_refund_and_can_be_earned_again(
    office: PointsOffice,
) -> None:
    first = await earned(office)
    (won,) = coupons(office).values()
    await office.refund_of(first, (RefundLine("service", PRICE_MINOR // 2),))
    assert coupons(office)[won.id].status is Status.OWNED
    await office.refund_of(first)
    assert (coupons(office)[won.id].status, await stock(office)) == (Status.LAPSED, Stock(0, 0))
    seen = await quote(office, Wanted(coupon_ids=(won.id,)))
    assert [one.reason for one in seen.price.refused] == [Reason.COUPON_EXPIRED]
    await earned(office)
    assert sorted(one.status for one in coupons(office).values()) == [Status.LAPSED, Status.OWNED]
    await office.audited()


async def test_used_it_stays_and_its_discount_with_it_but_is_not_had_a_second_time(
    office: PointsOffice,
) -> None:
    first = await earned(office)
    (won,) = coupons(office)
    second = await placed_with(office, won)
    await done(office, second)
    await office.refund_of(first)
    assert (coupons(office)[won].status, await stock(office)) == (Status.USED, Stock(1, 1))
    await earned(office)
    assert len(coupons(office)) == 1
    # Only when the order that used it goes back as well, nothing is left of it.
    assert (await office.refund_of(second)).amount_minor == DUE
    left = coupons(office)[won]
    assert (left.status, left.is_over(office.clock.now())) == (Status.OWNED, True)
    assert (await office.points()).debt == 0
    await office.audited()


async def test_reserved_it_stays_with_its_order_and_is_over_once_that_is_cancelled(
    office: PointsOffice,
) -> None:
    first = await earned(office)
    (won,) = coupons(office)
    second = await placed_with(office, won)
    await office.refund_of(first)
    assert coupons(office)[won].status is Status.RESERVED
    await office.runs(CancelOrder(OWNER, second, None, "plans"), times=2)
    left = coupons(office)[won]
    assert (left.status, left.is_over(office.clock.now())) == (Status.OWNED, True)
    seen = await quote(office, Wanted(coupon_ids=(won,)))
    assert [one.reason for one in seen.price.refused] == [Reason.COUPON_EXPIRED]
