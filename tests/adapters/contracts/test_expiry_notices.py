"""Members are told before points end, on both stores: once for each end, one message a member."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from application.loyalty.tell_expiry import TellExpiry, TellExpiryHandler, ToldOfExpiry
from domain.loyalty.earning import Grant, award
from domain.loyalty.journal import Heading, JournalId, LotId, Origin, OriginKind
from domain.loyalty.movements import Movement
from domain.loyalty.notices import Ending, Notice, NoticeGiven, horizon
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.spending import spend
from domain.shared.ids import AccountId
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, OTHER_OWNER, OWNER, WORKER

pytestmark = pytest.mark.asyncio(loop_scope="package")

ANNA, BO, WANG = (AccountId(UUID(str(one.account_id))) for one in (OWNER, OTHER_OWNER, WORKER))
STRANGER = AccountId(UUID(int=7))


async def earn(stage: Stage, member: AccountId, points: int, life_days: int) -> Movement:
    """Points of now that end so many days later."""
    at, origin = stage.clock.now(), Origin(OriginKind.REVIEW, UUID(int=1))
    heading = Heading(JournalId(stage.ids.new()), f"request {stage.ids.new()}", at, origin)
    policy = EarningPolicy("CLP", 1, NOON, 1_000, cooling_off_days=0, expiry_days=life_days)
    movement = award(heading, Grant(LotId(stage.ids.new()), member, points, origin), policy)
    async with stage.new_uow() as uow:
        uow.ledger.post(movement)
        await uow.commit()
    return movement


async def run(stage: Stage, members: int = 10, chunks: int = 5) -> ToldOfExpiry:
    tell = TellExpiryHandler(stage.new_uow, stage.clock, stage.ids)
    return await tell(TellExpiry(members, chunks))


async def untold(stage: Stage, now: datetime) -> tuple[Notice, ...]:
    async with stage.new_uow() as uow:
        return await uow.notices.untold(horizon(now), 10)


async def test_a_member_is_told_once_fourteen_days_before_points_end(stage: Stage) -> None:
    await earn(stage, ANNA, 100, 30)
    stage.clock.advance(timedelta(days=16) - timedelta(seconds=1))
    assert await run(stage) == ToldOfExpiry(0, is_done=True)
    stage.clock.advance(timedelta(seconds=1))
    assert await run(stage) == ToldOfExpiry(1, is_done=True)
    assert await run(stage) == ToldOfExpiry(0, is_done=True)
    assert await stage.peek.messages(ANNA) == 1


async def test_many_lots_of_a_member_make_one_message_and_the_week_after_goes_with_it(stage: Stage) -> None:
    for life in (14, 15, 20, 21, 22):
        await earn(stage, ANNA, life, life)
    (notice,) = await untold(stage, stage.clock.now())
    assert [one.amount for one in notice.endings] == [14, 15, 20, 21]
    await run(stage)
    stage.clock.advance(timedelta(days=7))
    assert (await run(stage)).members == 0
    stage.clock.advance(timedelta(days=1))
    assert (await run(stage)).members == 1
    assert await stage.peek.messages(ANNA) == 2


async def test_a_late_run_tells_what_is_still_to_come_and_nothing_that_has_ended(stage: Stage) -> None:
    await earn(stage, ANNA, 1, 10)
    await earn(stage, ANNA, 2, 11)
    stage.clock.advance(timedelta(days=10))
    (notice,) = await untold(stage, stage.clock.now())
    assert [one.amount for one in notice.endings] == [2]
    stage.clock.advance(timedelta(days=1))
    assert await run(stage) == ToldOfExpiry(0, is_done=True)


async def test_points_that_are_spent_or_live_longer_now_are_not_spoken_of(stage: Stage) -> None:
    movement = await earn(stage, ANNA, 5, 10)
    await run(stage)
    lot = replace(movement.lots[0], version=1)
    heading = Heading(JournalId(stage.ids.new()), "spent", stage.clock.now())
    async with stage.new_uow() as uow:
        moved = replace(spend(heading, [lot], 1), lots=())
        longer = replace(lot, remaining=4, expires_at=lot.expires_at + timedelta(days=8))
        uow.ledger.post(replace(moved, lots=(longer,)))
        await uow.commit()
    (again,) = await untold(stage, stage.clock.now() + timedelta(days=5))
    assert [(one.amount, one.at) for one in again.endings] == [(4, longer.expires_at)]
    async with stage.new_uow() as uow:
        (left,) = await uow.ledger.lots_of(ANNA)
        uow.ledger.post(
            spend(replace(heading, journal_id=JournalId(stage.ids.new()), request_id="all"), [left], 4)
        )
        await uow.commit()
    assert await untold(stage, stage.clock.now() + timedelta(days=5)) == ()


async def test_members_come_in_chunks_and_a_bounded_run_says_that_more_wait(stage: Stage) -> None:
    for member in (ANNA, BO, WANG, STRANGER):
        await earn(stage, member, 9, 14)
    assert await run(stage, members=1, chunks=2) == ToldOfExpiry(2, is_done=False)
    assert await run(stage, members=1, chunks=2) == ToldOfExpiry(1, is_done=True)
    assert [await stage.peek.messages(one) for one in (ANNA, BO, WANG, STRANGER)] == [1, 1, 1, 0]


async def test_two_processes_that_tell_at_the_same_moment_write_one_message(stage: Stage) -> None:
    await earn(stage, ANNA, 9, 14)
    (notice,) = await untold(stage, stage.clock.now())

    async def remember(endings: tuple[Ending, ...]) -> None:
        async with stage.new_uow() as uow:
            uow.notices.told({stage.ids.new(): endings})
            await uow.commit()

    await remember(notice.endings)
    with pytest.raises(NoticeGiven):
        await remember(notice.endings)
    assert await run(stage) == ToldOfExpiry(0, is_done=True)


async def test_the_day_is_named_in_the_zone_of_the_members_address(stage: Stage) -> None:
    await earn(stage, ANNA, 9, 14)
    await earn(stage, WANG, 9, 14)
    assert {one.zone for one in await untold(stage, stage.clock.now())} == {"America/Santiago"}
