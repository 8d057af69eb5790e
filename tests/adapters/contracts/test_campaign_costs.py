"""What campaigns cost whom, and the single uses behind it: each test in memory and on PostgreSQL."""

from dataclasses import fields, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from application.access import NotInYourRegion
from application.loyalty.spend_points import SpendPoints, spend_points
from application.ports.promotion_uses import UseSource
from application.promotions.awarding import Happening, award_for
from application.promotions.means import Means
from application.promotions.report_costs import ListUses, ListUsesHandler, ReportCosts, ReportCostsHandler
from application.views.costs import CampaignCosts, CampaignUse, CostFigures
from domain.loyalty.journal import Origin, OriginKind
from domain.promotions.pricing.basket import Basket, Presented
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.programme.costs import Bearer
from domain.promotions.programme.given import Given
from domain.promotions.programme.taking import taking_of_price
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.programme_desk import CLP, Desk, batch
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import MANAGER, NOON, OWNER, REGION
from tests.domain.promotions.making import Json, amount, campaign, line, percent, promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
MONTH = Window(NOON, NOON + timedelta(days=30))
CITY, HOUSE = Bearer("spring", "city"), Bearer("spring", "platform")
BRAND, NONE = Bearer("taps", "Tap & Co"), Bearer()


def content(spring_is_funded_by: str) -> Json:
    """A tenth off and 50 points by one campaign; coupons, which an award gives, by another; 7 by none."""
    said = {"when": {"field": "event.note", "op": "eq", "value": "done"}}
    coupon: Json = {"type": "coupon", "batch": "wallet"}
    return rule_json(
        promo("tenth", percent(1_000), campaign="spring"),
        promo("fifty", {"type": "points", "points": 50}, trigger="manual", campaign="spring", **said),
        promo("won", coupon, trigger="manual", campaign="taps", **said),
        {**promo("gift", amount(300), campaign="taps"), "trigger": "code"},
        promo("seven", {"type": "points", "points": 7}, trigger="manual", **said),
        **CLP,
        campaigns=[
            {**campaign("spring"), "funded_by": spring_is_funded_by},
            {**campaign("taps"), "funded_by": "Tap & Co"},
        ],
        batches=[batch("wallet", "issued", size=1_000, per_member=1_000)],
    )


class Till(Desk):
    """Prices and awards as use cases stage them, without the orders around."""

    @property
    def means(self) -> Means:
        return Means(self.ids, self.live, self.randomness)

    async def price(self, minor: int, *codes: Presented) -> UseSource:
        now, order_id = self.clock.now(), OrderId(self.ids.new())
        basket = Basket((line("L1", minor),), codes=codes)
        source = UseSource(order_id, REGION, MEMBER, order_id, now)
        async with self.new_uow() as uow:
            rules = await self.live.at(uow, REGION, now)
            priced = evaluate(basket, rules, now)
            uow.pricings.add(OrderPricing(order_id, REGION, MEMBER, now, basket, priced, {}))
            uow.uses.take(source, taking_of_price(priced, rules))
            await uow.commit()
        return source

    async def award(self) -> None:
        now, event_id = self.clock.now(), self.ids.new()
        source = UseSource(event_id, REGION, MEMBER, None, now)
        origin, readings = Origin(OriginKind.PROGRAMME, event_id), {"event.note": "done"}
        async with self.new_uow() as uow:
            rules = await self.live.at(uow, REGION, now)
            await award_for(uow, self.means, Happening(source, Trigger.MANUAL, origin, readings), rules)
            await uow.commit()

    async def give_back(self, order_id: UUID, minor: int | None) -> None:
        """So much of each of its uses; None is all."""
        async with self.new_uow() as uow:
            for kept in await uow.uses.of_order(OrderId(order_id)):
                use, lost = kept.use.ended() if minor is None else kept.use.returning(Given(minor=minor))
                uow.uses.give_back([replace(kept, use=use)], lost)
            await uow.commit()

    async def costs(self, period: Window = MONTH, worth: int | None = 2_000) -> CampaignCosts:
        asked = ReportCosts(MANAGER, REGION, period, worth)
        found: CampaignCosts = await self.made(ReportCostsHandler)(asked)
        return found

    async def rows(self, bearer: Bearer, page: int = 1_000) -> list[CampaignUse]:
        found, skip = list[CampaignUse](), 0
        while True:
            asked = ListUses(MANAGER, REGION, MONTH, bearer, skip, page)
            seen = await self.made(ListUsesHandler)(asked)
            found += seen.items
            if seen.next_skip is None:
                return found
            skip = seen.next_skip


@pytest.fixture
def till(stage: Stage) -> Till:
    return Till(stage)


