"""An order's points: held with it, spent when done, given back when not, refunded in proportion."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.memory.accounts import MemoryAccounts
from application.loyalty.adjust_points import (
    DecideAdjustment,
    DecideAdjustmentHandler,
    ProposeAdjustment,
    ProposeAdjustmentHandler,
)
from application.loyalty.adjustments_of import AdjustmentsOf, AdjustmentsOfHandler
from application.loyalty.award_order_points import AwardOrderPoints, AwardOrderPointsHandler
from application.loyalty.order_points import HoldOrderPoints, hold_order_points
from application.loyalty.points_of import PointsOf, PointsOfHandler
from application.loyalty.refund_order import RefundOrder, RefundOrderHandler
from application.loyalty.refunds_of import RefundsOf, RefundsOfHandler
from application.orders.cancel_order import CancelOrder
from application.orders.confirm_order import ConfirmOrder
from domain.identity.refusals import AccountNotFound
from domain.identity.roles import Actor, Role
from domain.loyalty.adjusting import AdjustmentStatus
from domain.loyalty.balance import Balance
from domain.loyalty.earning import Grant, award
from domain.loyalty.holds import HoldStatus
from domain.loyalty.journal import Heading, JournalId, LotId
from domain.loyalty.policy import Currency, EarningPolicy
from domain.loyalty.refunds import Refund, RefundLine
from domain.loyalty.refusals import (
    AdjustmentIsDecided,
    AdjustmentNeedsAnother,
    AdjustmentNotFound,
    NothingToRefund,
    PointsNotEnough,
    PointsNotSettled,
    RefundExceedsPaid,
    RefundLineUnknown,
)
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Status
from domain.shared.errors import NotFound
from domain.shared.ids import AccountId, EventId, OrderId
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.orders.office import place_order
from tests.application.reactions.test_react import Correspondence
from tests.domain.loyalty.building import order_origin
from tests.domain.orders.making import (
    ELSEWHERE,
    MANAGER,
    OWNER,
    REGION,
    an_id,
    new_order,
    order_in,
)

ID = new_order().id
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
OTHER_MANAGER = Actor(AccountId(an_id("other manager")), frozenset({Role.MANAGER}), REGION)
RATE = 100


class PointsOffice(Correspondence):
    """The office, with a policy of one point per 100 pesos, and words for points."""

    async def open(self, points: int = 0) -> None:
        now = self.clock.now()
        rules = EarningPolicy("CLP", 1, now, RATE, cooling_off_days=0, adjustment_limit=100)
        async with self.new_uow() as uow:
            uow.ledger.publish(rules)
            if points:
                grant = Grant(LotId(self.ids.new()), MEMBER, points, order_origin())
                uow.ledger.post(award(Heading(JournalId(self.ids.new()), "opening", now), grant, rules))
            await uow.commit()

    async def hold(self, order_id: OrderId, points: int) -> None:
        """What placing the order with points does."""
        async with self.new_uow() as uow:
            wanted = HoldOrderPoints(MEMBER, order_id, points, Currency("CLP", 0), self.clock.now())
            await hold_order_points(uow, self.ids, wanted)
            await uow.commit()

    async def points(self) -> Balance:
        return await PointsOfHandler(self.new_uow, self.clock)(PointsOf(MEMBER))

    async def refund(self, lines: tuple[RefundLine, ...] | None = None, actor: Actor = MANAGER) -> Refund:
        grant = RefundOrderHandler(self.new_uow, self.clock, self.ids)
        return await grant(RefundOrder(actor, ID, lines, " broke again "))

    async def spend(self, points: int) -> None:
        await self.adjust(-points)

    async def adjust(self, points: int, by: Actor = MANAGER, reason: str = "goodwill") -> Any:
        propose = ProposeAdjustmentHandler(self.new_uow, self.accounts, self.clock, self.ids)
        return await propose(ProposeAdjustment(by, REGION, MEMBER, points, reason))

    async def decide(self, one: Any, by: Actor, is_approved: bool = True) -> Any:
        handler = DecideAdjustmentHandler(self.new_uow, self.clock, self.ids)
        return await handler(DecideAdjustment(by, one.id, is_approved))

    @property
    def accounts(self) -> MemoryAccounts:
        return self.store.accounts

    async def audited(self) -> None:
        async with self.new_uow() as uow:
            report = await uow.ledger.reads.audit()
        assert report.findings == ()


@pytest.fixture
async def office() -> PointsOffice:
    made = PointsOffice()
    await made.open(500)
    return made


async def test_an_order_with_points_holds_them_in_the_same_commit(office: PointsOffice) -> None:
    receipt = await office.do(place_order(points=300))
    assert (await office.points()).available == 200
    assert office.store.books.hold_for(receipt.order_id).amount == 300  # type: ignore[union-attr]


async def test_without_enough_points_there_is_no_order_either(office: PointsOffice) -> None:
    with pytest.raises(PointsNotEnough):
        await office.do(place_order(points=501))
    assert not office.store.orders.rows
    assert (await office.points()).available == 500


async def test_cancelling_gives_the_points_back_once(office: PointsOffice) -> None:
    receipt = await office.do(place_order(points=300))
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
        (RefundLine("sofa", 5), RefundLineUnknown),
        (RefundLine("service", PRICE_MINOR + 1), RefundExceedsPaid),
        (RefundLine("service", 0), RefundExceedsPaid),
        (RefundLine("service", -5), RefundExceedsPaid),
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
    give = AwardOrderPointsHandler(office.new_uow, office.ids)
    price = (earned + 40) * RATE
    ids = EventId(an_id("event")), MEMBER, OrderId(an_id("second"))
    await give(AwardOrderPoints(*ids, price, Currency("CLP", 0), office.clock.now()))
    balance = await office.points()
    assert (balance.available, balance.debt) == (40, 0)
    await office.audited()


async def test_a_small_adjustment_is_booked_at_once(office: PointsOffice) -> None:
    one = await office.adjust(100)
    assert (one.status, (await office.points()).available) == (AdjustmentStatus.APPROVED, 600)


async def test_a_large_one_waits_for_a_second_person_and_is_booked_once(office: PointsOffice) -> None:
    one = await office.adjust(101)
    assert (one.status, (await office.points()).available) == (AdjustmentStatus.PROPOSED, 500)
    with pytest.raises(AdjustmentNeedsAnother):
        await office.decide(one, MANAGER)
    for by in (ELSEWHERE,):
        with pytest.raises(AdjustmentNotFound):
            await office.decide(one, by)
    done_by_two = await office.decide(one, OTHER_MANAGER)
    assert (done_by_two.decided_by, (await office.points()).available) == (OTHER_MANAGER.account_id, 601)
    with pytest.raises(AdjustmentIsDecided):
        await office.decide(one, OTHER_MANAGER)
    await office.audited()


async def test_a_refused_adjustment_moves_nothing(office: PointsOffice) -> None:
    one = await office.adjust(-400)
    assert (await office.decide(one, MANAGER, is_approved=False)).status is AdjustmentStatus.REFUSED
    assert (await office.points()).available == 500


async def test_adjustments_are_listed_for_their_region_newest_first(office: PointsOffice) -> None:
    made = [await office.adjust(points) for points in (5, 400, 300)]
    read = AdjustmentsOfHandler(office.new_uow)
    asked = AdjustmentsOf(MANAGER, REGION, limit=2)
    page = await read(asked)
    assert [one.id for one in page.items] == [made[2].id, made[1].id]
    rest = await read(replace(asked, cursor=page.next_cursor))
    assert ([one.id for one in rest.items], rest.next_cursor) == ([made[0].id], None)
    open_ones = await read(replace(asked, status=AdjustmentStatus.PROPOSED, limit=9))
    assert len(open_ones.items) == 2
    with pytest.raises(NotFound):
        await read(replace(asked, actor=ELSEWHERE))


async def test_nobody_adjusts_in_another_region_or_for_nobody(office: PointsOffice) -> None:
    with pytest.raises(NotFound):
        await office.adjust(5, by=ELSEWHERE)
    propose = ProposeAdjustmentHandler(office.new_uow, office.accounts, office.clock, office.ids)
    with pytest.raises(AccountNotFound):
        await propose(ProposeAdjustment(MANAGER, REGION, AccountId(an_id("nobody")), 5, "why"))
