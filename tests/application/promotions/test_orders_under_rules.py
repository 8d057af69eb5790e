"""Orders under a region's own rules: priced, counted, awarded, given back; what members earn without."""

from datetime import timedelta
from typing import Any

import pytest

from application.loyalty.points_history import PointsHistory, PointsHistoryHandler
from application.orders.cancel_order import CancelOrder
from application.orders.confirm_order import ConfirmOrder
from application.orders.force_close_order import ForceCloseOrder
from application.orders.review_order import ReviewOrder
from application.promotions.award_by_hand import AwardByHand, AwardByHandHandler
from application.promotions.check_in import CheckIn, CheckInHandler
from application.promotions.presenting_coupons import Wanted
from application.promotions.price_of import PriceOf, PriceOfHandler
from application.promotions.quote_order import QuoteOrder, QuoteOrderHandler
from application.views.programme import CheckInView
from application.views.quotes import QuoteView
from domain.identity.refusals import RateLimited
from domain.loyalty.refunds import RefundLine
from domain.loyalty.refusals import RefundNeedsManager
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound, PriceHasChanged
from domain.orders.status import Status
from domain.promotions.coupons.coupon import Coupon, CouponId
from domain.promotions.coupons.coupon import Status as Standing
from domain.promotions.pricing.result import Reason
from domain.promotions.programme.uses import budget
from domain.promotions.rules.editions import RuleVersion
from domain.promotions.rules.limits import Measure
from domain.shared.ids import OrderId
from tests.adapters.contracts.hamlet import ADDRESS, PRICE_MINOR, SERVICE, WINDOW
from tests.application.loyalty.points_office import MEMBER, PointsOffice, opened
from tests.application.orders.office import place_order
from tests.domain.orders.making import (
    DISPATCHER,
    MANAGER,
    NOON,
    OTHER_OWNER,
    OWNER,
    REGION,
    WORKER,
    an_id,
    order_in,
)
from tests.domain.promotions.making import Json, amount, campaign, percent, promo

DUE = PRICE_MINOR * 9 // 10
OFF = PRICE_MINOR - DUE
TENTH = promo("tenth", percent(1_000), campaign="spring", limits=[{"scope": "member", "at_most": 1}])
SPRING = campaign("spring", budget={"measure": "minor", "at_most": 10 * OFF})
EARN = promo("earn", {"type": "points", "points": 7}, trigger="order_completed")
GIFT = {**promo("gift", amount(1_000)), "trigger": "code"}
WALLET: Json = {
    "id": "wallet", "name": {"zh": "w", "en": "w"}, "promotion": "gift", "kind": "issued", "size": 1,
    "per_member": 1, "valid_days": 30, "state": "published",
}  # fmt: skip


def content(version: int, *promotions: Json, **more: Any) -> Json:
    said = {"version": version, "currency": "CLP", "decimals": 0, "zone": "America/Santiago"}
    return {**said, "points_worth": {"points": 1, "minor": 2}, "promotions": list(promotions), **more}


async def publish(office: PointsOffice, version: int, *promotions: Json, **more: Any) -> None:
    made = content(version, *promotions, **more)
    async with office.new_uow() as uow:
        uow.rules.publish(RuleVersion(REGION, version, made, NOON, MEMBER, NOON, "test"))
        await uow.commit()


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


async def spent(office: PointsOffice) -> int:
    purse = budget("spring", Measure.MINOR)
    async with office.new_uow() as uow:
        return (await uow.uses.counts(REGION, (purse,))).get(purse, 0)


async def quote(office: PointsOffice, wanted: Wanted, finds_best: bool = False) -> QuoteView:
    assert OWNER.account_id is not None
    asked = QuoteOrder(OWNER, OWNER.account_id, ADDRESS, SERVICE, WINDOW, wanted, finds_best)
    return await QuoteOrderHandler(office.new_uow, office.clock, office.rules, office.guard)(asked)


async def done(office: PointsOffice, order_id: OrderId) -> None:
    """The order as it is once it was served, and its confirmation with all that follows."""
    served = order_in(Status.AWAITING_CONFIRMATION)
    stored = office.store.orders.rows[order_id]
    office.store.orders.put(_served(served, stored))
    await office.runs(ConfirmOrder(OWNER, order_id, None), times=2)


def _served(served: Order, stored: Order) -> Order:
    served.id, served.terms, served.place = stored.id, stored.terms, stored.place
    served.created_at, served.events, served.version = stored.created_at, [], stored.version
    return served


