"""READY orders as dispatch sees them, and who is not asked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.identity.roles import SYSTEM_ACTOR
from domain.orders import offering
from domain.orders.order import Order
from domain.orders.status import Action, Status
from domain.scheduling.calendar import VisitNeed
from domain.shared.ids import WorkerId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import (
    ANNA,
    FAR_REGION,
    WINDOW,
)
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    OFFER,
    REGION,
    WORKER,
    by,
    new_order,
    order_in,
    plan,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id


async def test_ready_orders_wait_the_most_urgent_first(stage: Stage) -> None:
    plain, again, urgent, other = (another(order_in(Status.READY), name) for name in "abcd")
    urgent.is_urgent, again.priority = True, 1
    soon = Window(WINDOW.start - timedelta(hours=1), WINDOW.end)
    other.visit = replace(other.visit, window=soon)
    await stage.keep(plain, again, urgent, other, order_in(Status.OFFERED))
    async with stage.new_uow() as uow:
        waiting = await uow.world.waiting_visits(REGION, None, 10)
        assert [one.request.order_id for one in waiting] == [urgent.id, again.id, other.id, plain.id]
        chosen = await uow.world.waiting_visits(REGION, (plain.id, again.id, ORDER), 1)
        assert [one.request.order_id for one in chosen] == [again.id]
        assert await uow.world.waiting_visits(REGION, (), 10) == ()
        assert await uow.world.waiting_visits(FAR_REGION, None, 10) == ()


async def test_urgent_orders_wait_apart_with_their_versions_but_for_those_in_the_hall(stage: Stage) -> None:
    plain, first, second, hanging = (another(order_in(Status.READY), name) for name in "abcd")
    for one in (first, second, hanging):
        one.is_urgent = True
    hanging.is_in_hall = True
    asked = order_in(Status.OFFERED)
    asked.is_urgent = True
    async with stage.new_uow() as uow:
        assert await uow.world.urgent_waiting() == {}
    await stage.keep(plain, first, second, hanging, asked)
    async with stage.new_uow() as uow:
        found = await uow.world.urgent_waiting()
    versions = {one.id: (await stage.load(one.id)).version for one in (first, second)}
    assert found == {REGION: frozenset(versions.items())}


async def test_a_waiting_visit_is_asked_for_as_its_order_would(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    order = await stage.load(ORDER)
    async with stage.new_uow() as uow:
        (waiting,) = await uow.world.waiting_visits(REGION, None, 10)
        assert waiting.request == await uow.world.request_of(order)
    assert (waiting.version, waiting.status, waiting.is_in_hall) == (order.version, Status.READY, False)
    assert waiting.request.need == VisitNeed(DOOR, order.visit.window, 3600)


def declined() -> Order:
    order = order_in(Status.OFFERED)
    offering.decline(order, by(WORKER), OFFER, "too_far", "")
    return order


def expired() -> Order:
    order = order_in(Status.OFFERED)
    offering.expire_due(order, by(SYSTEM_ACTOR, 601))
    return order


def withdrawn() -> Order:
    order = order_in(Status.OFFERED)
    offering.withdraw(order, by(DISPATCHER), OFFER)
    return order


def dropped() -> Order:
    order = order_in(Status.ACCEPTED)
    offering.let_go(order, by(WORKER), Action.DROP, "ill")
    return order


def dropped_after_assignment() -> Order:
    order = order_in(Status.READY)
    offering.assign(order, by(DISPATCHER), ANNA, plan())
    offering.let_go(order, by(WORKER), Action.DROP, "ill")
    return order


def taken_away() -> Order:
    order = order_in(Status.READY)
    offering.assign(order, by(DISPATCHER), ANNA, plan())
    offering.let_go(order, by(DISPATCHER), Action.REASSIGN, "somebody nearer")
    return order


@pytest.mark.parametrize(
    ("order", "who"),
    [
        (declined, {ANNA}),
        (expired, {ANNA}),
        (dropped, {ANNA}),
        (dropped_after_assignment, {ANNA}),
        (withdrawn, set()),
        (taken_away, {ANNA}),
    ],
)
async def test_who_said_no_or_left_is_not_asked_again(
    stage: Stage, order: Callable[[], Order], who: set[WorkerId]
) -> None:
    await stage.keep(order())
    async with stage.new_uow() as uow:
        assert (await uow.world.request_of(await stage.load(ORDER))).declined == who
