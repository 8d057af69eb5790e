"""An order's points: held with it, spent when done, given back when not, refunded in proportion."""

from dataclasses import replace

import pytest

from application.loyalty.refunds_of import RefundsOf, RefundsOfHandler
from application.orders.cancel_order import CancelOrder
from application.orders.confirm_order import ConfirmOrder
from domain.loyalty.holds import HoldStatus
from domain.loyalty.refunds import RefundLine
from domain.loyalty.refusals import (
    NothingToRefund,
    PointsNotEnough,
    PointsNotSettled,
)
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Status
from domain.promotions.pricing.refunding import ReturnExceedsLine, ReturnLineUnknown
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.loyalty.points_office import ID, OTHER_MANAGER, RATE, PointsOffice, opened
from tests.application.orders.office import place_order
from tests.domain.orders.making import ELSEWHERE, OWNER, order_in


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


async def test_an_order_with_points_holds_them_in_the_same_commit(office: PointsOffice) -> None:
    receipt = await office.do(place_order(points=300, shown_price_minor=PRICE_MINOR - 300))
    assert (await office.points()).available == 200
    assert office.store.books.hold_for(receipt.order_id).amount == 300  # type: ignore[union-attr]


async def test_without_enough_points_there_is_no_order_either(office: PointsOffice) -> None:
    with pytest.raises(PointsNotEnough):
        await office.do(place_order(points=501))
    assert not office.store.orders.rows
    assert (await office.points()).available == 500


async def test_cancelling_gives_the_points_back_once(office: PointsOffice) -> None:
    receipt = await office.do(place_order(points=300, shown_price_minor=PRICE_MINOR - 300))
    await office.runs(CancelOrder(OWNER, receipt.order_id, None, "solved"), times=3)
    assert await office.points() == replace(await office.points(), available=500, held=0)
    hold = office.store.books.hold_for(receipt.order_id)
    assert hold is not None
    assert hold.status is HoldStatus.RELEASED
    await office.audited()


async def test_confirming_spends_the_points_and_earns_new_ones(office: PointsOffice) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    await office.hold(ID, 300)
    await office.runs(ConfirmOrder(OWNER, ID, None), times=2)
    balance = await office.points()
    assert (balance.available, balance.held) == (200 + PRICE_MINOR // RATE, 0)
    await office.audited()


async def done(office: PointsOffice, points: int) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    if points:
        await office.hold(ID, points)
    await office.runs(ConfirmOrder(OWNER, ID, None))


async def test_a_whole_refund_restores_what_was_spent_and_takes_back_what_was_earned(
    office: PointsOffice,
) -> None:
    await done(office, 300)
    granted = await office.refund()
    earned = PRICE_MINOR // RATE
    assert (granted.amount_minor, granted.points_back, granted.points_taken) == (PRICE_MINOR, 300, earned)
    assert (granted.points_owed, granted.number, granted.reason) == (0, 1, "broke again")
    assert (await office.points()).available == 500
    await office.audited()


async def test_half_refunded_after_everything_was_spent_leaves_a_debt_in_plain_sight(
    office: PointsOffice,
) -> None:
    await done(office, 0)
    earned = PRICE_MINOR // RATE
    everything = await office.adjust(-(500 + earned))
    await office.decide(everything, OTHER_MANAGER)
    half = RefundLine("service", PRICE_MINOR // 2)
    granted = await office.refund((half,))
    assert (granted.points_taken, granted.points_owed) == (earned // 2, earned // 2)
    balance = await office.points()
    assert (balance.available, balance.debt) == (-(earned // 2), earned // 2)
    await office.adjust(30)
    assert (await office.points()).available == 30 - earned // 2
    await office.audited()


async def test_refunds_in_parts_add_up_to_the_whole_exactly(office: PointsOffice) -> None:
    await done(office, 301)
    left = PRICE_MINOR
    refunds = []
    for amount in (1, 3_333, 777, None):
        refunds.append(await office.refund(None if amount is None else (RefundLine("service", amount),)))
        left -= refunds[-1].amount_minor
    assert (left, sum(one.points_back for one in refunds)) == (0, 301)
    assert sum(one.points_taken for one in refunds) == PRICE_MINOR // RATE
    assert [one.number for one in refunds] == [1, 2, 3, 4]
    assert await RefundsOfHandler(office.new_uow)(RefundsOf(OWNER, ID)) == tuple(refunds)
    with pytest.raises(NothingToRefund):
        await office.refund()
    await office.audited()


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (RefundLine("sofa", 5), ReturnLineUnknown),
        (RefundLine("service", PRICE_MINOR + 1), ReturnExceedsLine),
        (RefundLine("service", 0), ReturnLineUnknown),
        (RefundLine("service", -5), ReturnLineUnknown),
    ],
)
async def test_a_refund_that_cannot_be_leaves_the_ledger_untouched(
    office: PointsOffice, line: RefundLine, refusal: type[Exception]
) -> None:
    await done(office, 300)
    before = dict(office.store.books.journals)
    with pytest.raises(refusal):
        await office.refund((line,))
    assert office.store.books.journals == before
    assert not office.store.books.refunds


async def test_only_the_staff_of_the_region_sees_the_order_to_refund(office: PointsOffice) -> None:
    await done(office, 0)
    with pytest.raises(OrderNotFound):
        await office.refund(actor=ELSEWHERE)


async def test_an_order_that_is_not_done_has_nothing_to_refund(office: PointsOffice) -> None:
    await office.keep(order_in(Status.READY))
    with pytest.raises(NothingToRefund):
        await office.refund()


async def test_a_refund_waits_until_the_points_of_the_order_are_settled(office: PointsOffice) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    await office.do(ConfirmOrder(OWNER, ID, None))
    with pytest.raises(PointsNotSettled):
        await office.refund()


async def test_new_points_pay_the_debt_before_anything_else(office: PointsOffice) -> None:
    await done(office, 0)
    earned = PRICE_MINOR // RATE
    await office.decide(await office.adjust(-(500 + earned)), OTHER_MANAGER)
    await office.refund()
    await office.earn(earned + 40)
    balance = await office.points()
    assert (balance.available, balance.debt) == (40, 0)
    await office.audited()
