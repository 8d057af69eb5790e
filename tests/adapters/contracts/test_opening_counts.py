"""What was counted right before a moment, by what had come back by then: in memory and on PostgreSQL."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from adapters.persistence.promotions.past_events import SqlPastEvents
from application.ports.past_events import PastEvents
from application.ports.promotion_uses import UseSource
from domain.loyalty.refunds import Refund, RefundId, RefundLine
from domain.orders.status import Status
from domain.promotions.programme.given import Given
from domain.promotions.programme.opening import opening_asked, opening_usage
from domain.promotions.programme.taking import Taking
from domain.promotions.programme.uses import Tally, TallyKind, Use, budget
from domain.promotions.rules.limits import CounterKey, Measure, Scope
from domain.shared.ids import AccountId, OrderId
from tests.adapters.contracts.programme_desk import Desk
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, OWNER, REGION, an_id, order_in
from tests.domain.promotions.making import campaign, percent, promo, rules

pytestmark = pytest.mark.asyncio(loop_scope="package")
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
LIMITS = [{"scope": "member", "at_most": 99}, {"scope": "total", "measure": "minor", "at_most": 9_999}]
RULES = rules(
    promo("tenth", percent(1_000), campaign="calm", limits=LIMITS),
    promo("free", percent(500)),
    campaigns=[campaign("calm", budget={"measure": "minor", "at_most": 9_999})],
).source
EVER = date.min
MINE = Tally(TallyKind.COUNTER, "tenth", Scope.MEMBER, "anna", Measure.USES, EVER)
ALL = Tally(TallyKind.COUNTER, "tenth", Scope.TOTAL, "", Measure.MINOR, EVER)
OTHERS = (
    replace(MINE, owner="gone"),
    replace(MINE, since=NOON.date()),
    budget("calm", Measure.USES),
)
PURSE = budget("calm", Measure.MINOR)


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)


async def used(desk: Desk, order_id: UUID, at: datetime) -> None:
    """100 off, counted by member, in all, in the purse, and on what these rules do not ask for."""
    source = UseSource(order_id, REGION, MEMBER, OrderId(order_id), at)
    tallies = (MINE, ALL, PURSE, *OTHERS)
    taking = Taking((Use("tenth", "calm", Given(minor=100), tallies),), dict.fromkeys(tallies, 10**6))
    async with desk.new_uow() as uow:
        uow.uses.take(source, taking)
        await uow.commit()


async def came_back(desk: Desk, order_id: UUID, minor: int | None) -> None:
    async with desk.new_uow() as uow:
        for kept in await uow.uses.of_order(OrderId(order_id)):
            use, lost = kept.use.ended() if minor is None else kept.use.returning(Given(minor=minor))
            uow.uses.give_back([replace(kept, use=use)], lost)
        await uow.commit()


async def refunded(desk: Desk, order_id: UUID, number: int, at: datetime, minor: int | None) -> None:
    paper = Refund(
        id=RefundId(desk.ids.new()),
        order_id=OrderId(order_id),
        number=number,
        region_id=REGION,
        member_id=MEMBER,
        lines=(RefundLine("service", 1),),
        points_back=0,
        points_taken=0,
        points_owed=0,
        reason="so",
        granted_by=MEMBER,
        granted_at=at,
    )
    async with desk.new_uow() as uow:
        uow.ledger.papers.grant(paper)
        await uow.commit()
    await came_back(desk, order_id, minor)


async def opening(desk: Desk, at: datetime, past: PastEvents | None = None) -> tuple[int, int, int]:
    """Uses of the member, money in all, money from the purse."""
    usage = opening_usage(await (past or desk.past).opening(REGION, opening_asked(RULES, at)))
    mine = CounterKey("tenth", Scope.MEMBER, "anna", Measure.USES, EVER)
    everybody = CounterKey("tenth", Scope.TOTAL, "", Measure.MINOR, EVER)
    assert set(usage.counts) <= {mine, everybody}
    return usage.counts.get(mine, 0), usage.counts.get(everybody, 0), usage.spent.get("calm", 0)


async def test_counts_are_those_of_uses_before_the_moment_less_what_had_come_back(desk: Desk) -> None:
    at = NOON + timedelta(days=10)
    before, after = at - timedelta(days=1), at + timedelta(days=1)
    assert await opening(desk, at) == (0, 0, 0)
    names = ("kept", "half before", "half after", "all before", "all after", "on both sides")
    ids = {name: an_id(name) for name in names}
    for order_id in ids.values():
        await used(desk, order_id, NOON)
    await used(desk, an_id("too late"), at)
    await refunded(desk, ids["half before"], 1, before, 50)
    await refunded(desk, ids["half after"], 1, after, 50)
    await refunded(desk, ids["all before"], 1, before, None)
    await refunded(desk, ids["all after"], 1, at, None)
    await refunded(desk, ids["on both sides"], 1, before, 30)
    await refunded(desk, ids["on both sides"], 2, after, 30)
    # 100 + 50 + 100 + 0 + 100 + 100 of five uses
    assert await opening(desk, at) == (5, 450, 450)
    assert await opening(desk, NOON) == (0, 0, 0)


async def test_uses_of_one_moment_are_counted_once_however_the_pages_fall(desk: Desk) -> None:
    for number in range(7):
        await used(desk, an_id(f"use {number}"), NOON + timedelta(days=number // 4))
    for page in range(1, 9):
        past = replace(desk.past, page=page) if isinstance(desk.past, SqlPastEvents) else desk.past
        assert await opening(desk, NOON + timedelta(days=10), past) == (7, 700, 700)
        assert await opening(desk, NOON + timedelta(days=1), past) == (4, 400, 400)


async def test_an_order_that_ended_without_service_had_given_back_what_it_took(desk: Desk) -> None:
    order = order_in(Status.CANCELLED)
    ended = order.events[-1].at
    await desk.stage.keep(order)
    await used(desk, order.id, ended - timedelta(hours=1))
    await came_back(desk, order.id, None)
    assert await opening(desk, ended) == (1, 100, 100)
    assert await opening(desk, ended + timedelta(seconds=1)) == (0, 0, 0)
