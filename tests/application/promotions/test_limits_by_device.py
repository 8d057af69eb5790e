"""Limits by device over an order's life: from its quote to what its completion earns."""

from dataclasses import replace
from typing import Any

import pytest

from application.promotions.presenting_coupons import Wanted
from domain.orders.refusals import PriceHasChanged
from domain.promotions.pricing.result import Reason
from domain.promotions.rules.limits import Scope
from domain.promotions.rules.model import Trigger
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.loyalty.points_office import PointsOffice, opened
from tests.application.orders.office import place_order
from tests.application.promotions.test_orders_under_rules import done, publish, quote
from tests.domain.promotions.making import Json, amount, percent, promo

ONCE: Json = {"scope": "device", "at_most": 1}
CODED: Json = {**promo("coded", amount(1_000), limits=[ONCE]), "trigger": "code", "code": "FIRST"}
TENTH = promo("tenth", percent(1_000), limits=[ONCE])
EARN = promo("earn", {"type": "points", "points": 7}, trigger="order_completed", limits=[ONCE])
OFF = PRICE_MINOR // 10 + 1_000
HERE, THERE = "digest of this one", "digest of that one"


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


async def test_a_best_deal_for_a_device_can_be_placed_as_it_was_quoted(office: PointsOffice) -> None:
    await publish(office, 1, TENTH, CODED)
    wanted = Wanted(codes=("FIRST",), device=HERE)
    seen = await quote(office, wanted, finds_best=True)
    assert seen.price.totals.discount_minor == OFF
    found = seen.to_place
    changes: dict[str, Any] = {"codes": found.codes, "points": found.points, "is_best": found.best}
    changes["shown_price_minor"] = found.shown_price_minor
    with pytest.raises(PriceHasChanged):
        await office.do(place_order(**changes))
    await office.do(place_order(**changes, device=HERE))
    again = await quote(office, wanted)
    assert [(one.promotion, one.reason) for one in again.price.refused] == [("coded", Reason.LIMIT_REACHED)]
    assert again.price.totals.discount_minor == 0
    elsewhere = await quote(office, replace(wanted, device=THERE))
    assert elsewhere.price.totals.discount_minor == OFF


async def test_what_an_order_earns_is_limited_by_the_device_that_ordered(office: PointsOffice) -> None:
    await publish(office, 1, EARN)
    earned = []
    for device in (HERE, HERE, THERE, None):
        receipt = await office.do(place_order(device=device))
        await done(office, receipt.order_id)
        async with office.new_uow() as uow:
            kept = await uow.pricings.of(receipt.order_id)
            occasion = await uow.uses.occasion(receipt.order_id, Trigger.ORDER_COMPLETED)
        assert kept is not None
        assert kept.basket.usage.subjects.get(Scope.DEVICE) == device
        assert occasion is not None
        earned.append((occasion.awarded.points, [one.reason for one in occasion.awarded.refused]))
    assert earned == [
        (7, []),
        (0, [Reason.LIMIT_REACHED]),
        (7, []),
        (0, [Reason.DEVICE_UNKNOWN]),
    ]
    await office.audited()
