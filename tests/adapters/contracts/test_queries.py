"""Both stores tell the same day alike: every query, to every caller, page by page, and every refusal."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from adapters.persistence.pool import Pool
from adapters.persistence.pooled import PooledStatements
from application.ports.queries import CursorMalformed, OrdersWanted
from application.views.orders import OrderSummary
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.status import Status
from domain.shared.errors import DomainError
from domain.shared.ids import RunId
from tests.adapters.contracts.hamlet import CAI, DAN, EVA, FAR_REGION, worker_actor
from tests.adapters.contracts.in_memory import new_store, stage_over
from tests.adapters.contracts.in_postgres import stage_over_pool
from tests.adapters.contracts.readers import (
    Readers,
    busy_orders,
    live_a_day,
    memory_readers,
    sql_readers,
    walk,
)
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    ELSEWHERE,
    MANAGER,
    OTHER_OWNER,
    OTHER_WORKER,
    OWNER,
    REGION,
    REVIEWER,
    WORKER,
    an_id,
)
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")

WORKERS = (WORKER, OTHER_WORKER, worker_actor(CAI), worker_actor(DAN), worker_actor(EVA, FAR_REGION))
STAFF = (REVIEWER, DISPATCHER, MANAGER, ELSEWHERE)
EVERYBODY = (OWNER, OTHER_OWNER, *WORKERS, *STAFF)
TODAY = date(2026, 3, 2)
Query = Callable[[Readers], Callable[..., Awaitable[Any]]]


@dataclass(frozen=True, slots=True)
class Twins:
    """The same day in memory and on PostgreSQL."""

    memory: Readers
    sql: Readers
    run_id: RunId

    async def agree(self, query: Query, *args: object) -> object:
        """The answer, or the code of the refusal, that both give."""
        told, kept = [await outcome(query(readers)(*args)) for readers in (self.memory, self.sql)]
        assert told == kept
        return told

    async def agree_on_pages(self, query: Query, *args: object) -> object:
        """The same for all pages of a list, whose last argument is the piece."""

        def walking(readers: Readers) -> Callable[[], Awaitable[object]]:
            return lambda: walk(lambda piece: query(readers)(*args, piece))

        return await self.agree(walking)


async def outcome(answer: Awaitable[object]) -> object:
    try:
        return await answer
    except DomainError as refusal:
        return refusal.code


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def twins(pool: Pool, process_database: Database, hamlet_in_database: Callable[[], None]) -> Twins:
    """Read only, so once for all tests here."""
    hamlet_in_database()
    store = new_store()
    memory, sql = stage_over(store), stage_over_pool(pool, process_database)
    run_id = await live_a_day(memory)
    assert await live_a_day(sql) == run_id
    return Twins(memory_readers(memory, store), sql_readers(sql, PooledStatements(pool)), run_id)


async def test_lists_of_orders_agree(twins: Twins) -> None:
    sorts = ("-created_at", "created_at", "deadline_at", "window_start")
    statuses = ((), (Status.READY, Status.OFFERED), (Status.COMPLETED,))
    for actor in EVERYBODY:
        for sort in sorts:
            for wanted in (OrdersWanted(status, sort=sort) for status in statuses):
                await agree_on_orders(twins, actor, wanted)
        for region_id in (REGION, FAR_REGION):
            await agree_on_orders(twins, actor, OrdersWanted(region_id=region_id))


async def agree_on_orders(twins: Twins, actor: Actor, wanted: OrdersWanted) -> object:
    def query(readers: Readers) -> Callable[[Slice], Awaitable[Page[OrderSummary]]]:
        return lambda piece: readers.orders.orders(actor, replace(wanted, piece=piece))

    return await twins.agree_on_pages(query)


async def test_one_order_and_its_history_agree_for_whoever_asks(twins: Twins) -> None:
    found = 0
    for order_id in (*(order.id for order in busy_orders()), an_id("nobody's")):
        for actor in EVERYBODY:
            answer = await twins.agree(lambda readers: readers.orders.order, actor, order_id)
            found += not isinstance(answer, str)
            await twins.agree_on_pages(lambda readers: readers.orders.history, actor, order_id)
    assert found == 4 * len(busy_orders())


async def test_jobs_agree(twins: Twins) -> None:
    told = [
        await twins.agree_on_pages(lambda readers: readers.jobs.jobs, actor, scope)
        for actor in WORKERS
        for scope in ("offered", "active", "done")
    ]
    assert all(told[:3])
    for actor in WORKERS:
        for order in busy_orders():
            await twins.agree(lambda readers: readers.jobs.job, actor, order.id)


async def test_the_hall_agrees(twins: Twins) -> None:
    told = [await twins.agree_on_pages(lambda readers: readers.jobs.hall, actor) for actor in WORKERS]
    assert [bool(one) for one in told] == [True, True, False, False, False]


async def test_the_board_agrees(twins: Twins) -> None:
    for actor in STAFF:
        for region_id in (REGION, FAR_REGION):
            for day in (TODAY, TODAY.replace(day=3), TODAY.replace(day=20)):
                await twins.agree(lambda readers: readers.staff.board, actor, region_id, day)


async def test_what_else_staff_read_agrees(twins: Twins) -> None:
    for actor in STAFF:
        for region_id in (REGION, FAR_REGION):
            await twins.agree_on_pages(lambda readers: readers.staff.workers, actor, region_id)
            await twins.agree_on_pages(lambda readers: readers.staff.exceptions, actor, region_id)
        for order in busy_orders():
            await twins.agree_on_pages(lambda readers: readers.staff.cards, actor, order.id)
        for run_id in (twins.run_id, an_id("nobody's")):
            await twins.agree(lambda readers: readers.staff.run, actor, run_id)


async def test_the_nearest_agree_and_their_distances_to_half_a_percent(twins: Twins) -> None:
    """PostGIS measures on the ellipsoid, memory on the sphere."""
    for actor in (DISPATCHER, ELSEWHERE):
        for skill in ("plumbing", "cleaning", "painting"):
            told, kept = [
                (await readers.staff.nearest(actor, DOOR, skill, 2)).items
                for readers in (twins.memory, twins.sql)
            ]
            assert [(one.id, one.name, one.point) for one in told] == [
                (one.id, one.name, one.point) for one in kept
            ]
            for one, other in zip(told, kept, strict=True):
                assert one.distance_m == pytest.approx(other.distance_m, rel=0.005, abs=1)


async def test_public_lists_agree(twins: Twins) -> None:
    await twins.agree(lambda readers: readers.public.regions)
    for region_id in (REGION, FAR_REGION, an_id("nowhere")):
        await twins.agree(lambda readers: readers.public.catalogue, region_id)
        await twins.agree_on_pages(lambda readers: readers.public.communities, region_id)
    for actor in (OWNER, OTHER_OWNER, WORKER):
        await twins.agree_on_pages(lambda readers: readers.public.addresses, actor.account_id)
        await twins.agree_on_pages(lambda readers: readers.public.inbox, actor.account_id)


@pytest.mark.parametrize("cursor", ["", "!", "bm90IGpzb24", "W10", "e30"])
async def test_a_cursor_that_nobody_gave_out_is_malformed(twins: Twins, cursor: str) -> None:
    piece = Slice(cursor, 3)
    asked: list[tuple[Query, tuple[object, ...]]] = [
        (lambda readers: readers.orders.orders, (OWNER, OrdersWanted(piece=piece))),
        (lambda readers: readers.orders.history, (OWNER, busy_orders()[0].id, piece)),
        (lambda readers: readers.jobs.jobs, (WORKER, "done", piece)),
        (lambda readers: readers.jobs.hall, (WORKER, piece)),
        (lambda readers: readers.staff.workers, (MANAGER, REGION, piece)),
        (lambda readers: readers.staff.exceptions, (MANAGER, REGION, piece)),
        (lambda readers: readers.public.inbox, (OWNER.account_id, piece)),
    ]
    for query, args in asked:
        assert await twins.agree(query, *args) == CursorMalformed.code


async def test_a_cursor_of_another_sort_is_malformed(twins: Twins) -> None:
    for readers in (twins.memory, twins.sql):
        first = await readers.orders.orders(OWNER, OrdersWanted(piece=Slice(None, 2)))
        with pytest.raises(CursorMalformed):
            await readers.orders.orders(
                OWNER, OrdersWanted(sort="window_start", piece=Slice(first.next_cursor, 2))
            )
