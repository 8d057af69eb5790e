"""Holds, debts, adjustments and refunds: each test runs in memory and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.ports.ledger_papers import AdjustmentsAsked
from domain.loyalty.adjusting import Adjustment, AdjustmentId, AdjustmentStatus
from domain.loyalty.earning import Grant, award
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.holds import Hold
from domain.loyalty.journal import LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.refunds import Refund, RefundId, RefundLine
from domain.loyalty.refusals import AdjustmentIsDecided, DebtChanged, HoldChanged, RefundNumberTaken
from domain.loyalty.reversing import reverse
from domain.loyalty.settling import capture
from domain.loyalty.spending import hold, spend
from domain.shared.ids import AccountId, OrderId, RegionId
from tests.adapters.loyalty.conftest import NewWork
from tests.domain.loyalty.building import (
    ANNA,
    BO,
    IDS,
    awarded,
    day,
    heading,
    order_origin,
    policy,
    terms,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")
REGION = RegionId(UUID(int=5))


async def stored_lot(new_work: NewWork, points: int = 10) -> Lot:
    movement = awarded(points, rules=policy(0))
    async with new_work() as work:
        work.ledger.post(movement)
        await work.commit()
    return replace(movement.lots[0], version=1)


async def stored_hold(new_work: NewWork, lapses: float | None = None, number: int = 1) -> Hold:
    lot = await stored_lot(new_work)
    wanted = replace(terms(None if lapses is None else day(lapses)), origin=order_origin(number))
    movement, made = hold(heading(day(1)), [lot], 6, wanted)
    async with new_work() as work:
        work.ledger.post(movement)
        work.ledger.keep(made)
        await work.commit()
    return replace(made, version=1)


async def test_a_hold_comes_back_as_it_was_stored_by_its_id_order_and_member(new_work: NewWork) -> None:
    made = await stored_hold(new_work, 5)
    async with new_work() as work:
        assert await work.ledger.hold(made.id) == made
        assert await work.ledger.hold_for(OrderId(UUID(int=1))) == made
        assert await work.ledger.hold_for(OrderId(UUID(int=2))) is None
        assert await work.ledger.holds_of(ANNA) == (made,)
        assert await work.ledger.holds_of(BO) == ()
        opened = await work.ledger.opened(ANNA, "never asked")
    assert (opened.posted, opened.lapses_at, opened.debt) == (None, day(5), Debt(ANNA))
    assert [lot.held for lot in opened.lots] == [6]


async def test_what_has_lapsed_is_found_at_its_moment_longest_due_first(new_work: NewWork) -> None:
    late, early = await stored_hold(new_work, 5, 1), await stored_hold(new_work, 3, 2)
    await stored_hold(new_work, None, 3)
    async with new_work() as work:
        assert await work.ledger.due_to_lapse(day(2.9), 9) == ()
        assert await work.ledger.due_to_lapse(day(5), 9) == (early, late)
        assert await work.ledger.due_to_lapse(day(5), 1) == (early,)


async def test_a_hold_that_moved_on_meanwhile_refuses_and_nothing_is_written(new_work: NewWork) -> None:
    made = await stored_hold(new_work)
    async with new_work() as work:
        lots = {lot.id: lot for lot in await work.ledger.lots_of(ANNA)}
        settled = capture(heading(day(2)), made, lots)
        work.ledger.post(*settled.movements)
        work.ledger.keep(settled.hold)
        await work.commit()
    async with new_work() as work:
        stored = await work.ledger.hold(made.id)
        assert stored == replace(settled.hold, version=2)
        assert await work.ledger.holds_of(ANNA) == ()
        work.ledger.post(awarded(5))
        work.ledger.keep(settled.hold)
        with pytest.raises(HoldChanged):
            await work.commit()
    async with new_work() as work:
        assert [lot.remaining for lot in await work.ledger.lots_of(ANNA)] == [4]


async def owing(new_work: NewWork) -> Lot:
    lot = await stored_lot(new_work)
    async with new_work() as work:
        work.ledger.post(spend(heading(day(1)), [lot], 10))
        await work.commit()
    return replace(lot, remaining=0, version=2)


async def test_a_debt_is_stored_once_and_a_stale_one_is_refused(new_work: NewWork) -> None:
    first, second = await owing(new_work), await owing(new_work)
    async with new_work() as work:
        debt = await work.ledger.debt_of(ANNA)
        work.ledger.post(reverse(heading(day(2)), first, 4, debt))
        await work.commit()
    async with new_work() as work:
        assert await work.ledger.debt_of(ANNA) == Debt(ANNA, 4, 1)
        work.ledger.post(reverse(heading(day(2)), second, 4, debt))
        with pytest.raises(DebtChanged):
            await work.commit()
    async with new_work() as work:
        again = reverse(heading(day(2)), second, 3, await work.ledger.debt_of(ANNA))
        work.ledger.post(again)
        await work.commit()
    async with new_work() as work:
        assert await work.ledger.debt_of(ANNA) == Debt(ANNA, 7, 2)
        (lot,) = await work.ledger.lots([second.id])
        assert (lot.owed, lot.used) == (3, 10)


async def test_the_lots_that_an_order_earned_are_found_spent_ones_too(new_work: NewWork) -> None:
    lot = await owing(new_work)
    async with new_work() as work:
        assert await work.ledger.lots_earned_by(OrderId(UUID(int=1))) == (lot,)
        assert await work.ledger.lots_earned_by(OrderId(UUID(int=2))) == ()


def adjustment(region_id: RegionId = REGION) -> Adjustment:
    who = AccountId(UUID(int=0xC))
    return Adjustment(AdjustmentId(IDS.new()), region_id, ANNA, -70, "a reason 原因", who, day(0))


async def test_an_adjustment_is_kept_listed_and_decided_once(new_work: NewWork) -> None:
    first, second, far = adjustment(), adjustment(), adjustment(RegionId(UUID(int=6)))
    async with new_work() as work:
        for one in (first, second, far):
            work.ledger.papers.keep(one)
        await work.commit()
    asked = AdjustmentsAsked(REGION, None, None, 9)
    async with new_work() as work:
        papers = work.ledger.papers
        assert await papers.adjustment(first.id) == replace(first, version=1)
        assert [one.id for one in await papers.adjustments(asked)] == [second.id, first.id]
        after = replace(asked, after=second.id)
        assert [one.id for one in await papers.adjustments(after)] == [first.id]
        papers.keep(replace(first, version=1).approved(BO, day(1), 10))
        await work.commit()
    async with new_work() as work:
        proposed = replace(asked, status=AdjustmentStatus.PROPOSED)
        assert [one.id for one in await work.ledger.papers.adjustments(proposed)] == [second.id]
        work.ledger.papers.keep(replace(first, version=1).refused(BO, day(1)))
        with pytest.raises(AdjustmentIsDecided):
            await work.commit()


async def test_refunds_of_an_order_are_numbered_and_no_number_is_given_twice(new_work: NewWork) -> None:
    order_id = OrderId(UUID(int=8))
    lines = (RefundLine("service", 500), RefundLine("parts 配件", 20))
    people = REGION, ANNA
    first = Refund(RefundId(IDS.new()), order_id, 1, *people, lines, 3, 9, 2, "broke", BO, day(3))
    second = replace(first, id=RefundId(IDS.new()), number=2, lines=())
    async with new_work() as work:
        work.ledger.papers.grant(second)
        work.ledger.papers.grant(first)
        await work.commit()
    async with new_work() as work:
        assert await work.ledger.papers.refunds_of(order_id) == (first, second)
        work.ledger.papers.grant(replace(first, id=RefundId(IDS.new())))
        with pytest.raises(RefundNumberTaken):
            await work.commit()


async def test_a_policy_keeps_how_its_points_end(new_work: NewWork) -> None:
    rules = replace(
        policy(),
        expiry_kind=ExpiryKind.QUARTER_END,
        expiry_months=5,
        zone="Asia/Shanghai",
        grace_days=0,
        pays_debt=False,
        adjustment_limit=7,
        thousand_worth_minor=9,
    )
    async with new_work() as work:
        work.ledger.publish(rules)
        await work.commit()
    async with new_work() as work:
        assert await work.ledger.policy("CNY", day(1)) == rules


async def test_an_end_that_activity_moved_is_stored_with_the_movement(new_work: NewWork) -> None:
    rules = replace(policy(0, 30), expiry_kind=ExpiryKind.ACTIVITY)
    grant = Grant(LotId(IDS.new()), ANNA, 10, order_origin())
    sliding = award(heading(day(0), origin=order_origin()), grant, rules)
    async with new_work() as work:
        work.ledger.post(sliding)
        await work.commit()
    async with new_work() as work:
        (lot,) = await work.ledger.lots_of(ANNA)
        assert lot.sliding_days == 30
        moved = replace(lot, expires_at=lot.expires_at + timedelta(days=9))
        other = awarded(5)
        work.ledger.post(replace(other, lots=(*other.lots, moved)))
        await work.commit()
    async with new_work() as work:
        assert {lot.expires_at for lot in await work.ledger.lots([lot.id])} == {moved.expires_at}
        assert (await work.ledger.reads.audit()).is_clean
