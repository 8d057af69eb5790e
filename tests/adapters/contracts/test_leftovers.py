"""What nobody asks for again goes away in time, and nothing else does. On PostgreSQL: memory ends anyway."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.persistence.flow.leftovers import SqlLeftovers, first_id_at
from adapters.persistence.pool import Pool
from adapters.persistence.pooled import PooledStatements
from application.dispatching.events import PolicyChanged
from application.ports.outbox import Message
from domain.loyalty.notices import Ending, EndingKind
from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind
from domain.shared.ids import AccountId, MessageId, OrderId, PhotoId
from domain.shared.texts import Text
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, REGION, an_id, new_order, order_in

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER, OWNER_ID = new_order().id, an_id("owner")


@pytest.fixture
def leftovers(pool: Pool, sql_stage: Stage) -> SqlLeftovers:
    return SqlLeftovers(PooledStatements(pool), sql_stage.real)


def made(days_ago: float) -> UUID:
    return first_id_at(NOON - timedelta(days=days_ago))


async def left(leftovers: SqlLeftovers, table: str, column: str = "id") -> list[UUID]:
    await leftovers.forget()
    return [row[0] for row in await leftovers.statements.read(f"SELECT {column} FROM {table} ORDER BY 1", {})]


async def test_photos_that_no_order_took_along_are_kept_for_a_day(
    sql_stage: Stage, leftovers: SqlLeftovers
) -> None:
    await sql_stage.keep(order_in(Status.PENDING_REVIEW))
    taken, old, new = made(9), made(1.01), made(0.99)
    for photo_id, order_id in ((taken, ORDER), (old, None), (new, None)):
        await sql_stage.add_photo(photo(photo_id, order_id))
    assert await left(leftovers, "photos") == [taken, new]


async def test_messages_are_kept_for_half_a_year(sql_stage: Stage, leftovers: SqlLeftovers) -> None:
    async with sql_stage.new_uow() as uow:
        for days in (181, 179):
            uow.inbox.add(
                Message(
                    MessageId(made(days)), OWNER_ID, "accept", Text("题", "t"), Text("文", "b"), None, NOON
                )
            )
        await uow.commit()
    assert await left(leftovers, "inbox_messages") == [made(179)]


async def test_who_was_told_of_an_end_is_kept_as_long_as_the_message(
    sql_stage: Stage, leftovers: SqlLeftovers
) -> None:
    async with sql_stage.new_uow() as uow:
        told = Ending(EndingKind.POINTS, made(1), 9, NOON)
        uow.notices.told({made(181): [told], made(179): [replace(told, at=NOON + timedelta(days=1))]})
        await uow.commit()
    assert await left(leftovers, "expiry_notices", "message_id") == [made(179)]


async def test_a_reaction_is_remembered_as_long_as_its_event(
    sql_stage: Stage, leftovers: SqlLeftovers
) -> None:
    async with sql_stage.new_uow() as uow:
        uow.record(PolicyChanged(REGION, 2, NOON))
        await uow.commit()
    (waiting,) = await sql_stage.leases.take(1)
    for event_id in (made(9), made(3), waiting.event_id):
        async with sql_stage.new_uow() as uow:
            uow.reactions.done(event_id, "tell")
            await uow.commit()
    sql_stage.real.advance(timedelta(days=400 * 30))  # also the waiting event is old by now
    assert await left(leftovers, "reactions_done", "event_id") == [waiting.event_id]


def photo(photo_id: UUID, order_id: OrderId | None) -> Photo:
    return Photo(
        PhotoId(photo_id), AccountId(OWNER_ID), order_id, PhotoKind.PROBLEM, "0" * 64, 8, 6, 99, NOON
    )
