"""What the background works from: deadlines, leased events, the stream, and the clock."""

from datetime import timedelta

import pytest

from application.dispatching.events import PolicyChanged, RunChanged
from application.events import EVENTS
from application.ports.changes import Change, ChangeKind
from application.ports.clock import ClockMovedMeanwhile, ClockState
from application.ports.dispatching import RunStatus
from application.upkeep.events import DeskChanged, MessageArrived, WorkerChanged
from domain.loyalty.events import PointsMoved
from domain.loyalty.journal import JournalKind
from domain.orders.by import By
from domain.orders.status import Status
from domain.shared.ids import AccountId, MessageId, RunId
from tests.adapters.contracts.hamlet import ANNA
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.domain.orders.making import (
    DISPATCHER,
    ELSEWHERE,
    NOON,
    OTHER_OWNER,
    OTHER_WORKER,
    OWNER,
    REGION,
    WORKER,
    an_id,
    in_hall,
    new_order,
    order_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id


# -- deadlines --------------------------------------------------------------------------------------


async def test_orders_are_due_from_their_deadline_on_longest_over_first(stage: Stage) -> None:
    review, offered = order_in(Status.PENDING_REVIEW), another(order_in(Status.READY), "b")
    assert review.deadline_at is not None
    assert offered.deadline_at is not None
    await stage.keep(review, offered)
    early, late = sorted((review.deadline_at, offered.deadline_at))
    assert await stage.due.due(early - timedelta(microseconds=1), 10) == []
    assert len(await stage.due.due(early, 10)) == 1
    both = await stage.due.due(late, 10)
    assert both == ([ORDER, offered.id] if review.deadline_at == early else [offered.id, ORDER])
    assert await stage.due.due(late, 1) == both[:1]


async def test_a_deadline_that_was_met_is_no_longer_due(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(ORDER)
        order.cancel(by_owner(stage), "never mind")
        uow.orders.save(order)
        await uow.commit()
    assert await stage.due.due(NOON + timedelta(days=30), 10) == []


# -- leases -----------------------------------------------------------------------------------------


async def record(stage: Stage, *events: object) -> None:
    async with stage.new_uow() as uow:
        for event in events:
            uow.record(event)
        await uow.commit()


def small_events() -> list[object]:
    return [
        PolicyChanged(REGION, 2, NOON),
        RunChanged(RunId(an_id("run")), REGION, RunStatus.READY, NOON),
        DeskChanged(ORDER, REGION, "flag_late", NOON),
        MessageArrived(MessageId(an_id("m")), AccountId(an_id("owner")), "accept", NOON),
        WorkerChanged(ANNA, REGION, "duty", NOON),
    ]


async def test_every_event_is_handed_over_as_it_was_recorded(stage: Stage) -> None:
    order = order_in(Status.COMPLETED)
    happened: list[object] = [*order.events, *small_events()]
    await stage.keep(order)
    await record(stage, *small_events())
    leased = await stage.leases.take(100)
    assert [one.event for one in leased] == happened
    assert [type(one.event) for one in leased] == [type(one) for one in happened]
    assert len({one.event_id for one in leased}) == len(happened)
    assert {type(one).__name__ for one in happened} < set(EVENTS)


async def test_an_event_in_hand_is_nobody_elses_until_its_lease_is_over(stage: Stage) -> None:
    await record(stage, *small_events())
    first = await stage.leases.take(2)
    second = await stage.leases.take(100)
    assert [one.seq for one in first] < [one.seq for one in second]
    assert len(first) + len(second) == 5
    assert await stage.leases.take(100) == []
    stage.real.advance(timedelta(seconds=31))
    assert [one.attempts for one in await stage.leases.take(100)] == [2] * 5


async def test_what_is_done_does_not_come_again(stage: Stage) -> None:
    await record(stage, *small_events())
    await stage.leases.done(await stage.leases.take(4))
    stage.real.advance(timedelta(hours=1))
    assert [type(one.event) for one in await stage.leases.take(100)] == [WorkerChanged]


async def test_a_failed_event_is_put_off_longer_each_time(stage: Stage) -> None:
    await record(stage, PolicyChanged(REGION, 2, NOON))
    for pause_s in (2, 4, 8):
        (leased,) = await stage.leases.take(1)
        await stage.leases.later(leased, "ZeroDivisionError")
        stage.real.advance(timedelta(seconds=pause_s - 1))
        assert await stage.leases.take(1) == []
        stage.real.advance(timedelta(seconds=1))


async def test_events_of_a_unit_that_was_not_committed_never_leave(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.record(PolicyChanged(REGION, 2, NOON))
    assert await stage.leases.take(1) == []


# -- the stream -------------------------------------------------------------------------------------


async def test_a_change_is_told_to_those_it_concerns_and_nobody_else(stage: Stage) -> None:
    order = order_in(Status.ACCEPTED)
    actions = [event.action.value for event in order.events]
    await stage.keep(order)
    assert await stage.relay() == len(actions)
    assert await stage.relay() == 0
    seen = {
        reader.account_id: [
            (one.kind, one.event) for one in (await stage.changes.read_after(0, 100, reader)).changes
        ]
        for reader in (OWNER, OTHER_OWNER, WORKER, DISPATCHER, ELSEWHERE)
    }
    assert seen[OWNER.account_id] == [(ChangeKind.ORDER, action) for action in actions]
    assert seen[DISPATCHER.account_id] == seen[OWNER.account_id]
    assert seen[OTHER_OWNER.account_id] == seen[ELSEWHERE.account_id] == []
    assert seen[WORKER.account_id] == [(ChangeKind.JOB, "offer"), (ChangeKind.JOB, "accept")]


async def test_workers_hear_of_what_hangs_in_the_hall(stage: Stage) -> None:
    await stage.keep(in_hall(order_in(Status.READY)))
    await stage.relay()
    heard = (await stage.changes.read_after(0, 100, OTHER_WORKER)).changes
    assert [one.event for one in heard] == ["open_hall"]


async def test_reading_goes_on_from_where_it_stopped_and_misses_nothing(stage: Stage) -> None:
    await stage.keep(order_in(Status.COMPLETED))
    await stage.relay()
    everything = (await stage.changes.read_after(0, 1000)).changes
    found: list[Change] = []
    position = 0
    while True:
        batch = await stage.changes.read_after(position, 3)
        found += batch.changes
        position = batch.upto
        if len(batch.changes) < 3:
            break
    assert found == list(everything)
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert position == (await stage.changes.span()).newest


async def test_points_and_inboxes_are_told_to_their_owners(stage: Stage) -> None:
    owner = AccountId(an_id("owner"))
    await record(
        stage,
        MessageArrived(MessageId(an_id("m")), owner, "accept", NOON),
        PointsMoved((owner,), JournalKind.EARNED, NOON),
    )
    await stage.relay()
    message, points = (await stage.changes.read_after(0, 10, OWNER)).changes
    assert (message.kind, message.id, message.at) == (ChangeKind.INBOX, an_id("m"), NOON)
    assert (points.kind, points.id) == (ChangeKind.POINTS, owner)
    assert (await stage.changes.read_after(0, 10, DISPATCHER)).changes == ()


# -- the clock --------------------------------------------------------------------------------------


async def move_clock(stage: Stage, state: ClockState) -> None:
    async with stage.new_uow() as uow:
        uow.business_clock.move(state)
        await uow.commit()


async def test_business_time_runs_at_its_rate_from_where_it_was_moved_to(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        seen = await uow.business_clock.get()
    tomorrow = max(stage.movable.now(), NOON) + timedelta(days=1)
    await move_clock(stage, ClockState(stage.real.now(), tomorrow, 60.0, seen.version + 1))
    await stage.movable.read()
    assert stage.movable.now() == tomorrow
    stage.real.advance(timedelta(seconds=10))
    assert stage.movable.now() == tomorrow + timedelta(minutes=10)
    assert stage.movable.rate == 60.0


async def test_business_time_never_goes_back(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        seen = await uow.business_clock.get()
    before = stage.movable.now()
    await move_clock(stage, ClockState(stage.real.now(), before - timedelta(days=9), 1.0, seen.version + 1))
    await stage.movable.read()
    assert stage.movable.now() >= before


async def test_of_two_who_move_the_clock_at_once_one_is_told(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        seen = await uow.business_clock.get()
    state = ClockState(stage.real.now(), seen.business_anchor, 2.0, seen.version + 1)
    await move_clock(stage, state)
    with pytest.raises(ClockMovedMeanwhile):
        await move_clock(stage, state)


def by_owner(stage: Stage) -> By:
    return By(OWNER, stage.clock.now())
