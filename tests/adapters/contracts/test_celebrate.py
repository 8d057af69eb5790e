"""Birthdays on both stores: told once a year, celebrated once a year, also by a late run."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from application.access import NotInYourRegion
from application.ports.pricings import PastAsked
from application.promotions.birthday import BirthdayOf, BirthdayOfHandler, SetBirthday, SetBirthdayHandler
from application.promotions.celebrate import Celebrate, CelebrateHandler
from application.promotions.correct_birthday import (
    CorrectBirthday,
    CorrectBirthdayHandler,
    MemberBirthday,
    MemberBirthdayHandler,
)
from application.views.membership import BirthdayView
from domain.loyalty.refusals import MemberNotFound
from domain.promotions.programme.birthdays import (
    FIXED_FOR,
    Birthday,
    BirthdayFixed,
    BirthdayMalformed,
    BirthdayReasonMissing,
    Celebration,
)
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.refusals import OccasionKnown
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, RegionId
from tests.adapters.contracts.programme_desk import CLP, Desk
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_welcome import ANNA, BO, points
from tests.application.chance import means_with
from tests.domain.orders.making import ELSEWHERE, MANAGER, NOON, REGION, an_id
from tests.domain.promotions.making import promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")
DAYS_ON = 10
BIRTHDAY = NOON + timedelta(days=DAYS_ON)


async def tell(stage: Stage, at: datetime = BIRTHDAY) -> BirthdayView:
    return await SetBirthdayHandler(stage.new_uow, stage.clock)(SetBirthday(ANNA, at.month, at.day))


async def run(stage: Stage, chunk: int = 10, chunks: int = 5) -> bool:
    handler = CelebrateHandler(stage.new_uow, stage.clock, means_with(stage.ids))
    return await handler(Celebrate(chunk, chunks))


async def members(stage: Stage) -> None:
    """Anna and Bo belong to the hamlet, whose rules give 15 points for a birthday."""
    gift = promo("birthday", {"type": "points", "points": 15})
    await Desk(stage).go_live(rule_json({**gift, "trigger": "birthday"}, **CLP))
    async with stage.new_uow() as uow:
        for who in (ANNA, BO):
            uow.members.join(Membership(who, REGION, NOON))
        await uow.commit()


async def test_a_birthday_earns_on_its_day_and_once_a_year(stage: Stage) -> None:
    await members(stage)
    await tell(stage)
    assert not await run(stage)
    assert await points(stage) == 0
    stage.clock.reach(BIRTHDAY)
    for _ in range(2):
        assert not await run(stage)
        assert await points(stage) == 15
    stage.clock.reach(BIRTHDAY.replace(year=BIRTHDAY.year + 1))
    await run(stage)
    async with stage.new_uow() as uow:
        known = await uow.uses.occasions_of(ANNA, Trigger.BIRTHDAY)
    assert [one.awarded.points for one in known] == [15, 15]


async def test_a_late_run_makes_up_for_a_month_and_no_more(stage: Stage) -> None:
    await members(stage)
    await tell(stage)
    stage.clock.reach(BIRTHDAY + timedelta(days=32))
    await run(stage)
    assert await points(stage) == 0
    stage.clock.reach((BIRTHDAY + timedelta(days=31)).replace(year=BIRTHDAY.year + 1))
    await run(stage)
    assert await points(stage) == 15


async def test_who_tells_or_joins_after_the_day_waits_for_the_next_one(stage: Stage) -> None:
    await tell(stage, NOON - timedelta(days=2))
    stage.clock.advance(timedelta(days=1))
    await members(stage)
    await run(stage)
    assert await points(stage) == 0


async def test_a_changed_birthday_is_not_celebrated_twice_in_a_year(stage: Stage) -> None:
    await members(stage)
    told = await tell(stage)
    assert told == await BirthdayOfHandler(stage.new_uow)(BirthdayOf(ANNA))
    stage.clock.reach(BIRTHDAY)
    await run(stage)
    with pytest.raises(BirthdayFixed):
        await tell(stage, BIRTHDAY + timedelta(days=1))
    assert (await tell(stage)).fixed_until == told.fixed_until == NOON + timedelta(days=365)
    stage.clock.reach(BIRTHDAY.replace(year=BIRTHDAY.year + 1))
    await run(stage)
    later = BIRTHDAY + timedelta(days=30)
    await tell(stage, later)
    stage.clock.reach(later.replace(year=BIRTHDAY.year + 1))
    assert not await run(stage)
    async with stage.new_uow() as uow:
        assert len(await uow.uses.occasions_of(ANNA, Trigger.BIRTHDAY)) == 2


async def keep(stage: Stage, seen: datetime | None) -> None:
    async with stage.new_uow() as uow:
        uow.birthdays.keep(Birthday(ANNA, 5, 5, NOON + timedelta(seconds=1)), seen)
        await uow.commit()


async def celebrate(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.birthdays.celebrate(Celebration(ANNA, date(2026, 1, 1)))
        await uow.commit()


async def test_of_two_at_the_same_moment_one_is_refused(stage: Stage) -> None:
    await tell(stage)
    for seen in (None, NOON - timedelta(seconds=1)):
        with pytest.raises(BirthdayFixed):
            await keep(stage, seen)
    await keep(stage, NOON)
    await celebrate(stage)
    with pytest.raises(OccasionKnown):
        await celebrate(stage)


async def test_a_bounded_run_says_that_more_wait_and_readings_know_the_day(stage: Stage) -> None:
    assert await BirthdayOfHandler(stage.new_uow)(BirthdayOf(BO)) == BirthdayView(
        month=None, day=None, fixed_until=None
    )
    await members(stage)
    for who in (ANNA, BO):
        await SetBirthdayHandler(stage.new_uow, stage.clock)(SetBirthday(who, BIRTHDAY.month, BIRTHDAY.day))
    stage.clock.reach(BIRTHDAY)
    assert await run(stage, chunk=1, chunks=1)
    assert not await run(stage, chunk=1, chunks=2)
    assert [await points(stage, who) for who in (ANNA, BO)] == [15, 15]
    async with stage.new_uow() as uow:
        past = await uow.pricings.past_of(PastAsked(ANNA, REGION, NOON))
    assert past.born == datetime(2000, BIRTHDAY.month, BIRTHDAY.day, tzinfo=UTC).date()


async def test_staff_correct_a_birthday_and_the_paper_says_what_stood_before_and_why(stage: Stage) -> None:
    await members(stage)
    await tell(stage)
    desk, by = Desk(stage), AccountId(MANAGER.account_id)  # type: ignore[arg-type]
    correct, look = desk.made(CorrectBirthdayHandler), MemberBirthday(MANAGER, REGION, ANNA)
    stage.clock.advance(timedelta(days=1))
    asked = CorrectBirthday(MANAGER, by, REGION, ANNA, 2, 29, " typed wrong ")
    seen = await correct(asked)
    (paper,) = seen.corrections
    assert (paper.before_month, paper.before_day) == (BIRTHDAY.month, BIRTHDAY.day)
    assert (paper.month, paper.day, paper.reason, paper.corrected_by) == (2, 29, "typed wrong", by)
    assert (seen.birthday.month, seen.birthday.fixed_until) == (2, paper.at + FIXED_FOR)
    assert await correct(asked) == seen == await desk.made(MemberBirthdayHandler)(look)
    again = await correct(replace(asked, day=28))
    assert [(one.before_day, one.day) for one in again.corrections] == [(29, 28), (BIRTHDAY.day, 29)]
    bos = await correct(replace(asked, member_id=BO))
    assert (bos.corrections[0].before_month, bos.birthday.day) == (None, 29)


async def test_a_corrected_birthday_is_not_celebrated_twice_in_a_year(stage: Stage) -> None:
    await members(stage)
    await tell(stage)
    stage.clock.reach(BIRTHDAY)
    await run(stage)
    later = BIRTHDAY + timedelta(days=9)
    by = AccountId(MANAGER.account_id)  # type: ignore[arg-type]
    asked = CorrectBirthday(MANAGER, by, REGION, ANNA, later.month, later.day, "a slip")
    await Desk(stage).made(CorrectBirthdayHandler)(asked)
    stage.clock.reach(later)
    await run(stage)
    assert await points(stage) == 15


async def test_a_correction_wants_a_reason_a_day_that_exists_and_a_member_of_the_region(stage: Stage) -> None:
    await members(stage)
    by, elsewhere = AccountId(MANAGER.account_id), RegionId(ELSEWHERE.region_id)  # type: ignore[arg-type]
    asked = CorrectBirthday(MANAGER, by, REGION, ANNA, 4, 30, "so")
    everywhere = replace(MANAGER, region_id=None)
    correct = Desk(stage).made(CorrectBirthdayHandler)
    for wrong, refusal in (
        (replace(asked, reason=" "), BirthdayReasonMissing),
        (replace(asked, day=31), BirthdayMalformed),
        (replace(asked, member_id=AccountId(an_id("nobody"))), MemberNotFound),
        (replace(asked, region_id=elsewhere), NotInYourRegion),
        (replace(asked, actor=everywhere, region_id=elsewhere), MemberNotFound),
    ):
        with pytest.raises(refusal):
            await correct(wrong)
    seen = await Desk(stage).made(MemberBirthdayHandler)(MemberBirthday(MANAGER, REGION, ANNA))
    assert (seen.birthday.month, seen.corrections) == (None, ())
