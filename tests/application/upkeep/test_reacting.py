"""Draining the outbox."""

from datetime import timedelta

import pytest

from application.orders.cancel_order import CancelOrder
from application.orders.confirm_order import ConfirmOrder
from application.ports.unit_of_work import UnitOfWork
from application.promotions.means import Means
from application.reactions import react as reactions
from application.reactions.react import Happened, ReactionRunner
from application.reactions.table import REACTIONS
from application.upkeep import reacting
from application.upkeep.reacting import React
from domain.orders.events import OrderCancelled
from domain.orders.status import Status
from tests.application.dispatching.control_room import ControlRoom
from tests.domain.orders.making import OWNER, new_order, order_in

ID = new_order().id


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()


def react(room: ControlRoom) -> React:
    return React(room.stage.leases, ReactionRunner(room.new_uow, room.means))


async def test_every_event_gets_its_reactions_and_leaves_the_outbox(room: ControlRoom) -> None:
    await room.keep(order_in(Status.AWAITING_CONFIRMATION))
    await room.do(ConfirmOrder(OWNER, ID, None))
    while room.outbox():
        await react(room)()
    told = {row.message.kind for row in room.store.messages.values()}
    assert {
        "submit",
        "approve",
        "offer",
        "accept",
        "depart",
        "arrive",
        "start",
        "complete",
        "confirm",
    } <= told
    assert len(room.store.books.lots) == 1


async def test_draining_again_changes_nothing(room: ControlRoom) -> None:
    await room.keep(order_in(Status.AWAITING_CONFIRMATION))
    while room.outbox():
        await react(room)()
    before = dict(room.store.messages)
    assert await react(room)() is False
    assert room.store.messages == before


async def test_a_failing_reaction_is_tried_again_later_and_keeps_nobody_else_waiting(
    room: ControlRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 2

    async def stumble(uow: UnitOfWork, means: Means, happened: Happened) -> None:
        nonlocal failures
        if failures:
            failures -= 1
            raise ZeroDivisionError
        await reactions.notify_homeowner(uow, means, happened)

    table = {**REACTIONS, OrderCancelled: (reactions.notify_workers, stumble)}
    monkeypatch.setattr(reacting, "REACTIONS", table)
    await room.keep(order_in(Status.PENDING_REVIEW))
    await room.do(CancelOrder(OWNER, ID, None, "never mind"))
    await react(room)()
    assert [row.message.kind for row in room.store.messages.values()] == ["submit"]
    (waiting,) = [row for row in room.store.outbox.to_react.values() if isinstance(row.event, OrderCancelled)]
    assert waiting.error == "ZeroDivisionError"
    for pause_s in (2, 4):
        await react(room)()
        room.stage.real.advance(timedelta(seconds=pause_s))
    await react(room)()
    assert [row.message.kind for row in room.store.messages.values()].count("cancel") == 1
    assert waiting not in room.store.outbox.to_react.values()


async def test_a_reaction_done_before_a_failure_is_not_repeated(
    room: ControlRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(uow: UnitOfWork, means: Means, happened: Happened) -> None:
        raise ZeroDivisionError

    table = {**REACTIONS, OrderCancelled: (reactions.notify_homeowner, never)}
    monkeypatch.setattr(reacting, "REACTIONS", table)
    await room.keep(order_in(Status.PENDING_REVIEW))
    await room.do(CancelOrder(OWNER, ID, None, "never mind"))
    for _ in range(3):
        await react(room)()
        room.stage.real.advance(timedelta(hours=1))
    assert [row.message.kind for row in room.store.messages.values()].count("cancel") == 1
