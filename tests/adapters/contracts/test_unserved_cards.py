"""The card of a visit that nobody got: one a visit, as long as nobody has it."""

from collections.abc import Collection
from datetime import datetime

import msgspec
import pytest

from adapters.persistence.reads.cards import card_from
from application.ports.dispatching import KeptCard
from domain.orders.order import Order
from domain.orders.status import Status
from domain.shared.ids import OrderId
from tests.adapters.contracts.hamlet import BO
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_flow import card
from tests.adapters.contracts.test_orders import another
from tests.adapters.contracts.unserved import later, unserved, way_in
from tests.domain.orders.making import NOON, WORKER, offered, order_in

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def say(stage: Stage, order_ids: Collection[OrderId], *cards: KeptCard) -> None:
    async with stage.new_uow() as uow:
        uow.cards.keep_unserved(order_ids, cards)
        await uow.commit()


async def kept(stage: Stage, order: Order) -> list[tuple[str, datetime]]:
    return list(zip(await stage.peek.cards(order.id), await stage.peek.cards_at(order.id), strict=True))


async def ready(stage: Stage, name: str = "a") -> Order:
    order = another(order_in(Status.READY), name)
    await stage.keep(order)
    return order


async def test_a_visit_has_one_such_card_whatever_is_said_of_it_later(stage: Stage) -> None:
    order = await ready(stage)
    first = unserved(order)
    await say(stage, [order.id], first)
    assert await kept(stage, order) == [("unserved", NOON)]
    await say(stage, [order.id], later(unserved(order, way_in(BO))))
    assert await kept(stage, order) == [("unserved", NOON.replace(hour=13))]


async def test_a_card_that_says_the_same_is_left_alone(stage: Stage) -> None:
    order = await ready(stage)
    await say(stage, [order.id], unserved(order))
    await say(stage, [order.id], later(unserved(order)))
    assert await kept(stage, order) == [("unserved", NOON)]


async def test_it_goes_when_nothing_is_said_any_more_and_those_of_others_stay(stage: Stage) -> None:
    order, other = await ready(stage), await ready(stage, "b")
    await say(stage, [order.id, other.id], unserved(order), unserved(other))
    await say(stage, [order.id])
    assert (await kept(stage, order), await kept(stage, other)) == ([], [("unserved", NOON)])


async def test_it_goes_when_somebody_is_found(stage: Stage) -> None:
    order = order_in(Status.READY)
    await stage.keep(order)
    await say(stage, [order.id], unserved(order))
    async with stage.new_uow() as uow:
        uow.cards.add(card())
        await uow.commit()
    assert await kept(stage, order) == [("offer", NOON)]


async def test_nothing_is_said_of_an_order_that_was_offered_meanwhile(stage: Stage) -> None:
    order = offered(another(order_in(Status.READY), "a"), WORKER)
    await stage.keep(order)
    await say(stage, [order.id], unserved(order))
    assert await kept(stage, order) == []


async def test_a_card_of_an_earlier_release_is_still_read() -> None:
    """Without cost by term, losses, reason and ways in."""
    body = msgspec.to_builtins(card())
    for name in ("rule", "solver_reason", "weights", "losses", "reason", "admissions"):
        del body[name]
    seen = card_from((card().id, NOON, msgspec.json.encode(body), None))
    assert (seen.terms, seen.losses, seen.reason, seen.ways_in, seen.rule) == (None, (), None, (), "")
    assert len(seen.candidates) == 2
