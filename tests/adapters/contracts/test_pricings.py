"""Prices, uses, counts and occasions: the same on both stores."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from application.ports.pricings import PastAsked, TierActivity
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.orders.status import Status
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.programme.awarding import award
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.programme.refusals import UsesOvertaken
from domain.promotions.programme.taking import Taking, taking_of_award, taking_of_price
from domain.promotions.programme.uses import Tally, TallyKind, Use
from domain.promotions.rules.limits import Measure, Scope
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, OWNER, REGION, an_id, new_order, order_in
from tests.domain.promotions.making import campaign, percent, promo, rules
from tests.domain.promotions.test_stored import BASKET

pytestmark = pytest.mark.asyncio(loop_scope="package")
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
ORDER = new_order().id
SOURCE = UseSource(ORDER, REGION, MEMBER, ORDER, NOON)
LIMITS = [{"scope": "member", "at_most": 2}, {"scope": "total", "measure": "minor", "at_most": 500}]
RULES = rules(
    promo("tenth", percent(1_000), campaign="calm", limits=LIMITS),
    promo("earn", {"type": "points", "points": 9}, trigger="order_completed"),
    campaigns=[campaign("calm", budget={"measure": "minor", "at_most": 400})],
)
PRICED = evaluate(BASKET, RULES, NOON)
COUNT = Tally(TallyKind.COUNTER, "tenth", Scope.MEMBER, "anna", Measure.USES, date.min)


def pricing(order_id: OrderId = ORDER) -> OrderPricing:
    names = {"tenth": Text("九折", "A tenth off")}
    return OrderPricing(order_id, REGION, MEMBER, NOON, BASKET, PRICED, names, is_best=True)


async def take(stage: Stage, name: str, taking: Taking) -> None:
    async with stage.new_uow() as uow:
        uow.uses.take(replace(SOURCE, id=an_id(name)), taking)
        await uow.commit()


def taking(amount: int, at_most: int, tally: Tally = COUNT) -> Taking:
    return Taking((Use("tenth", None, Given(minor=amount), (tally,)),), {tally: at_most})


def minor_of(owner: str) -> Tally:
    return Tally(TallyKind.BUDGET, owner, Scope.TOTAL, "", Measure.MINOR, date.min)


async def counts(stage: Stage, *tallies: Tally) -> list[int]:
    async with stage.new_uow() as uow:
        found = await uow.uses.counts(REGION, tallies)
    return [found.get(one, 0) for one in tallies]


async def test_a_price_is_kept_with_all_that_it_was_made_of(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.pricings.add(pricing())
        await uow.commit()
    async with stage.new_uow() as uow:
        assert await uow.pricings.of(ORDER) == pricing()
        assert await uow.pricings.of(OrderId(an_id("another"))) is None


async def test_what_a_price_takes_is_counted_and_named(stage: Stage) -> None:
    wanted = taking_of_price(PRICED, RULES)
    await take(stage, "one", wanted)
    discount = PRICED.totals.discount_minor
    (use,) = wanted.uses
    assert await counts(stage, *use.tallies) == [1, discount, discount]
    async with stage.new_uow() as uow:
        (kept,) = await uow.uses.of_order(ORDER)
    assert (kept.use, kept.source, kept.version) == (use, replace(SOURCE, id=an_id("one")), 1)


async def test_a_count_never_passes_its_limit_and_nothing_of_that_unit_is_kept(stage: Stage) -> None:
    tally = minor_of("quiet")
    await take(stage, "one", taking(7, 10, tally))
    with pytest.raises(UsesOvertaken):
        await take(stage, "two", taking(4, 10, tally))
    with pytest.raises(UsesOvertaken):
        await take(stage, "first of its kind", taking(11, 10, minor_of("other")))
    await take(stage, "three", taking(3, 10, tally))
    assert await counts(stage, tally, minor_of("other")) == [10, 0]
    async with stage.new_uow() as uow:
        assert len(await uow.uses.of_order(ORDER)) == 2


async def test_two_uses_of_one_count_in_one_unit_add_up(stage: Stage) -> None:
    tally = minor_of("quiet")
    uses = tuple(Use(name, "quiet", Given(minor=minor), (tally,)) for name, minor in (("a", 3), ("b", 4)))
    with pytest.raises(UsesOvertaken):
        await take(stage, "one", Taking(uses, {tally: 6}))
    await take(stage, "two", Taking(uses, {tally: 7}))
    assert await counts(stage, tally) == [7]


async def test_what_comes_back_leaves_the_counts_once(stage: Stage) -> None:
    await take(stage, "one", taking_of_price(PRICED, RULES))
    async with stage.new_uow() as uow:
        (kept,) = await uow.uses.of_order(ORDER)
        part, lost = kept.use.returning(Given(minor=5))
        uow.uses.give_back([replace(kept, use=part)], lost)
        await uow.commit()
    left = PRICED.totals.discount_minor - 5
    assert await counts(stage, *kept.use.tallies) == [1, left, left]
    with pytest.raises(UsesOvertaken):
        await give_back_whole(stage, kept)
    async with stage.new_uow() as uow:
        (again,) = await uow.uses.of_order(ORDER)
    await give_back_whole(stage, again)
    assert await counts(stage, *kept.use.tallies) == [0, 0, 0]


async def give_back_whole(stage: Stage, kept: KeptUse) -> None:
    async with stage.new_uow() as uow:
        ended, lost = kept.use.ended()
        uow.uses.give_back([replace(kept, use=ended)], lost)
        await uow.commit()


async def test_many_at_once_fill_a_count_to_its_limit_and_no_further(stage: Stage) -> None:
    async def one(number: int) -> bool:
        try:
            await take(stage, f"client {number}", taking(1, 5))
        except UsesOvertaken:
            return False
        return True

    assert sum(await asyncio.gather(*map(one, range(20)))) == 5
    assert await counts(stage, COUNT) == [5]


async def test_an_occasion_is_found_by_its_order_and_by_its_member(stage: Stage) -> None:
    occasion = Occasion(Trigger.ORDER_COMPLETED, earning=earning_of(BASKET, PRICED, RULES))
    awarded = award(occasion, RULES, NOON)
    kept = KeptOccasion(replace(SOURCE, id=an_id("event")), occasion, awarded)
    async with stage.new_uow() as uow:
        uow.uses.take(kept.source, taking_of_award(awarded, RULES))
        uow.uses.keep_occasion(kept)
        await uow.commit()
    async with stage.new_uow() as uow:
        assert await uow.uses.occasion(ORDER, Trigger.ORDER_COMPLETED) == kept
        assert await uow.uses.occasion(ORDER, Trigger.REFERRAL) is None
        assert await uow.uses.occasions_of(MEMBER, Trigger.ORDER_COMPLETED) == (kept,)
        ((points),) = [one.use.given.points for one in await uow.uses.of_order(ORDER)]
    assert points == 9


async def test_a_past_knows_orders_money_and_activities_of_its_region(stage: Stage) -> None:
    await stage.keep(order_in(Status.COMPLETED))
    old, new = (TierActivity(NOON + timedelta(days=days), 5, 900, 1) for days in (-400, 1))
    async with stage.new_uow() as uow:
        for number, activity in enumerate((old, new)):
            uow.uses.count_activity(replace(SOURCE, id=UUID(int=number + 1)), activity)
        await uow.commit()
    async with stage.new_uow() as uow:
        past = await uow.pricings.past_of(PastAsked(MEMBER, REGION, NOON - timedelta(days=365)))
    assert (past.orders_placed, past.orders_completed, past.spent_minor) == (1, 1, PRICE_MINOR)
    assert (past.last_order_at, past.activities, past.check_ins) == (NOON, (new,), ())


async def test_of_an_order_with_a_price_the_money_that_was_due_counts_as_spent(stage: Stage) -> None:
    await stage.keep(order_in(Status.COMPLETED))
    async with stage.new_uow() as uow:
        uow.pricings.add(pricing())
        await uow.commit()
    async with stage.new_uow() as uow:
        past = await uow.pricings.past_of(PastAsked(MEMBER, REGION, NOON))
    assert past.spent_minor == PRICED.totals.due_minor


async def test_somebody_without_a_past_has_an_empty_one(stage: Stage) -> None:
    await stage.keep(order_in(Status.CANCELLED))
    async with stage.new_uow() as uow:
        past = await uow.pricings.past_of(PastAsked(MEMBER, REGION, NOON))
    assert (past.orders_placed, past.orders_completed, past.spent_minor, past.last_order_at) == (
        0,
        0,
        0,
        None,
    )
