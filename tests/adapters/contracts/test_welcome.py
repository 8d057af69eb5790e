"""Who gets an address becomes a member, on both stores: awarded once by the rules of that moment."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.loyalty.points_of import balance_at
from application.ports.people import NewAddress
from application.ports.pricings import PastAsked
from application.promotions.award_due import award_due
from application.promotions.welcome import Welcome, WelcomeHandler, welcome_of
from domain.identity.refusals import AccountNotFound
from domain.promotions.programme.membership import Membership, Newcomer
from domain.promotions.programme.refusals import OccasionKnown
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, AddressId
from tests.adapters.contracts.hamlet import hamlet
from tests.adapters.contracts.programme_desk import CLP, Desk
from tests.adapters.contracts.stage import Stage
from tests.application.chance import means_with
from tests.domain.orders.making import NOON, OTHER_OWNER, OWNER, REGION
from tests.domain.promotions.making import Json, promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")
ANNA, BO = (AccountId(UUID(str(one.account_id))) for one in (OWNER, OTHER_OWNER))


def welcome_rules(**rest: object) -> Json:
    gift = promo("welcome", {"type": "points", "points": 20}, **rest)
    return rule_json({**gift, "trigger": "sign_up"}, **CLP)


async def run(stage: Stage, chunk: int = 10, chunks: int = 5) -> bool:
    return await WelcomeHandler(stage.new_uow, stage.clock, means_with(stage.ids))(Welcome(chunk, chunks))


async def points(stage: Stage, member: AccountId = ANNA) -> int:
    async with stage.new_uow() as uow:
        balance = await balance_at(uow, member, stage.clock.now())
    return balance.available + balance.pending


async def newcomers(stage: Stage) -> tuple[Newcomer, ...]:
    async with stage.new_uow() as uow:
        return await uow.members.newcomers(None, 10)


async def join(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.members.join(Membership(ANNA, REGION, NOON))
        await uow.commit()


async def second_home(stage: Stage) -> None:
    """Another homeowner moves in next door."""
    (door,) = hamlet().addresses
    home = NewAddress(AddressId(stage.ids.new()), BO, door.community_id, "x", "1", door.point)
    async with stage.new_uow() as uow:
        uow.people.add_address(home)
        await uow.commit()


async def test_who_has_an_address_is_welcomed_once_by_the_rules_of_that_moment(stage: Stage) -> None:
    await Desk(stage).go_live(welcome_rules())
    assert await newcomers(stage) == (Newcomer(ANNA, REGION),)
    assert not await run(stage)
    assert await points(stage) == 20
    assert await stage.peek.messages(ANNA) == 1
    stage.clock.advance(timedelta(days=3))
    assert not await run(stage)
    assert (await points(stage), await stage.peek.messages(ANNA)) == (20, 1)
    async with stage.new_uow() as uow:
        assert await uow.members.membership(ANNA) == Membership(ANNA, REGION, NOON)
        past = await uow.pricings.past_of(PastAsked(ANNA, REGION, NOON))
    assert past.signed_up_at == NOON


async def test_without_a_rule_for_it_members_join_together_and_a_later_rule_gives_them_nothing(
    stage: Stage,
) -> None:
    assert not await run(stage)
    await Desk(stage).go_live(welcome_rules())
    assert not await run(stage)
    assert await points(stage) == 0
    async with stage.new_uow() as uow:
        (kept,) = await uow.uses.occasions_of(ANNA, Trigger.SIGN_UP)
    assert kept.awarded.points == 0
    assert await stage.peek.messages(ANNA) == 0


async def test_a_process_that_is_slower_joins_nobody_twice_and_gives_nothing(stage: Stage) -> None:
    await join(stage)
    with pytest.raises(OccasionKnown):
        await join(stage)
    assert await newcomers(stage) == ()
    assert not await run(stage)
    assert await points(stage) == 0


async def test_who_does_not_meet_the_rule_is_a_member_all_the_same(stage: Stage) -> None:
    condition = {"field": "member.orders_completed", "op": "ge", "value": 1}
    await Desk(stage).go_live(welcome_rules(when=condition))
    assert not await run(stage)
    assert (await points(stage), await newcomers(stage)) == (0, ())


async def test_newcomers_come_in_chunks_and_a_bounded_run_says_that_more_wait(stage: Stage) -> None:
    await second_home(stage)
    await Desk(stage).go_live(welcome_rules())
    assert len(await newcomers(stage)) == 2
    assert await run(stage, chunk=1, chunks=1)
    assert len(await newcomers(stage)) == 1
    assert not await run(stage, chunk=1, chunks=2)
    assert [await points(stage, who) for who in (ANNA, BO)] == [20, 20]


async def test_what_is_refused_to_one_is_told_after_the_others_got_theirs(stage: Stage) -> None:
    await Desk(stage).go_live(welcome_rules())
    now = stage.clock.now()

    def refuse(_: object) -> None:
        raise AccountNotFound()

    good = welcome_of(Newcomer(ANNA, REGION), now)
    bad = replace(welcome_of(Newcomer(BO, REGION), now), remember=refuse)
    with pytest.raises(AccountNotFound):
        await award_due(stage.new_uow, means_with(stage.ids), [bad, good])
    assert [await points(stage, who) for who in (ANNA, BO)] == [20, 0]
