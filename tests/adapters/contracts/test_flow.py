"""What follows from orders: the desk, reviews, messages, done reactions, cards and runs."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.ports.desk import DeskEntry, ExceptionNotFound
from application.ports.dispatching import KeptCard, Run, RunNotFound, RunNotOpen, RunResult, RunStatus
from application.ports.outbox import AlreadyReacted, Message, MessageNotFound
from domain.dispatching.cards import Candidate
from domain.dispatching.failures import Failure, FailureCode
from domain.dispatching.matching import Totals
from domain.orders.status import Status
from domain.reviews.review import Review
from domain.scheduling.travel import Leg
from domain.shared.ids import CardId, ExceptionId, MessageId, OrderId, RegionId, ReviewId, RunId
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import ANNA, BO, FAR_REGION
from tests.adapters.contracts.stage import SeenDesk, Stage
from tests.domain.orders.making import NOON, OTHER_OWNER, REGION, an_id, new_order, order_in

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id
MANAGER_ID = an_id("manager")


# -- the desk ---------------------------------------------------------------------------------------


def entry(name: str, kind: str = "flag_late") -> DeskEntry:
    return DeskEntry(ExceptionId(an_id(name)), REGION, ORDER, kind, Text("晚了", "late"), NOON)


async def put_on_desk(stage: Stage, *entries: DeskEntry) -> None:
    for one in entries:
        async with stage.new_uow() as uow:
            uow.desk.open(one)
            await uow.commit()


async def resolve(stage: Stage, name: str, region_id: RegionId = REGION) -> None:
    async with stage.new_uow() as uow:
        uow.desk.resolve(ExceptionId(an_id(name)), region_id, MANAGER_ID, NOON, "seen to")
        await uow.commit()


async def test_an_order_stands_on_the_desk_once_for_each_kind(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await put_on_desk(stage, entry("a"), entry("b"), entry("c", "drop"))
    seen = await stage.peek.desk(ORDER)
    assert sorted(one.kind for one in seen) == ["drop", "flag_late"]


async def test_what_was_resolved_may_come_back(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await put_on_desk(stage, entry("a"))
    await resolve(stage, "a")
    await put_on_desk(stage, entry("b"))
    seen = await stage.peek.desk(ORDER)
    assert sorted(seen, key=lambda one: one.is_open) == [
        SeenDesk("flag_late", "seen to", is_open=False),
        SeenDesk("flag_late", None, is_open=True),
    ]


async def test_an_open_entry_is_found_by_those_of_its_region(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await put_on_desk(stage, entry("a"))
    async with stage.new_uow() as uow:
        for region_id in (REGION, None):
            assert await uow.desk.get(ExceptionId(an_id("a")), region_id) == entry("a")
        with pytest.raises(ExceptionNotFound):
            await uow.desk.get(ExceptionId(an_id("a")), FAR_REGION)


async def test_an_entry_is_resolved_once_and_by_its_own_region(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await put_on_desk(stage, entry("a"))
    with pytest.raises(ExceptionNotFound):
        await resolve(stage, "a", FAR_REGION)
    await resolve(stage, "a")
    with pytest.raises(ExceptionNotFound):
        await resolve(stage, "a")
    with pytest.raises(ExceptionNotFound):
        await resolve(stage, "never opened")


async def test_what_the_orders_progress_settles_leaves_the_desk(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await put_on_desk(stage, entry("a"), entry("b", "drop"), entry("c", "not_done"))

    async def clear(*kinds: str, minutes: int = 0) -> tuple[str, ...]:
        async with stage.new_uow() as uow:
            left = await uow.desk.clear(ORDER, kinds, NOON + timedelta(minutes=minutes))
            await uow.commit()
        return left

    passing = ("open_hall", "flag_late", "drop")
    assert await clear(*passing, minutes=-1) == ()
    assert await clear(*passing) == ("drop", "flag_late")
    assert await clear(*passing) == ()
    seen = await stage.peek.desk(ORDER)
    assert {one.kind: (one.is_open, one.note) for one in seen} == {
        "flag_late": (False, None),
        "drop": (False, None),
        "not_done": (True, None),
    }


# -- reviews and messages ---------------------------------------------------------------------------


async def test_a_review_is_kept_word_for_word(stage: Stage) -> None:
    await stage.keep(order_in(Status.COMPLETED))
    review = Review(
        ReviewId(an_id("r")), ORDER, REGION, an_id("owner"), ANNA, 4, ("准时", "tidy"), "很好 – good", NOON
    )
    async with stage.new_uow() as uow:
        uow.reviews.add(review)
        await uow.commit()
    assert await stage.peek.reviews(ORDER) == [review]


def message(name: str, to: UUID) -> Message:
    return Message(MessageId(an_id(name)), to, "accept", Text("题", "t"), Text("文", "b"), ORDER, NOON)


async def test_a_message_is_read_by_its_owner_and_the_first_time_counts(stage: Stage) -> None:
    mine, other = an_id("owner"), an_id("other owner")
    async with stage.new_uow() as uow:
        uow.inbox.add(message("m", mine))
        uow.inbox.add(message("n", other))
        await uow.commit()
    assert await stage.peek.messages(mine) == 1
    for moment in (NOON, NOON + timedelta(hours=1)):
        async with stage.new_uow() as uow:
            uow.inbox.mark_read(MessageId(an_id("m")), mine, moment)
            await uow.commit()
    assert await stage.peek.read_at(MessageId(an_id("m"))) == NOON


@pytest.mark.parametrize("name", ["n", "nobody's"])
async def test_other_peoples_messages_are_not_found(stage: Stage, name: str) -> None:
    assert OTHER_OWNER.account_id is not None
    async with stage.new_uow() as uow:
        uow.inbox.add(message("n", OTHER_OWNER.account_id))
        await uow.commit()
    async with stage.new_uow() as uow:
        uow.inbox.mark_read(MessageId(an_id(name)), an_id("owner"), NOON)
        with pytest.raises(MessageNotFound):
            await uow.commit()
    assert await stage.peek.read_at(MessageId(an_id("n"))) is None


# -- reactions --------------------------------------------------------------------------------------


async def test_a_reaction_and_its_effect_happen_once(stage: Stage) -> None:
    async def react(name: str) -> None:
        async with stage.new_uow() as uow:
            uow.inbox.add(message(name, an_id("owner")))
            uow.reactions.done(an_id("event"), "notify")
            await uow.commit()

    await react("m")
    with pytest.raises(AlreadyReacted):
        await react("n")
    assert await stage.peek.messages(an_id("owner")) == 1


async def test_each_reaction_to_an_event_is_remembered_by_itself(stage: Stage) -> None:
    for event, reaction in (("event", "notify"), ("event", "award"), ("other event", "notify")):
        async with stage.new_uow() as uow:
            uow.reactions.done(an_id(event), reaction)
            await uow.commit()


# -- cards and runs ---------------------------------------------------------------------------------


def card(name: str = "card") -> KeptCard:
    anna = Candidate(ANNA, leg=Leg(60, 400, is_road=False), rank=1)
    bo = Candidate(BO, failures=(Failure(FailureCode.TOO_FAR, 9000),))
    return KeptCard(
        id=CardId(an_id(name)),
        region_id=REGION,
        order_id=ORDER,
        visit_id=new_order().visit.id,
        run_id=None,
        mode="offer",
        created_at=NOON,
        chosen=(anna,),
        runner_up=None,
        candidates=(anna, bo),
        failures_by_code={FailureCode.TOO_FAR: 1},
    )


def run(
    name: str = "run", minutes: int = 0, orders: tuple[OrderId, ...] | None = None, region: RegionId = REGION
) -> Run:
    return Run(
        id=RunId(an_id(name)),
        region_id=region,
        status=RunStatus.QUEUED,
        requested_by=MANAGER_ID,
        order_ids=orders,
        created_at=NOON + timedelta(minutes=minutes),
    )


async def add_runs(stage: Stage, *runs: Run) -> None:
    async with stage.new_uow() as uow:
        for one in runs:
            uow.runs.add(one)
        await uow.commit()


async def take(stage: Stage, lease_s: int = 60) -> Run | None:
    now = stage.real.now()
    async with stage.new_uow() as uow:
        return await uow.runs.take_queued(now + timedelta(seconds=lease_s), now)


async def test_a_card_is_kept_with_its_order(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    async with stage.new_uow() as uow:
        uow.cards.add(card())
        await uow.commit()
    assert await stage.peek.cards(ORDER) == ["offer"]


@pytest.mark.parametrize("orders", [None, (), (ORDER,)], ids=["all", "none", "one"])
async def test_a_run_comes_back_as_it_was(stage: Stage, orders: tuple[OrderId, ...] | None) -> None:
    await add_runs(stage, run(orders=orders))
    async with stage.new_uow() as uow:
        assert await uow.runs.get(run().id) == run(orders=orders)
        with pytest.raises(RunNotFound):
            await uow.runs.get(RunId(an_id("nobody's")))


async def test_the_oldest_run_is_taken_and_of_each_region_one_at_a_time(stage: Stage) -> None:
    await add_runs(stage, run("young", 5), run("old"), run("far", 9, region=FAR_REGION))
    taken = [await take(stage) for _ in range(3)]
    assert [one and one.id for one in taken] == [an_id("old"), an_id("far"), None]
    assert taken[0] is not None
    assert taken[0].status is RunStatus.SOLVING
    async with stage.new_uow() as uow:
        uow.runs.move(replace(taken[0], status=RunStatus.READY), RunStatus.SOLVING)
        await uow.commit()
    after = await take(stage)
    assert after is not None
    assert after.id == an_id("young")


async def test_a_run_whose_solver_died_is_taken_again_after_its_lease(stage: Stage) -> None:
    await add_runs(stage, run())
    await take(stage, lease_s=60)
    stage.real.advance(timedelta(seconds=60))
    assert await take(stage) is None
    stage.real.advance(timedelta(seconds=1))
    assert await take(stage) is not None


async def test_a_solved_run_keeps_its_result_until_it_is_closed(stage: Stage) -> None:
    await add_runs(stage, run())
    solving = await take(stage)
    assert solving is not None
    result = RunResult((), (), Totals(0, 0, 0), Totals(0, 0, 0), "exact", "certified", 12)
    await move(stage, replace(solving, status=RunStatus.READY, result=result), RunStatus.SOLVING)
    committed = replace(solving, status=RunStatus.COMMITTED, ended_at=NOON)
    await move(stage, committed, RunStatus.READY)
    async with stage.new_uow() as uow:
        assert await uow.runs.get(run().id) == replace(committed, result=result)


async def test_a_run_that_somebody_else_closed_is_no_longer_open(stage: Stage) -> None:
    await add_runs(stage, run())
    with pytest.raises(RunNotOpen):
        await move(stage, replace(run(), status=RunStatus.COMMITTED), RunStatus.READY)


async def test_a_ready_run_is_not_taken_again(stage: Stage) -> None:
    await add_runs(stage, run())
    solving = await take(stage)
    assert solving is not None
    await move(stage, replace(solving, status=RunStatus.READY), RunStatus.SOLVING)
    stage.real.advance(timedelta(hours=1))
    assert await take(stage) is None


async def move(stage: Stage, to: Run, was: RunStatus) -> None:
    async with stage.new_uow() as uow:
        uow.runs.move(to, was)
        await uow.commit()
