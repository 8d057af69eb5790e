"""A use by a device, as both stores keep and count it."""

from dataclasses import replace

import pytest

from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.refusals import UsesOvertaken
from domain.promotions.programme.taking import taking_of_price
from domain.promotions.rules.limits import Scope, Usage
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_pricings import ORDER, counts, pricing, take
from tests.domain.orders.making import NOON, new_order
from tests.domain.promotions.making import percent, promo, rules
from tests.domain.promotions.test_stored import BASKET

pytestmark = pytest.mark.asyncio(loop_scope="package")
RULES = rules(promo("once", percent(1_000), limits=[{"scope": "device", "at_most": 1}]))
ANNA, BEN, NOBODY = (
    replace(BASKET, usage=Usage(subjects=subjects))
    for subjects in (
        {Scope.MEMBER: "anna", Scope.DEVICE: "digest"},
        {Scope.MEMBER: "ben", Scope.DEVICE: "digest"},
        {Scope.MEMBER: "anna"},
    )
)


async def test_two_members_who_were_both_promised_a_devices_last_use_get_one(stage: Stage) -> None:
    first, late = (taking_of_price(evaluate(basket, RULES, NOON), RULES) for basket in (ANNA, BEN))
    await take(stage, "first", first)
    with pytest.raises(UsesOvertaken):
        await take(stage, "late", late)
    assert await counts(stage, *first.amounts) == [1]


@pytest.mark.parametrize("basket", [ANNA, NOBODY])
async def test_an_orders_price_remembers_the_device_or_that_none_was_told(
    stage: Stage, basket: Basket
) -> None:
    kept = replace(pricing(), basket=basket, priced=evaluate(basket, RULES, NOON))
    async with stage.new_uow() as uow:
        uow.orders.add(new_order())
        uow.pricings.add(kept)
        await uow.commit()
    async with stage.new_uow() as uow:
        assert await uow.pricings.of(ORDER) == kept
