"""Orders: what was stored comes back, and nobody overwrites what they have not seen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.orders import offering, serving
from domain.orders.order import Order
from domain.orders.parts import OfferStatus, Plan
from domain.orders.refusals import (
    AlreadyTaken,
    AnotherVisitUnderWay,
    OfferNotFound,
    OrderNotFound,
    StaleVersion,
    WorkerIsBusy,
)
from domain.orders.status import Action, Status
from domain.shared.ids import OfferId, OrderId, VisitId, WorkerId
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import (
    DISPATCHER,
    NOON,
    OFFER,
    OTHER_WORKER,
    OWNER,
    REVIEWER,
    WORKER,
    an_id,
    by,
    in_hall,
    new_order,
    offered,
    order_in,
    plan,
    reviewed,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")


def as_stored(order: Order) -> Order:
    """Without what a unit of work still has to store; offers stand in the order of their making."""
    offers = sorted(order.offers, key=lambda offer: (offer.created_at, offer.id))
    return replace(order, events=[], released=[], offers=offers)


def another(order: Order, name: str) -> Order:
    """The same order under other ids."""
    order.id = OrderId(an_id(f"order {name}"))
    order.visit = replace(order.visit, id=VisitId(an_id(f"visit {name}")))
    order.offers = [
        replace(one, id=OfferId(an_id(f"{one.id} {name}")), visit_id=order.visit.id) for one in order.offers
    ]
    order.events = [replace(event, order_id=order.id) for event in order.events]
    return order


@pytest.mark.parametrize("status", list(Status))
async def test_an_order_comes_back_as_it_was_in_every_status(stage: Stage, status: Status) -> None:
    order = order_in(status)
    before = as_stored(order)
    await stage.keep(order)
    assert await stage.load(order.id) == before


@pytest.mark.parametrize(
    "order",
    [
        in_hall(order_in(Status.READY)),
        reviewed(order_in(Status.COMPLETED)),
        offered(order_in(Status.READY), WORKER, OTHER_WORKER),
    ],
    ids=["hall", "reviewed", "two offers"],
)
async def test_an_order_with_more_to_it_comes_back_as_it_was(stage: Stage, order: Order) -> None:
    order = replace(order, events=list(order.events), offers=list(order.offers))
    before = as_stored(order)
    await stage.keep(order)
    assert await stage.load(order.id) == before


async def test_an_order_is_found_by_any_of_its_offers_also_ended_ones(stage: Stage) -> None:
    order = order_in(Status.OFFERED)
    offering.decline(order, by(WORKER), OFFER, "too_far", "")
    await stage.keep(order)
    async with stage.new_uow() as uow:
        assert (await uow.orders.of_offer(OFFER)).id == order.id


async def test_what_is_not_there_is_not_found(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        with pytest.raises(OrderNotFound):
            await uow.orders.get(OrderId(an_id("nobody's")))
        with pytest.raises(OfferNotFound):
            await uow.orders.of_offer(OfferId(an_id("nobody's")))


async def test_without_commit_nothing_is_stored(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    sent = await stage.peek.outbox()
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.approve(by(REVIEWER))
        uow.orders.save(order)
    assert (await stage.load(order.id)).status is Status.PENDING_REVIEW
    assert await stage.peek.outbox() == sent


async def test_an_error_in_the_block_leaves_nothing_behind(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))

    async def stumble() -> None:
        async with stage.new_uow() as uow:
            order = await uow.orders.get(new_order().id)
            order.approve(by(REVIEWER))
            uow.orders.save(order)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    assert (await stage.load(new_order().id)).status is Status.PENDING_REVIEW


async def test_an_order_saved_without_a_move_stays_as_it_is(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.question = "never asked"
        uow.orders.save(order)
        await uow.commit()
    assert (await stage.load(order.id)).question is None


async def test_whoever_saw_an_older_version_is_refused_and_changes_nothing(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    async with stage.new_uow() as first, stage.new_uow() as second:
        one, other = [await uow.orders.get(new_order().id) for uow in (first, second)]
        one.approve(by(REVIEWER))
        first.orders.save(one)
        other.reject(by(REVIEWER), "not_ours", "")
        second.orders.save(other)
        await first.commit()
        with pytest.raises(StaleVersion):
            await second.commit()
    assert (await stage.load(new_order().id)).status is Status.READY
    assert await stage.peek.history(new_order().id) == [(1, "submit"), (2, "approve")]


async def test_a_refused_commit_takes_everything_of_its_unit_with_it(stage: Stage) -> None:
    mine, stale = order_in(Status.PENDING_REVIEW), another(order_in(Status.PENDING_REVIEW), "stale")
    await stage.keep(mine, stale)
    async with stage.new_uow() as first, stage.new_uow() as second:
        seen_twice = [await uow.orders.get(stale.id) for uow in (first, second)]
        for one in seen_twice:
            one.approve(by(REVIEWER))
        fresh = await second.orders.get(mine.id)
        fresh.approve(by(REVIEWER))
        first.orders.save(seen_twice[0])
        second.orders.save(fresh)
        second.orders.save(seen_twice[1])
        await first.commit()
        with pytest.raises(StaleVersion):
            await second.commit()
    assert (await stage.load(mine.id)).status is Status.PENDING_REVIEW
    assert await stage.peek.history(mine.id) == [(1, "submit")]


async def test_nobody_shares_what_is_stored(stage: Stage) -> None:
    await stage.keep(order_in(Status.OFFERED))
    careless = await stage.load(new_order().id)
    careless.offers.clear()
    careless.status = Status.CANCELLED
    assert len((await stage.load(new_order().id)).offers) == 1
    assert (await stage.load(new_order().id)).status is Status.OFFERED


async def test_what_is_done_to_an_order_after_saving_needs_another_save(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.approve(by(REVIEWER))
        uow.orders.save(order)
        order.note, order.question = "scribbled later", "scribbled later"
        await uow.commit()
    assert (await stage.load(order.id)).question is None


async def test_an_order_is_saved_once_in_a_unit(stage: Stage) -> None:
    """Nobody reads their own writes before the commit: the second save rests on what is not stored yet."""
    await stage.keep(order_in(Status.PENDING_REVIEW))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.approve(by(REVIEWER))
        uow.orders.save(order)
        order.cancel(by(OWNER), "never mind")
        uow.orders.save(order)
        with pytest.raises(StaleVersion):
            await uow.commit()
    assert (await stage.load(order.id)).status is Status.PENDING_REVIEW


async def test_two_firm_visits_of_a_worker_do_not_overlap(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED), another(order_in(Status.READY), "b"))
    late_start = plan(NOON + timedelta(hours=2, minutes=30))
    with pytest.raises(WorkerIsBusy):
        await assign(stage, "b", late_start)
    assert (await stage.load(OrderId(an_id("order b")))).status is Status.READY


async def test_one_visit_may_begin_where_another_ends(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED), another(order_in(Status.READY), "b"))
    await assign(stage, "b", plan(NOON + timedelta(hours=3, minutes=20)))
    assert (await stage.load(OrderId(an_id("order b")))).status is Status.ACCEPTED


async def test_a_visit_that_was_given_back_blocks_nobody(stage: Stage) -> None:
    dropped, other = order_in(Status.ACCEPTED), another(order_in(Status.READY), "b")
    await stage.keep(dropped, other)
    async with stage.new_uow() as uow:
        order = await uow.orders.get(dropped.id)
        offering.let_go(order, by(DISPATCHER), Action.REASSIGN, "better one")
        uow.orders.save(order)
        await uow.commit()
    await assign(stage, "b", plan())


async def test_a_worker_is_on_the_way_to_one_visit_only(stage: Stage) -> None:
    later = another(order_in(Status.READY), "b")
    await stage.keep(order_in(Status.EN_ROUTE), later)
    await assign(stage, "b", plan(NOON + timedelta(hours=3, minutes=20)))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(later.id)
        serving.depart(order, by(WORKER, 7300))
        uow.orders.save(order)
        with pytest.raises(AnotherVisitUnderWay):
            await uow.commit()


async def test_a_worker_holds_one_live_offer_of_a_visit(stage: Stage) -> None:
    await stage.keep(order_in(Status.OFFERED))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.offers.append(replace(order.offers[0], id=OfferId(an_id("twin"))))
        order.move(Action.WITHDRAW, by(DISPATCHER))
        uow.orders.save(order)
        with pytest.raises(AlreadyTaken):
            await uow.commit()


async def test_an_ended_offer_keeps_who_said_what_and_when(stage: Stage) -> None:
    await stage.keep(order_in(Status.OFFERED))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        offering.decline(order, by(WORKER, 1.5), OFFER, "too_far", "晚了 – too late")
        uow.orders.save(order)
        await uow.commit()
    (ended,) = (await stage.load(new_order().id)).offers
    assert (ended.status, ended.reason_code, ended.note) == (
        OfferStatus.DECLINED,
        "too_far",
        "晚了 – too late",
    )
    assert ended.answered_at == NOON + timedelta(seconds=1.5)


async def test_events_are_in_the_history_and_in_the_outbox(stage: Stage) -> None:
    order = order_in(Status.ACCEPTED)
    count = len(order.events)
    await stage.keep(order)
    history = await stage.peek.history(order.id)
    assert [seq for seq, _ in history] == list(range(1, count + 1))
    assert await stage.peek.outbox() == count


async def test_cancelling_frees_the_homeowner_and_the_calendar(stage: Stage) -> None:
    await stage.keep(order_in(Status.OFFERED))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(new_order().id)
        order.cancel(by(OWNER), "never mind")
        uow.orders.save(order)
        await uow.commit()
    loaded = await stage.load(new_order().id)
    assert not loaded.visit.is_live
    assert not loaded.live_offers


async def assign(stage: Stage, name: str, at: Plan) -> None:
    async with stage.new_uow() as uow:
        order = await uow.orders.get(OrderId(an_id(f"order {name}")))
        assert WORKER.account_id is not None
        offering.assign(order, by(DISPATCHER), WorkerId(WORKER.account_id), at)
        uow.orders.save(order)
        await uow.commit()
