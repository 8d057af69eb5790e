"""Where a member stands in a region's programme, on both stores."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.ports.pricings import TierActivity
from application.ports.promotion_uses import UseSource
from application.promotions.my_programme import MyProgrammeAsked, MyProgrammeHandler
from application.views.programme import CheckInStanding, MyProgramme, MyTier, TierView
from domain.promotions.rules.model import TierMeasure
from domain.shared.ids import AccountId
from domain.shared.texts import Text
from tests.adapters.contracts.programme_desk import CLP, Desk
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, OWNER, REGION
from tests.domain.promotions.making import campaign, promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA = AccountId(OWNER.account_id)  # type: ignore[arg-type]
STEPS = {"basic": 0, "silver": 100, "gold": 300}
LADDER = {
    "measure": "points",
    "qualifying_days": 30,
    "kept_days": 10,
    "tiers": [
        {"code": code, "name": {"zh": code, "en": code}, "at_least": least} for code, least in STEPS.items()
    ],
}
DAILY = promo("daily", {"type": "points", "points": 1}, trigger="check_in", campaign="every_day")


async def standing(desk: Desk) -> MyProgramme:
    found: MyProgramme = await desk.made(MyProgrammeHandler)(MyProgrammeAsked(MIA, REGION))
    return found


async def earned(desk: Desk, points: int, days_ago: int) -> None:
    at = NOON - timedelta(days=days_ago)
    async with desk.new_uow() as uow:
        source = UseSource(UUID(int=points), REGION, MIA, None, at)
        uow.uses.count_activity(source, TierActivity(at, points, 0, 1))
        await uow.commit()


def step(code: str) -> TierView:
    return TierView(code=code, name=Text(code, code), at_least=STEPS[code])


async def test_a_tier_says_what_counts_until_when_it_is_kept_and_what_the_next_one_needs(
    stage: Stage,
) -> None:
    desk = Desk(stage)
    await desk.go_live(rule_json(**CLP, tiers=LADDER))
    await earned(desk, 120, days_ago=5)
    await earned(desk, 30, days_ago=1)
    tier = (await standing(desk)).tier
    assert tier == MyTier(
        tier=step("silver"),
        measure=TierMeasure.POINTS,
        qualifying_days=30,
        counted=150,
        kept_until=NOON + timedelta(days=30 - 5 + 10),
        next=step("gold"),
        missing=150,
    )


async def test_the_lowest_tier_has_no_end_and_the_highest_no_next(stage: Stage) -> None:
    desk = Desk(stage)
    await desk.go_live(rule_json(**CLP, tiers=LADDER))
    lowest = (await standing(desk)).tier
    assert lowest is not None
    assert (lowest.tier, lowest.kept_until, lowest.next, lowest.missing) == (
        step("basic"),
        None,
        step("silver"),
        100,
    )
    await earned(desk, 400, days_ago=2)
    highest = (await standing(desk)).tier
    assert highest is not None
    assert (highest.tier, highest.next, highest.missing) == (step("gold"), None, None)


async def test_a_region_without_tiers_and_check_ins_has_neither(stage: Stage) -> None:
    desk = Desk(stage)
    await desk.go_live(rule_json(**CLP))
    assert await standing(desk) == MyProgramme(tier=None, check_in=None)


async def test_check_ins_of_a_paused_campaign_are_not_offered(stage: Stage) -> None:
    desk = Desk(stage)
    await desk.go_live(rule_json(DAILY, **CLP, campaigns=[campaign("every_day", state="paused")]))
    assert (await standing(desk)).check_in is None


async def test_it_is_told_whether_today_is_done_and_how_long_the_streak_is(stage: Stage) -> None:
    desk = Desk(stage)
    await desk.go_live(rule_json(DAILY, **CLP, campaigns=[campaign("every_day")]))
    seen = [(await standing(desk)).check_in]
    for days_ago in (1, 0):
        async with desk.new_uow() as uow:
            at = NOON - timedelta(days=days_ago)
            uow.pricings.check_in(MIA, at.date(), at)
            await uow.commit()
        seen.append((await standing(desk)).check_in)
    assert seen == [
        CheckInStanding(is_done=False, streak=0),
        CheckInStanding(is_done=False, streak=1),
        CheckInStanding(is_done=True, streak=2),
    ]
