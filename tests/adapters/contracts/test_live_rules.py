"""The rules in force, on both stores: found by region and moment, compiled once."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from application.promotions.live_rules import LiveRules, content_at
from domain.loyalty.policy import EarningPolicy
from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.awarding import award
from domain.promotions.programme.occasion import Earning, Occasion
from domain.promotions.rules.editions import RuleVersion
from domain.promotions.rules.model import PointsWorth, Trigger
from domain.promotions.rules.refusals import RuleVersionNotFound
from domain.shared.ids import AccountId
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, REGION
from tests.domain.promotions.making import line, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


async def publish(stage: Stage, number: int, at: datetime) -> None:
    content = rule_json(version=number)
    async with stage.new_uow() as uow:
        uow.rules.publish(RuleVersion(REGION, number, content, at, AccountId(UUID(int=3)), NOON, "n"))
        await uow.commit()


async def test_each_moment_has_the_rules_that_were_in_force_then(stage: Stage) -> None:
    await publish(stage, 1, NOON)
    await publish(stage, 2, hours(2))
    live = LiveRules()
    async with stage.new_uow() as uow:
        versions = [(await live.at(uow, REGION, hours(at))).source.version for at in (-1, 0, 1, 2)]
        assert versions == [0, 1, 1, 2]
        assert (await live.at(uow, FAR_REGION, hours(2))).source.version == 0
        assert await live.of_version(uow, REGION, 2, NOON) is await live.at(uow, REGION, hours(3))
        assert (await content_at(uow, REGION, 2, NOON))["version"] == 2
        with pytest.raises(RuleVersionNotFound):
            await live.of_version(uow, REGION, 3, NOON)


async def test_what_is_not_used_for_longest_is_forgotten_first_and_read_again(stage: Stage) -> None:
    for number in (1, 2, 3):
        await publish(stage, number, NOON)
    live = LiveRules(most_kept=2)
    async with stage.new_uow() as uow:
        first = await live.of_version(uow, REGION, 1, NOON)
        second = await live.of_version(uow, REGION, 2, NOON)
        assert await live.of_version(uow, REGION, 1, NOON) is first
        await live.of_version(uow, REGION, 3, NOON)
        assert await live.of_version(uow, REGION, 1, NOON) is first
        again = await live.of_version(uow, REGION, 2, NOON)
    assert again is not second
    assert again.source == second.source


async def test_a_region_without_rules_earns_as_its_currency_says_and_discounts_nothing(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        currency = (await uow.world.region(REGION)).currency
        own = EarningPolicy(currency, 1, hours(1), 700, review_points=0, thousand_worth_minor=0)
        uow.ledger.publish(own)
        await uow.commit()
    live = LiveRules()
    async with stage.new_uow() as uow:
        standard, later = await live.at(uow, REGION, NOON), await live.at(uow, REGION, hours(1))
        assert await live.at(uow, REGION, NOON) is standard
        unit = 10 ** (await uow.world.region(REGION)).currency_exponent
    assert (standard.source.version, later.source.version) == (0, 0)
    assert standard.source.points_worth == PointsWorth(1_000, 1_000)
    assert later.source.points_worth is None
    bought = Earning((line("L1", 1_499),), (1_499,), (1_499,), (1_499,))
    done, praised = Occasion(Trigger.ORDER_COMPLETED, earning=bought), Occasion(Trigger.REVIEW_PUBLISHED)
    assert [award(each, standard, NOON).points for each in (done, praised)] == [1_499 // unit, 20]
    assert [award(each, later, NOON).points for each in (done, praised)] == [2, 0]
    assert evaluate(Basket((line("L1", 1_499),)), standard, NOON).totals.discount_minor == 0