def bearers(seen: CampaignCosts) -> dict[Bearer, CostFigures]:
    return {Bearer(row.campaign, row.funded_by): row.costs for row in seen.items}


async def test_each_campaign_costs_whoever_funded_it_when_it_gave(till: Till) -> None:
    await till.go_live(content("city"))
    first = await till.price(10_000)  # 1,000 off by spring, for the city
    await till.give_back(first.id, 400)
    await till.award()  # 50 for the city, a coupon by Tap & Co, 7 by nobody
    await till.go_live(content("platform"), 2)
    second = await till.price(2_000, Presented("X", "gift"))  # 200 by spring, then 300 by a coupon
    await till.price(5_000)  # 500 by spring
    await till.give_back(second.id, None)
    seen = bearers(await till.costs())
    assert set(seen) == {CITY, HOUSE, BRAND, NONE}
    city, house, brand, none = (seen[each] for each in (CITY, HOUSE, BRAND, NONE))
    assert (city.uses, city.given_minor, city.back_minor, city.net_minor) == (2, 1_000, 400, 600)
    assert (city.points_issued, city.points_open, city.points_open_minor) == (50, 50, 100)
    assert (house.uses, house.ended, house.given_minor, house.net_minor) == (2, 1, 700, 500)
    assert (brand.given_minor, brand.net_minor, brand.coupons_issued, brand.coupons_used) == (300, 0, 1, 0)
    assert (none.points_issued, none.points_open, none.total_minor) == (7, 7, 0)
    assert city.total_minor == 600

    till.clock.advance(timedelta(days=8))  # they have cooled off
    async with till.new_uow() as uow:
        spent = SpendPoints("all", MEMBER, 57, Origin(OriginKind.PROGRAMME, first.id), till.clock.now())
        await spend_points(uow, till.ids, spent)
        await uow.commit()
    later = bearers(await till.costs())
    assert (later[CITY].points_used, later[CITY].points_cost_minor, later[CITY].total_minor) == (50, 100, 700)
    assert (later[NONE].points_cost_minor, later[CITY].points_open) == (14, 0)
    by_policy = await till.costs(worth=None)
    assert (by_policy.thousand_worth_minor, bearers(by_policy)[CITY].points_cost_minor) == (1_000, 50)
    assert (await till.costs(Window(NOON - timedelta(days=1), NOON))).items == ()


async def test_costs_of_another_region_do_not_exist(till: Till) -> None:
    elsewhere = FAR_REGION
    with pytest.raises(NotInYourRegion):
        await till.made(ReportCostsHandler)(ReportCosts(MANAGER, elsewhere, MONTH))
    with pytest.raises(NotInYourRegion):
        await till.made(ListUsesHandler)(ListUses(MANAGER, elsewhere, MONTH, NONE, 0, 10))


def added(several: list[CostFigures]) -> CostFigures:
    names = [one.name for one in fields(CostFigures)]
    return CostFigures(**{name: sum(getattr(one, name) for one in several) for name in names})


@pytest.mark.parametrize("seed", range(2))
async def test_totals_are_the_sums_of_the_rows_and_these_of_their_single_uses(till: Till, seed: int) -> None:
    dice, orders = Random(seed), list[UUID]()
    await till.go_live(content("city"))
    for number in range(40):
        till.clock.advance(timedelta(hours=dice.randint(0, 4)))
        match dice.randint(0, 4):
            case 0 | 1:
                codes = (Presented("X", "gift"),) if dice.random() < 0.5 else ()
                orders.append((await till.price(dice.randint(1_000, 9_999), *codes)).id)
            case 2:
                await till.award()
            case 3 if orders:
                await till.give_back(dice.choice(orders), dice.choice((None, dice.randint(1, 500))))
            case _ if number > 20:
                await till.go_live(content(dice.choice(("city", "platform"))), number)
            case _:
                continue
    seen = await till.costs()
    assert seen.total == added([row.costs for row in seen.items])
    assert seen.total == added([row.costs for row in seen.by_funder])
    assert seen.total.total_minor == seen.total.net_minor + seen.total.points_cost_minor > 0
    for bearer, costs in bearers(seen).items():
        rows = await till.rows(bearer, page=7)
        assert rows == await till.rows(bearer)
        assert len(rows) == costs.uses
        assert sum(row.is_over for row in rows) == costs.ended
        assert sum(row.minor for row in rows) == costs.given_minor
        assert sum(row.minor_back for row in rows) == costs.back_minor
        assert sum(row.points for row in rows) == costs.points_issued
        assert sum(row.coupons for row in rows) == costs.coupons_issued
        # Nothing of the points was taken back or has ended here: lots and uses tell the same.
        assert costs.points_issued == costs.points_used + costs.points_open
