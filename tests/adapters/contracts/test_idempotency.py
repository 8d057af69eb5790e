"""Under a request key a write is done once, whoever repeats it and whenever."""

import asyncio
from uuid import UUID

import msgspec
import pytest

from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from application.orders.cancel_order import CancelOrder, CancelOrderHandler
from application.orders.receipt import Receipt
from application.ports.unit_of_work import (
    AlreadyAnswered,
    IdempotencyKeyReused,
    NewUnit,
    RequestKey,
    TwinInFlight,
)
from domain.orders.by import By
from domain.orders.refusals import IllegalTransition
from domain.orders.status import Status
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import OWNER, REVIEWER, new_order, order_in

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id


def key(name: str = "k", fingerprint: bytes = b"what was asked", owner: int = 1) -> RequestKey:
    return RequestKey(UUID(int=owner), "POST /orders/{id}/approve", name, fingerprint)


def under(stage: Stage, name: RequestKey) -> NewUnit:
    return lambda: stage.new_uow(name)


async def approve(stage: Stage, name: RequestKey) -> Receipt:
    handle = ApproveOrderHandler(under(stage, name), stage.clock)
    return await handle(ApproveOrder(REVIEWER, ORDER, None))


async def test_a_repeated_write_gets_the_first_answer_and_changes_nothing_more(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    receipt = await approve(stage, key())
    for _ in range(2):
        with pytest.raises(AlreadyAnswered) as again:
            await approve(stage, key())
        assert msgspec.json.decode(again.value.body, type=Receipt) == receipt
    assert (await stage.load(ORDER)).version == 2
    assert await stage.peek.outbox() == 2


async def test_a_key_used_for_something_else_is_refused(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await approve(stage, key())
    with pytest.raises(IdempotencyKeyReused):
        await approve(stage, key(fingerprint=b"something else"))


async def test_a_key_is_private_to_its_owner(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await approve(stage, key())
    with pytest.raises(IllegalTransition):
        await approve(stage, key(owner=2))


async def test_a_refusal_leaves_the_key_free(stage: Stage) -> None:
    await stage.keep(order_in(Status.INFO_REQUESTED))
    with pytest.raises(IllegalTransition):
        await approve(stage, key())
    async with stage.new_uow() as uow:
        order = await uow.orders.get(ORDER)
        order.answer_with(By(OWNER, stage.clock.now()), "the third")
        uow.orders.save(order)
        await uow.commit()
    assert (await approve(stage, key())).status is Status.READY


async def test_a_write_without_key_is_not_remembered(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    handle = ApproveOrderHandler(stage.new_uow, stage.clock)
    await handle(ApproveOrder(REVIEWER, ORDER, None))
    with pytest.raises(IllegalTransition):
        await handle(ApproveOrder(REVIEWER, ORDER, None))


async def test_twins_that_run_at_once_are_applied_once(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    handle = CancelOrderHandler(under(stage, key()), stage.clock)
    outcomes = await asyncio.gather(
        *(handle(CancelOrder(OWNER, ORDER, None, "never mind")) for _ in range(6)), return_exceptions=True
    )
    receipts = [one for one in outcomes if isinstance(one, Receipt)]
    assert len(receipts) == 1
    assert all(isinstance(one, Receipt | AlreadyAnswered | TwinInFlight) for one in outcomes)
    assert await stage.peek.history(ORDER) == [(1, "submit"), (2, "cancel")]


async def test_twins_that_have_both_read_before_either_wrote_are_applied_once(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))

    async def run_into_the_twin() -> None:
        async with stage.new_uow(key()) as uow:
            order = await uow.orders.get(ORDER)
            await approve(stage, key())
            order.approve(By(REVIEWER, stage.clock.now()))
            uow.orders.save(order)
            await uow.commit()

    with pytest.raises(AlreadyAnswered) as again:
        await run_into_the_twin()
    assert msgspec.json.decode(again.value.body, type=Receipt).version == 2
    assert (await stage.load(ORDER)).version == 2
