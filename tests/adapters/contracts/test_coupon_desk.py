"""Printing, issuing, claiming, typing and lapsing coupons: each test runs in memory and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from application.ports.coupons import KeptCoupon
from application.promotions.batches_of import BatchesOf, BatchesOfHandler
from application.promotions.coupons_of import (
    ClaimableCoupons,
    ClaimableCouponsHandler,
    CouponsOf,
    CouponsOfHandler,
)
from application.promotions.give_coupons import (
    ClaimCoupon,
    ClaimCouponHandler,
    IssueCoupons,
    IssueCouponsHandler,
)
from application.promotions.lapse_coupons import LapseCoupons, LapseCouponsHandler
from application.promotions.print_codes import MOST_AT_ONCE, PrintCodes, PrintCodesHandler
from application.promotions.return_coupon import ReturnCoupon, ReturnCouponHandler
from application.promotions.typed_codes import CODES_PER_MEMBER, ClaimCode, ClaimCodeHandler
from application.views.coupons import CouponView
from domain.identity.refusals import AccountNotFound, RateLimited
from domain.promotions.coupons.codes import CodeMalformed, CodeSpaceTooSmall, new_codes, read_code
from domain.promotions.coupons.coupon import CouponId, Standing, Status
from domain.promotions.coupons.refusals import (
    BatchClosed,
    BatchExhausted,
    BatchLimitReached,
    BatchUnknown,
    CouponExpired,
    CouponNotYours,
    CouponStepIllegal,
)
from domain.shared.ids import AccountId, OrderId
from tests.adapters.contracts.programme_desk import Desk, batch, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import MANAGER, NOON, OTHER_OWNER, OWNER, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA = AccountId(OWNER.account_id)  # type: ignore[arg-type]
NIL = AccountId(OTHER_OWNER.account_id)  # type: ignore[arg-type]
ORDER = OrderId(UUID(int=0xB1))


@pytest_asyncio.fixture(loop_scope="package")
async def desk(stage: Stage) -> Desk:
    made = Desk(stage)
    await made.go_live(shop_rules())
    return made


async def claim(desk: Desk, member: AccountId = MIA, name: str = "flash") -> CouponView:
    view: CouponView = await desk.made(ClaimCouponHandler)(ClaimCoupon(member, REGION, name))
    return view


async def printed(desk: Desk, count: int, **rest: int) -> list[str]:
    """The codes as they stand on paper."""
    cmd = PrintCodes(MANAGER, REGION, "paper", count, **rest)
    csv = (await desk.made(PrintCodesHandler)(cmd)).csv
    heading, *lines = csv.splitlines()
    assert heading == "code,expires_at"
    return [each.partition(",")[0] for each in lines]


async def type_in(desk: Desk, code: str, member: AccountId = MIA) -> CouponView:
    view: CouponView = await desk.made(ClaimCodeHandler)(ClaimCode(member, code))
    return view


async def wallet(desk: Desk, member: AccountId = MIA) -> list[tuple[str, str, bool]]:
    found = await desk.made(CouponsOfHandler)(CouponsOf(member))
    return [(one.coupon.batch, one.coupon.status.value, one.is_usable) for one in found.items]


async def test_a_member_claims_one_and_sees_what_it_unlocks_and_when_it_ends(desk: Desk) -> None:
    coupon = await claim(desk)
    assert (coupon.status, coupon.expires_at) == (Standing.OWNED, NOON + timedelta(days=30))
    (mine,) = (await desk.made(CouponsOfHandler)(CouponsOf(MIA))).items
    assert mine.coupon == coupon
    assert mine.unlocks is not None
    assert (mine.unlocks.en, mine.is_usable, mine.region_id) == ("gift", True, REGION)
    with pytest.raises(BatchLimitReached):
        await claim(desk)
    (open_one,) = (await desk.made(ClaimableCouponsHandler)(ClaimableCoupons(MIA, REGION))).items
    assert (open_one.id, open_one.given, open_one.left, open_one.own) == ("flash", 1, 9, 1)


async def test_only_open_batches_that_are_there_to_be_claimed_are_claimed(desk: Desk) -> None:
    for name in ("paper", "sorry"):
        with pytest.raises(BatchClosed):
            await claim(desk, name=name)
    with pytest.raises(BatchUnknown):
        await claim(desk, name="never")
    late = batch("late", "claimed", schedule={"from": "2031-01-01"})
    await desk.go_live(shop_rules(batches=[late, batch("flash", "claimed", state="paused")]), 2)
    for name in ("late", "flash"):
        with pytest.raises(BatchClosed):
            await claim(desk, name=name)
    assert (await desk.made(ClaimableCouponsHandler)(ClaimableCoupons(MIA, REGION))).items == ()


async def test_of_thirty_two_who_claim_at_once_ten_get_one_and_nothing_else_is_left(desk: Desk) -> None:
    members = [AccountId(UUID(int=0xC000 + number)) for number in range(32)]
    found = await asyncio.gather(*(claim(desk, each) for each in members), return_exceptions=True)
    assert sum(isinstance(outcome, CouponView) for outcome in found) == 10
    assert sum(isinstance(outcome, BatchExhausted) for outcome in found) == 22
    wallets = [await wallet(desk, each) for each in members]
    assert sum(map(len, wallets)) == 10


async def test_printed_codes_differ_hold_their_check_and_are_found(desk: Desk) -> None:
    codes = await printed(desk, 7, length=14)
    assert len({read_code(code) for code in codes}) == 7
    assert {len(code.replace("-", "")) for code in codes} == {14}
    async with desk.new_uow() as uow:
        found = [await uow.coupons.by_code(read_code(code)) for code in codes]
    assert all(isinstance(one, KeptCoupon) and one.coupon.status is Status.FREE for one in found)
    with pytest.raises(BatchExhausted):
        await printed(desk, 4)
    await printed(desk, 3)
    for batch_shown in (await desk.made(BatchesOfHandler)(BatchesOf(MANAGER, REGION))).items:
        assert batch_shown.given == (10 if batch_shown.id == "paper" else 0)


async def test_codes_that_could_be_guessed_are_not_printed(desk: Desk) -> None:
    await desk.go_live(shop_rules(batches=[batch("paper", "printed", size=99)]), 2)
    with pytest.raises(CodeSpaceTooSmall):
        await printed(desk, 26, length=8)


async def test_ten_thousand_codes_are_printed_at_once(desk: Desk) -> None:
    await desk.go_live(shop_rules(batches=[batch("paper", "printed", size=MOST_AT_ONCE)]), 2)
    assert len(set(await printed(desk, MOST_AT_ONCE))) == MOST_AT_ONCE


async def test_a_typed_code_goes_into_the_wallet_once(desk: Desk) -> None:
    (code,) = await printed(desk, 1)
    mine = await type_in(desk, f" {code.lower()} ")
    assert (mine.status, mine.member_id) == (Standing.OWNED, MIA)
    assert await type_in(desk, code) == mine
    with pytest.raises(CouponNotYours):
        await type_in(desk, code, NIL)
    assert await wallet(desk) == [("paper", "owned", True)]


async def test_one_code_that_two_type_at_once_is_one_members(desk: Desk) -> None:
    (code,) = await printed(desk, 1)
    members = [AccountId(UUID(int=0xC000 + number)) for number in range(8)]
    found = await asyncio.gather(*(type_in(desk, code, each) for each in members), return_exceptions=True)
    assert sum(isinstance(outcome, CouponView) for outcome in found) == 1


async def test_codes_tried_by_the_thousand_are_refused_before_they_are_looked_up(desk: Desk) -> None:
    (code,) = await printed(desk, 1)
    (stray,) = new_codes(1, 12, desk.randomness.token_bytes)
    for number in range(CODES_PER_MEMBER.hits):
        with pytest.raises(CouponNotYours if number % 2 else CodeMalformed):
            await type_in(desk, stray if number % 2 else "NOT-A-CODE")
    with pytest.raises(RateLimited):
        await type_in(desk, code)
    assert (await type_in(desk, code, NIL)).member_id == NIL
    desk.stage.real.advance(timedelta(seconds=CODES_PER_MEMBER.window_s))
    with pytest.raises(CouponNotYours):
        await type_in(desk, code)


async def test_coupons_are_issued_to_all_or_to_none(desk: Desk) -> None:
    issue = desk.made(IssueCouponsHandler)
    cmd = IssueCoupons(MANAGER, REGION, "sorry", (MIA, NIL, MIA))
    issued = (await issue(cmd)).items
    assert [one.member_id for one in issued] == [MIA, NIL]
    with pytest.raises(BatchLimitReached):
        await issue(replace(cmd, member_ids=(MIA,)))
    with pytest.raises(AccountNotFound):
        await issue(replace(cmd, batch="flash", member_ids=(NIL, AccountId(UUID(int=99)))))
    assert await wallet(desk, NIL) == [("sorry", "owned", True)]


async def test_what_is_over_lapses_in_chunks_and_shows_as_lapsed_before_that(desk: Desk) -> None:
    await printed(desk, 5)
    await claim(desk)
    lapse = desk.made(LapseCouponsHandler)
    desk.clock.advance(timedelta(days=30))
    assert await wallet(desk) == [("flash", "lapsed", False)]
    assert await lapse(LapseCoupons(chunk=2, chunks=2))
    assert not await lapse(LapseCoupons(chunk=2, chunks=9))
    async with desk.new_uow() as uow:
        assert await uow.coupons.due_to_lapse(desk.clock.now(), 9) == ()
        (kept,) = await uow.coupons.others_of(MIA, desk.clock.now(), 9)
    assert (kept.coupon.status, kept.coupon.version) == (Status.LAPSED, 2)


async def test_a_code_that_is_over_is_not_claimed(desk: Desk) -> None:
    (code,) = await printed(desk, 1)
    desk.clock.advance(timedelta(days=30))
    with pytest.raises(CouponExpired):
        await type_in(desk, code)


async def test_a_used_coupon_is_given_back_with_grace(desk: Desk) -> None:
    coupon = await claim(desk)
    cmd = ReturnCoupon(MANAGER, REGION, CouponId(coupon.id))
    give_back = desk.made(ReturnCouponHandler)
    with pytest.raises(CouponStepIllegal):
        await give_back(cmd)
    for step in ("reserve", "use"):
        async with desk.new_uow() as uow:
            kept = await uow.coupons.get(REGION, CouponId(coupon.id))
            uow.coupons.keep(kept.reserve(MIA, ORDER, NOON) if step == "reserve" else kept.use(ORDER))
            await uow.commit()
    assert await wallet(desk) == [("flash", "used", False)]
    desk.clock.advance(timedelta(days=40))
    back = await give_back(cmd)
    assert (back.status, back.order_id) == (Standing.OWNED, None)
    assert back.expires_at == desk.clock.now() + timedelta(days=7)
    with pytest.raises(CouponStepIllegal):
        await give_back(cmd)


async def test_usable_ones_come_first_and_what_unlocks_nothing_any_more_is_not_usable(desk: Desk) -> None:
    await claim(desk)
    await desk.made(IssueCouponsHandler)(IssueCoupons(MANAGER, REGION, "sorry", (MIA,)))
    other = shop_rules()
    other["batches"] = []
    other["promotions"] = [each for each in other["promotions"] if each["id"] != "gift"]  # type: ignore[attr-defined]
    await desk.go_live(other, 2)
    assert [usable for _, _, usable in await wallet(desk)] == [False, False]