async def test_the_price_of_a_campaign_is_what_has_to_be_shown(office: PointsOffice) -> None:
    await publish(office, 1, TENTH, campaigns=[SPRING])
    with pytest.raises(PriceHasChanged) as refusal:
        await office.do(place_order())
    assert refusal.value.facts == {"price_minor": DUE, "shown_minor": PRICE_MINOR}
    receipt = await office.do(place_order(shown_price_minor=DUE))
    assert await spent(office) == OFF
    told = await PriceOfHandler(office.new_uow, office.rules)(PriceOf(OWNER, receipt.order_id))
    assert [(one.promotion, one.minor) for one in told.price.applied] == [("tenth", OFF)]
    assert (told.price.totals.listed_minor, told.price.totals.due_minor) == (PRICE_MINOR, DUE)
    for stranger in (OTHER_OWNER, WORKER):
        with pytest.raises(OrderNotFound):
            await PriceOfHandler(office.new_uow, office.rules)(PriceOf(stranger, receipt.order_id))


@pytest.mark.parametrize(
    "end",
    [
        lambda order_id: CancelOrder(OWNER, order_id, None, "plans"),
        lambda order_id: ForceCloseOrder(MANAGER, order_id, None, "flood"),
    ],
    ids=["cancelled", "closed by the office"],
)
async def test_what_an_order_took_comes_back_once_when_it_ends_without_service(
    office: PointsOffice, end: Any
) -> None:
    await publish(office, 1, TENTH, campaigns=[SPRING])
    receipt = await office.do(place_order(shown_price_minor=DUE - 600, points=300))
    with pytest.raises(PriceHasChanged):
        await office.do(place_order(shown_price_minor=DUE))
    await office.runs(end(receipt.order_id), times=3)
    assert (await spent(office), (await office.points()).available) == (0, 500)
    await office.do(place_order(shown_price_minor=DUE))
    await office.audited()


