"""Who brought whom, on both stores: named once before the first order, awarded once it has cooled off."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from application.promotions.means import Means
from application.promotions.refer import ReferralOf, ReferralOfHandler, SayReferrer, SayReferrerHandler
from application.promotions.settle_referrals import SettleReferrals, SettleReferralsHandler
from application.views.membership import ReferralView
from domain.identity.refusals import RateLimited
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refunds import Refund, RefundId, RefundLine
from domain.orders.order import Order
from domain.orders.status import Status
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import (
    Referral,
    ReferralCodeTaken,
    ReferralCodeUnknown,
    ReferralKnown,
    ReferralOfOneself,
    ReferralTooLate,
    ReferrerNotEarlier,
    Side,
)
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId
from tests.adapters.contracts.programme_desk import CHIEF, CLP, Desk
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.adapters.contracts.test_welcome import ANNA, BO, points
from tests.domain.orders.making import NOON, REGION, order_in
from tests.domain.promotions.making import promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")
BEFORE = NOON - timedelta(days=1)


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)


async def mine(desk: Desk, who: AccountId) -> ReferralView:
    view: ReferralView = await desk.made(ReferralOfHandler)(ReferralOf(who))
    return view


async def say(desk: Desk, code: str, who: AccountId = ANNA) -> ReferralView:
    view: ReferralView = await desk.made(SayReferrerHandler)(SayReferrer(who, code))
    return view


async def join(desk: Desk, who: AccountId, at: datetime) -> None:
    async with desk.new_uow() as uow:
        uow.members.join(Membership(who, REGION, at))
        await uow.commit()


async def code_of_bo(desk: Desk) -> str:
    """Bo has been a member for a day, Anna joins now; rules give 50 to who brings, 30 to the other."""
    sides = (("referral", 50), ("referred", 30))
    given = [promo(name, {"type": "points", "points": many}) for name, many in sides]
    await desk.go_live(rule_json(*[{**one, "trigger": one["id"]} for one in given], **CLP))
    async with desk.new_uow() as uow:
        uow.ledger.publish(EarningPolicy("CLP", 1, BEFORE, 1_000, cooling_off_days=3))
        await uow.commit()
    await join(desk, BO, BEFORE)
    await join(desk, ANNA, NOON)
    code = (await mine(desk, BO)).code
    assert code is not None
    return code


async def run(desk: Desk, at: datetime, chunk: int = 10, chunks: int = 5) -> bool:
    desk.clock.reach(at)
    handler = SettleReferralsHandler(desk.new_uow, desk.clock, desk_means(desk))
    return await handler(SettleReferrals(chunk, chunks))


def desk_means(desk: Desk) -> Means:
    return Means(desk.ids, desk.live, desk.randomness)


async def ordered(desk: Desk, status: Status = Status.COMPLETED, name: str = "") -> Order:
    """By Anna, made at noon or later."""
    order = order_in(status)
    if name:
        order = another(order, name)
    await desk.stage.keep(order)
    return order


async def refund(desk: Desk, order: Order) -> None:
    lines = (RefundLine("visit", 1),)
    refund_id = RefundId(desk.ids.new())
    granted = Refund(refund_id, order.id, 1, REGION, ANNA, lines, 0, 0, 0, "x", CHIEF, NOON)
    async with desk.new_uow() as uow:
        uow.ledger.papers.grant(granted)
        await uow.commit()


async def both(desk: Desk) -> list[int]:
    return [await points(desk.stage, who) for who in (BO, ANNA)]


async def test_both_sides_are_awarded_once_when_the_first_order_has_cooled_off(desk: Desk) -> None:
    code = await code_of_bo(desk)
    said = await say(desk, code.lower().replace("-", " "))
    assert (said.said_at, said.may_say) == (NOON, False)
    order = await ordered(desk)
    assert order.completed_at is not None
    cooled = order.completed_at + timedelta(days=3)
    assert not await run(desk, cooled - timedelta(seconds=1))
    assert await both(desk) == [0, 0]
    for _ in range(2):
        assert not await run(desk, cooled)
        assert await both(desk) == [50, 30]
    view = await mine(desk, BO)
    assert (view.code, view.referred, view.rewarded) == (code, 1, 1)


async def test_an_order_that_is_open_or_refunded_brings_nothing_and_the_next_one_does(desk: Desk) -> None:
    await say(desk, await code_of_bo(desk))
    await ordered(desk, Status.READY, "open")
    spoilt = await ordered(desk)
    await refund(desk, spoilt)
    later = NOON + timedelta(days=30)
    await run(desk, later)
    assert await both(desk) == [0, 0]
    await ordered(desk, name="good")
    await run(desk, later)
    assert await both(desk) == [50, 30]


async def test_a_process_that_ended_between_the_sides_goes_on_with_the_other(desk: Desk) -> None:
    await say(desk, await code_of_bo(desk))
    await ordered(desk)
    await settle(desk, Side.REFERRED)
    with pytest.raises(OccasionKnown):
        await settle(desk, Side.REFERRED)
    await run(desk, NOON + timedelta(days=30))
    assert await both(desk) == [50, 0]


async def settle(desk: Desk, side: Side) -> None:
    async with desk.new_uow() as uow:
        uow.referrals.settle(Referral(ANNA, BO, NOON), side, NOON)
        await uow.commit()


async def test_each_wrong_name_is_refused_for_its_own_reason(desk: Desk) -> None:
    code = await code_of_bo(desk)
    assert (await mine(desk, AccountId(UUID(int=7)))).code is None
    own = (await mine(desk, ANNA)).code
    assert own is not None
    for typed in ("", "nonsense", code[:-1] + ("2" if code[-1] != "2" else "3"), "2222-2222-2222"):
        with pytest.raises(ReferralCodeUnknown):
            await say(desk, typed)
    with pytest.raises(ReferralOfOneself):
        await say(desk, own)
    with pytest.raises(ReferrerNotEarlier):
        await say(desk, own, BO)
    await say(desk, code)
    with pytest.raises(ReferralKnown):
        await say(desk, code)


async def test_who_has_ordered_names_nobody_but_an_order_that_came_to_nothing_does_not_count(
    desk: Desk,
) -> None:
    code = await code_of_bo(desk)
    await ordered(desk, Status.CANCELLED, "none")
    assert (await mine(desk, ANNA)).may_say
    await ordered(desk, Status.READY)
    assert not (await mine(desk, ANNA)).may_say
    with pytest.raises(ReferralTooLate):
        await say(desk, code)


async def test_codes_tried_by_the_dozen_are_refused(desk: Desk) -> None:
    code = await code_of_bo(desk)
    for _ in range(20):
        with pytest.raises(ReferralCodeUnknown):
            await say(desk, "2222-2222-2223")
    with pytest.raises(RateLimited):
        await say(desk, code)


async def give(desk: Desk, who: AccountId, code: str) -> None:
    async with desk.new_uow() as uow:
        uow.referrals.give_code(who, code)
        await uow.commit()


async def named(desk: Desk, referral: Referral) -> None:
    async with desk.new_uow() as uow:
        uow.referrals.say(referral)
        await uow.commit()


async def test_of_two_at_the_same_moment_one_is_refused(desk: Desk) -> None:
    await give(desk, ANNA, "CODE")
    for who, code in ((ANNA, "OTHER"), (BO, "CODE")):
        with pytest.raises(ReferralCodeTaken):
            await give(desk, who, code)
    said = Referral(ANNA, BO, NOON)
    await named(desk, said)
    with pytest.raises(ReferralKnown):
        await named(desk, replace(said, referrer_id=CHIEF))
