"""Grabbing from the hall, and assigning directly."""

from datetime import timedelta

import pytest

from application.orders.assign_worker import AssignWorker
from application.orders.drop_visit import DropVisit
from application.orders.grab_order import GrabOrder
from application.orders.reassign_visit import ReassignVisit
from domain.identity.roles import Actor
from domain.orders.refusals import (
    ActionNotAllowed,
    AlreadyTaken,
    OrderNotFound,
    StaleVersion,
    WorkerDoesNotFit,
)
from domain.orders.status import Action, Status
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA, BO, DAN, worker_actor
from tests.adapters.contracts.test_orders import another
from tests.application.orders.office import Office
from tests.domain.orders.making import (
    DISPATCHER,
    NOON,
    OTHER_WORKER,
    WORKER,
    in_hall,
    moved_to,
    new_order,
    order_in,
)

ID = new_order().id


async def test_the_first_to_grab_wins_and_the_others_hear_it_whatever_they_saw(office: Office) -> None:
    await office.keep(in_hall(order_in(Status.READY)))
    seen = (await office.load()).version
    assert (await office.do(GrabOrder(OTHER_WORKER, ID, seen))).status is Status.ACCEPTED
    for version in (seen, None):
        with pytest.raises(AlreadyTaken):
            await office.do(GrabOrder(WORKER, ID, version))
    assert (await office.load()).visit.worker_id == BO


async def test_what_does_not_hang_in_the_hall_cannot_be_grabbed(office: Office) -> None:
    await office.keep(order_in(Status.READY))
    with pytest.raises(ActionNotAllowed):
        await office.do(GrabOrder(WORKER, ID, None))


async def test_who_lacks_the_skill_cannot_grab(office: Office) -> None:
    await office.keep(in_hall(order_in(Status.READY)))
    with pytest.raises(WorkerDoesNotFit):
        await office.do(GrabOrder(worker_actor(DAN), ID, None))


async def test_an_old_screen_cannot_grab(office: Office) -> None:
    await office.keep(in_hall(order_in(Status.READY)))
    with pytest.raises(StaleVersion):
        await office.do(GrabOrder(WORKER, ID, 1))


async def test_who_is_nobody_has_no_hall(office: Office) -> None:
    await office.keep(in_hall(order_in(Status.READY)))
    with pytest.raises(OrderNotFound):
        await office.do(GrabOrder(Actor(None, WORKER.roles, WORKER.region_id), ID, None))


# -- assigning --------------------------------------------------------------------------------------


async def test_assigning_puts_the_visit_on_the_timeline_and_keeps_a_card(office: Office) -> None:
    await office.keep(order_in(Status.READY))
    await office.do(AssignWorker(DISPATCHER, ID, None, ANNA, "knows the house"))
    order = await office.load()
    assert order.visit.plan is not None
    assert order.visit.plan.block_from < order.visit.plan.starts_at
    assert order.visit.plan.road_m > 900
    assert order.reason == "knows the house"
    assert [card.mode for card in office.store.cards.values()] == ["assign_by_hand"]


async def test_a_visit_put_before_another_changes_the_way_to_it(office: Office) -> None:
    """The earlier visit is at the same door: Anna no longer comes to the later one from home."""
    later, earlier = order_in(Status.READY), another(order_in(Status.READY), "b")
    half_past = NOON + timedelta(minutes=30)
    await office.keep(later, moved_to(earlier, Window(half_past, half_past + timedelta(minutes=30))))
    await office.do(AssignWorker(DISPATCHER, later.id, None, ANNA))
    alone = (await office.load(later.id)).visit.plan
    await office.do(AssignWorker(DISPATCHER, earlier.id, None, ANNA))
    after = (await office.load(later.id)).visit.plan
    assert alone is not None
    assert after is not None
    assert alone.block_from < alone.starts_at == after.starts_at == after.block_from


async def test_a_visit_that_was_dropped_is_more_urgent_and_not_asked_of_its_worker(office: Office) -> None:
    await office.keep(order_in(Status.READY))
    await office.do(AssignWorker(DISPATCHER, ID, None, ANNA))
    await office.do(DropVisit(WORKER, ID, None, "ill"))
    order = await office.load()
    assert (order.status, order.priority, order.visit.worker_id) == (Status.READY, 1, None)
    with pytest.raises(WorkerDoesNotFit):
        await office.do(AssignWorker(DISPATCHER, ID, None, ANNA))


async def test_a_visit_that_was_taken_away_goes_back_to_its_worker_only_with_a_reason(
    office: Office,
) -> None:
    await office.keep(order_in(Status.READY))
    await office.do(AssignWorker(DISPATCHER, ID, None, ANNA))
    await office.do(ReassignVisit(DISPATCHER, ID, None, "somebody nearer"))
    with pytest.raises(WorkerDoesNotFit):
        await office.do(AssignWorker(DISPATCHER, ID, None, ANNA))
    receipt = await office.do(AssignWorker(DISPATCHER, ID, None, ANNA, "nobody else can"))
    assert receipt.status is Status.ACCEPTED
    assert Action.DROP in (await office.load()).allowed_actions(WORKER)
