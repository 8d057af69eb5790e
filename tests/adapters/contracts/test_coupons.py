"""Coupons and their stock: each test runs in memory and on PostgreSQL."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from application.ports.coupons import KeptCoupon, Taking
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import (
    BatchExhausted,
    BatchLimitReached,
    CouponChanged,
    CouponCodeTaken,
    CouponNotYours,
)
from domain.promotions.coupons.stock import Stock
from domain.promotions.rules.model import Batch, BatchKind
from domain.promotions.rules.schedule import Schedule
from domain.shared.ids import AccountId, OrderId
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA, NIL = AccountId(UUID(int=0xA1)), AccountId(UUID(int=0xA2))
ORDER = OrderId(UUID(int=0xB1))
CLIENTS = 32


def day(count: float) -> datetime:
    return NOON + timedelta(days=count)


def batch(size: int = 10, per_member: int = 2, name: str = "flash") -> Batch:
    shown = Text("券", "Coupon")
    kind, hours = BatchKind.CLAIMED, Schedule(ZoneInfo("UTC"))
    return Batch(name, shown, "ten", kind, size, per_member, valid_days=30, schedule=hours)


def coupon(stage: Stage, ends: datetime, owner: AccountId | None = MIA) -> Coupon:
    made = stage.ids.new()
    status = Status.FREE if owner is None else Status.OWNED
    return Coupon(CouponId(made), "flash", "ten", made.hex.upper()[-20:], NOON, ends, status, owner)


async def add(stage: Stage, *coupons: Coupon) -> list[Coupon]:
    async with stage.new_uow() as uow:
        uow.coupons.add(REGION, coupons)
        await uow.commit()
    return [replace(one, version=1) for one in coupons]


async def keep(stage: Stage, one: Coupon) -> Coupon:
    async with stage.new_uow() as uow:
        uow.coupons.keep(one)
        await uow.commit()
    return replace(one, version=one.version + 1)


async def take(stage: Stage, *takings: Taking) -> None:
    async with stage.new_uow() as uow:
        for one in takings:
            uow.coupons.take(one)
        await uow.commit()


async def test_a_coupon_is_found_by_its_id_and_by_its_code(stage: Stage) -> None:
    (made, _) = await add(stage, coupon(stage, day(3), owner=None), coupon(stage, day(4)))
    async with stage.new_uow() as uow:
        assert await uow.coupons.get(REGION, made.id) == made
        assert await uow.coupons.by_code(made.code) == KeptCoupon(REGION, made)
        assert await uow.coupons.by_code("NEVERMADE") is None
        with pytest.raises(CouponNotYours):
            await uow.coupons.get(FAR_REGION, made.id)
        with pytest.raises(CouponNotYours):
            await uow.coupons.get(REGION, CouponId(UUID(int=7)))


async def test_a_code_is_given_once_and_a_refused_bulk_leaves_nothing(stage: Stage) -> None:
    (made,) = await add(stage, coupon(stage, day(3)))
    other = coupon(stage, day(3))
    with pytest.raises(CouponCodeTaken):
        await add(stage, other, replace(coupon(stage, day(3)), code=made.code))
    async with stage.new_uow() as uow:
        assert await uow.coupons.by_code(other.code) is None
        assert len(await uow.coupons.usable_of(MIA, NOON, 9)) == 1


async def test_what_a_member_can_use_stands_apart_soonest_end_first(stage: Stage) -> None:
    late, soon, over, busy, far = await add(
        stage,
        coupon(stage, day(9)),
        coupon(stage, day(2)),
        coupon(stage, day(1)),
        coupon(stage, day(5)),
        coupon(stage, day(4), owner=NIL),
    )
    busy = await keep(stage, busy.reserve(MIA, ORDER, NOON))
    async with stage.new_uow() as uow:
        usable = await uow.coupons.usable_of(MIA, day(1), 9)
        assert [one.coupon for one in usable] == [soon, late]
        assert [one.coupon for one in await uow.coupons.usable_of(MIA, day(1), 1)] == [soon]
        assert [one.coupon for one in await uow.coupons.others_of(MIA, day(1), 9)] == [busy, over]
        assert [one.coupon for one in await uow.coupons.others_of(MIA, day(1), 1)] == [busy]
        assert await uow.coupons.of_order(ORDER) == (busy,)
        assert [one.coupon for one in await uow.coupons.usable_of(NIL, NOON, 9)] == [far]


async def test_every_step_of_a_coupon_is_stored(stage: Stage) -> None:
    (one,) = await add(stage, coupon(stage, day(3), owner=None))
    steps: tuple[Callable[[Coupon], Coupon], ...] = (
        lambda c: c.claim(MIA, NOON),
        lambda c: c.reserve(MIA, ORDER, NOON),
        lambda c: c.use(ORDER),
        lambda c: c.give_back(ORDER, day(5), grace_days=7),
        lambda c: c.lapse(day(12)),
    )
    for step in steps:
        one = await keep(stage, step(one))
        async with stage.new_uow() as uow:
            assert await uow.coupons.get(REGION, one.id) == one
    assert (one.status, one.expires_at, one.version) == (Status.LAPSED, day(12), 6)


async def test_a_coupon_that_moved_on_is_refused(stage: Stage) -> None:
    (one,) = await add(stage, coupon(stage, day(3)))
    await keep(stage, one.reserve(MIA, ORDER, NOON))
    with pytest.raises(CouponChanged):
        await keep(stage, one.reserve(MIA, OrderId(UUID(int=5)), NOON))


async def test_what_is_over_is_found_longest_over_first_but_not_what_is_in_use(stage: Stage) -> None:
    second, first, busy, _ = await add(
        stage,
        coupon(stage, day(2)),
        coupon(stage, day(1), owner=None),
        coupon(stage, day(1)),
        coupon(stage, day(4)),
    )
    await keep(stage, busy.reserve(MIA, ORDER, NOON))
    async with stage.new_uow() as uow:
        assert await uow.coupons.due_to_lapse(day(0.9), 9) == ()
        assert await uow.coupons.due_to_lapse(day(2), 9) == (first, second)
        assert await uow.coupons.due_to_lapse(day(2), 1) == (first,)


async def test_takings_of_one_unit_add_up_and_are_counted_by_batch_and_member(stage: Stage) -> None:
    one, other = Taking(REGION, batch(), MIA), Taking(REGION, batch(name="other"), None, 4)
    await take(stage, one, replace(one, member_id=NIL), one, other)
    async with stage.new_uow() as uow:
        assert await uow.coupons.stock(REGION, "flash", MIA) == Stock(3, 2)
        assert await uow.coupons.stock(REGION, "flash", NIL) == Stock(3, 1)
        assert await uow.coupons.stock(REGION, "other", None) == Stock(4, 0)
        assert await uow.coupons.stock(FAR_REGION, "flash", MIA) == Stock()
        assert await uow.coupons.given(REGION) == {"flash": 3, "other": 4}


async def test_no_more_than_the_batch_has_and_no_more_than_one_member_may_have(stage: Stage) -> None:
    few = batch(size=3)
    with pytest.raises(BatchExhausted):
        await take(stage, Taking(REGION, few, None, 4))
    with pytest.raises(BatchLimitReached):
        await take(stage, Taking(REGION, few, MIA, 3))
    await take(stage, Taking(REGION, few, MIA, 2))
    with pytest.raises(BatchLimitReached):
        await take(stage, Taking(REGION, few, MIA))
    with pytest.raises(BatchExhausted):
        await take(stage, Taking(REGION, few, NIL, 2))
    async with stage.new_uow() as uow:
        assert await uow.coupons.stock(REGION, "flash", MIA) == Stock(2, 2)


async def test_what_is_put_back_can_be_taken_again_and_no_count_falls_below_zero(stage: Stage) -> None:
    only = batch(size=1, per_member=1)
    for _ in range(2):
        async with stage.new_uow() as uow:
            uow.coupons.take(Taking(REGION, only, MIA))
            await uow.commit()
        async with stage.new_uow() as uow:
            uow.coupons.put_back(REGION, only.id, MIA, 2)
            uow.coupons.put_back(REGION, "never given", NIL, 1)
            await uow.commit()
        async with stage.new_uow() as uow:
            assert await uow.coupons.stock(REGION, only.id, MIA) == Stock(0, 0)


async def test_takings_after_a_commit_of_the_same_unit_count_too(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.coupons.take(Taking(REGION, batch(), MIA))
        await uow.commit()
        uow.coupons.take(Taking(REGION, batch(), MIA))
        await uow.commit()
    async with stage.new_uow() as uow:
        assert await uow.coupons.stock(REGION, "flash", MIA) == Stock(2, 2)


async def test_of_thirty_two_who_take_at_once_as_many_get_one_as_there_are(stage: Stage) -> None:
    members = [AccountId(UUID(int=0xC000 + number)) for number in range(CLIENTS)]
    found = await asyncio.gather(
        *(take(stage, Taking(REGION, batch(), member)) for member in members), return_exceptions=True
    )
    assert sum(outcome is None for outcome in found) == 10
    assert sum(isinstance(outcome, BatchExhausted) for outcome in found) == CLIENTS - 10
    async with stage.new_uow() as uow:
        assert await uow.coupons.given(REGION) == {"flash": 10}


async def test_moments_come_back_in_utc(stage: Stage) -> None:
    (made,) = await add(stage, coupon(stage, day(3).astimezone(ZoneInfo("America/Santiago"))))
    async with stage.new_uow() as uow:
        found = await uow.coupons.get(REGION, made.id)
    assert found.expires_at == day(3).astimezone(UTC)
