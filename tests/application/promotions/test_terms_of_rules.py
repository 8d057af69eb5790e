"""Two rules on one order: lots with lives of their own, which a refund takes back alike."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.orders.review_order import ReviewOrder
from application.promotions.checking import checked
from domain.loyalty.lots import Lot
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refunds import RefundLine
from domain.orders.status import Status
from domain.promotions.faults import RulesFaulty
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.loyalty.points_office import PointsOffice, opened
from tests.application.orders.office import place_order
from tests.application.promotions.test_orders_under_rules import content, done, publish
from tests.domain.orders.making import NOON, OWNER, REGION, order_in
from tests.domain.promotions.making import Json, promo


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


def earning(name: str, points: int, **terms: Any) -> Json:
    return promo(name, {"type": "points", "points": points, **terms}, trigger="order_completed")


QUICK = earning("quick", 10, expiry={"kind": "days", "days": 20}, cooling_off_days=5)
LASTING = earning("lasting", 30, expiry={"kind": "activity", "days": 90})
PLAIN = earning("plain", 5)


def lots(office: PointsOffice) -> dict[int, Lot]:
    """Those of the order, by their size."""
    return {lot.amount: lot for lot in office.store.books.lots.values() if lot.amount < 100}


async def test_each_rule_gives_its_lot_the_life_that_it_says(office: PointsOffice) -> None:
    await publish(office, 1, QUICK, LASTING, PLAIN)
    order = await office.do(place_order())
    await done(office, order.order_id)
    now, found = office.clock.now(), lots(office)
    ends = {size: (lot.expires_at - now).days for size, lot in found.items()}
    assert ends == {10: 20, 30: 90, 5: 365}
    waits = {size: (lot.pending_until - now).days for size, lot in found.items()}
    assert waits == {10: 5, 30: 0, 5: 0}
    assert found[30].sliding_days == 90
    assert {lot.policy_version for lot in found.values()} == {1}
    await office.audited()


async def test_what_is_earned_by_a_rule_without_sliding_moves_the_end_of_what_slides(
    office: PointsOffice,
) -> None:
    praise = promo("praise", {"type": "points", "points": 6}, trigger="review_published")
    await publish(office, 1, LASTING, praise)
    await done(office, (await office.do(place_order())).order_id)
    office.pass_time(hours=24 * 30)
    reviewed = order_in(Status.COMPLETED)
    await office.keep(reviewed)
    await office.runs(ReviewOrder(OWNER, reviewed.id, None, 5), times=2)
    found = lots(office)
    assert found[30].expires_at == office.clock.now() + timedelta(days=90)
    assert found[6].sliding_days is None
    await office.audited()


async def test_a_refund_takes_back_what_all_rules_gave(office: PointsOffice) -> None:
    await publish(office, 1, QUICK, LASTING)
    order = await office.do(place_order())
    await done(office, order.order_id)
    before = lots(office)
    half = await office.refund_of(order.order_id, (RefundLine("service", PRICE_MINOR // 2),))
    assert half.points_taken == 20
    office.pass_time(hours=24 * 30)  # the quick ones have ended
    await office.refund_of(order.order_id)
    after = lots(office)
    assert [after[size].expires_at for size in (10, 30)] == [before[size].expires_at for size in (10, 30)]
    assert {size: (lot.reversed, lot.owed) for size, lot in after.items()} == {10: (10, 0), 30: (30, 0)}
    await office.audited()


async def test_terms_that_the_policy_does_not_fit_are_refused_at_their_place(office: PointsOffice) -> None:
    long_wait = earning("wait", 1, cooling_off_days=365)
    async with office.new_uow() as uow:
        await checked(uow, REGION, content(1, QUICK, LASTING, PLAIN), NOON)
        with pytest.raises(RulesFaulty) as refusal:
            await checked(uow, REGION, content(1, PLAIN, long_wait), NOON)
        assert [each.path for each in refusal.value.faults] == ["promotions[1].reward.cooling_off_days"]
        uow.ledger.publish(slow_policy(2))
        await uow.commit()
    short = earning("short", 1, expiry={"kind": "days", "days": 30})
    async with office.new_uow() as uow:
        with pytest.raises(RulesFaulty) as refusal:
            await checked(uow, REGION, content(1, short), office.clock.now())
    assert [each.path for each in refusal.value.faults] == ["promotions[0].reward.expiry"]


def slow_policy(version: int) -> EarningPolicy:
    return EarningPolicy("CLP", version, NOON, 100, cooling_off_days=60, expiry_days=365)


async def test_a_later_policy_that_does_not_fit_a_rule_stops_no_award(office: PointsOffice) -> None:
    await publish(office, 1, earning("short", 8, expiry={"kind": "days", "days": 30}))
    order = await office.do(place_order())
    async with office.new_uow() as uow:
        uow.ledger.publish(replace(slow_policy(2), effective_at=office.clock.now()))
        await uow.commit()
    await done(office, order.order_id)
    (lot,) = lots(office).values()
    life = lot.expires_at - lot.earned_at
    assert (life.days, (lot.pending_until - lot.earned_at).days) == (30, 29)
    await office.audited()