async def test_points_are_held_only_as_far_as_the_price_takes_them(office: PointsOffice) -> None:
    worth = {"points": 1, "minor": 100, "most_bp": 5_000}
    await publish(office, 1, points_worth=worth)
    receipt = await office.do(place_order(shown_price_minor=PRICE_MINOR // 2, points=500))
    hold = office.store.books.hold_for(receipt.order_id)
    assert hold is not None
    assert hold.amount == PRICE_MINOR // 200


async def test_an_order_earns_by_the_rules_under_which_it_was_placed_and_its_lot_names_them(
    office: PointsOffice,
) -> None:
    await publish(office, 1, EARN)
    receipt = await office.do(place_order())
    await publish(office, 2, {**EARN, "reward": {"type": "points", "points": 900}})
    await done(office, receipt.order_id)
    assert (await office.points()).available == 507
    lines = (await PointsHistoryHandler(office.new_uow)(PointsHistory(MEMBER))).items
    (earned,) = [one for one in lines if one.rule is not None]
    assert earned.rule is not None
    assert (earned.rule.promotion, earned.rule.rules_version, earned.order_id) == (
        "earn",
        1,
        receipt.order_id,
    )
    await office.audited()


async def test_a_review_earns_by_stars_where_the_rules_ask_for_them(office: PointsOffice) -> None:
    liked = {"field": "event.stars", "op": "ge", "value": 4}
    reward = {"type": "points", "points": 5}
    await publish(office, 1, promo("liked", reward, trigger="review_published", when=liked))
    await office.keep(order_in(Status.COMPLETED))
    await office.runs(ReviewOrder(OWNER, order_in(Status.COMPLETED).id, None, 5), times=2)
    assert (await office.points()).available == 505


async def test_a_coupon_won_by_one_order_is_used_by_the_next_and_comes_back_with_a_refund(
    office: PointsOffice,
) -> None:
    won = promo("won", {"type": "coupon", "batch": "wallet"}, trigger="order_completed")
    await publish(office, 1, won, GIFT, batches=[WALLET])
    first = await office.do(place_order())
    await done(office, first.order_id)
    best = await quote(office, Wanted(), finds_best=True)
    (coupon_id,) = best.to_place.coupon_ids
    due = best.price.totals.due_minor
    placed = place_order(
        shown_price_minor=due, coupon_ids=(CouponId(coupon_id),), points=best.to_place.points, is_best=True
    )
    second = await office.do(placed)
    again = await quote(office, Wanted(coupon_ids=(CouponId(coupon_id),)))
    assert [one.reason for one in again.price.refused] == [Reason.COUPON_IN_USE]
    await done(office, second.order_id)
    assert await standing(office, coupon_id) is Standing.USED
    await office.refund_of(second.order_id)
    assert await standing(office, coupon_id) is Standing.OWNED
    assert (await office.points()).available == 500
    await office.audited()


async def standing(office: PointsOffice, coupon_id: Any) -> Standing:
    async with office.new_uow() as uow:
        return (await uow.coupons.get(REGION, coupon_id)).status


async def test_somebody_elses_coupon_is_a_code_that_nobody_knows(office: PointsOffice) -> None:
    await publish(office, 1, GIFT)
    coupon = Coupon(CouponId(an_id("coupon")), "b", "gift", "23456789X", NOON, NOON + timedelta(days=1))
    async with office.new_uow() as uow:
        uow.coupons.add(REGION, (coupon,))
        await uow.commit()
    seen = await quote(office, Wanted(codes=("23456789X", "no code")))
    assert [one.reason for one in seen.price.refused] == [Reason.CODE_UNKNOWN, Reason.CODE_UNKNOWN]


async def test_a_refund_in_parts_gives_its_share_to_the_budget_and_the_whole_gives_all(
    office: PointsOffice,
) -> None:
    await publish(office, 1, TENTH, EARN, campaigns=[SPRING])
    receipt = await office.do(place_order(shown_price_minor=DUE))
    await done(office, receipt.order_id)
    half = await office.refund_of(receipt.order_id, (RefundLine("service", DUE // 2),))
    assert (half.points_taken, await spent(office)) == (3, OFF - OFF // 2)
    rest = await office.refund_of(receipt.order_id)
    assert (half.amount_minor + rest.amount_minor, half.points_taken + rest.points_taken) == (DUE, 7)
    assert await spent(office) == 0
    await office.audited()


async def test_more_than_the_limit_is_refunded_by_a_manager_alone(office: PointsOffice) -> None:
    await office.limit_refunds(1_000)
    receipt = await office.do(place_order())
    await done(office, receipt.order_id)
    with pytest.raises(RefundNeedsManager):
        await office.refund_of(receipt.order_id, actor=DISPATCHER)
    part = (RefundLine("service", 1_000),)
    assert (await office.refund_of(receipt.order_id, part, actor=DISPATCHER)).amount_minor == 1_000
    assert (await office.refund_of(receipt.order_id)).amount_minor == PRICE_MINOR - 1_000


async def checked_in(office: PointsOffice) -> CheckInView:
    return await CheckInHandler(office.new_uow, office.clock, office.means)(CheckIn(MEMBER, REGION))


async def test_checking_in_earns_once_a_local_day_and_a_streak_of_three_earns_more(
    office: PointsOffice,
) -> None:
    daily = promo("daily", {"type": "points", "points": 1}, trigger="check_in")
    third = {"field": "member.streak", "op": "eq", "value": 3}
    streak = promo("three", {"type": "points", "points": 20}, trigger="streak", when=third)
    await publish(office, 1, daily, streak)
    seen = []
    for hours in (0, 1, 24, 24, 24, 48):
        office.pass_time(hours=hours)
        found = await checked_in(office)
        seen.append((found.streak, found.points))
    assert seen == [(1, 1), (1, 0), (2, 1), (3, 21), (4, 1), (1, 1)]
    assert (await office.points()).available == 525
    await office.audited()


async def test_the_staff_gives_by_the_rules_and_is_told_why_not(office: PointsOffice) -> None:
    limit = {"scope": "member", "at_most": 1}
    kind = {"field": "event.note", "op": "eq", "value": "sorry"}
    await publish(
        office,
        1,
        promo("sorry", {"type": "points", "points": 9}, trigger="manual", when=kind, limits=[limit]),
    )
    award = AwardByHandHandler(office.new_uow, office.accounts, office.clock, office.means)
    notes = []
    for note in ("thanks", " sorry ", "sorry"):
        found = await award(AwardByHand(MANAGER, REGION, MEMBER, note))
        notes.append(([one.points for one in found.granted], [one.reason for one in found.refused]))
    assert notes == [
        ([], [Reason.CONDITION_NOT_MET]),
        ([9], []),
        ([], [Reason.MEMBER_LIMIT_REACHED]),
    ]


async def test_codes_are_not_found_by_trying_them_on_orders(office: PointsOffice) -> None:
    await publish(office, 1, GIFT)
    for _ in range(20):
        with pytest.raises(PriceHasChanged):
            await office.do(place_order(codes=("no code",), shown_price_minor=1))
    with pytest.raises(RateLimited):
        await office.do(place_order(codes=("no code",), shown_price_minor=1))
