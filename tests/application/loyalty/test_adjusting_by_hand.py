"""Adjustments by hand: at once up to the limit, above it with a second person."""

from dataclasses import replace

import pytest

from application.loyalty.adjust_points import ProposeAdjustment, ProposeAdjustmentHandler
from application.loyalty.adjustments_of import AdjustmentsOf, AdjustmentsOfHandler
from domain.identity.refusals import AccountNotFound
from domain.loyalty.adjusting import AdjustmentStatus
from domain.loyalty.refusals import AdjustmentIsDecided, AdjustmentNeedsAnother, AdjustmentNotFound
from domain.shared.errors import NotFound
from domain.shared.ids import AccountId
from tests.application.loyalty.points_office import OTHER_MANAGER, PointsOffice, opened
from tests.domain.orders.making import ELSEWHERE, MANAGER, REGION, an_id


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


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
