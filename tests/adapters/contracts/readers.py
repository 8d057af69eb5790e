"""The read side of both stores, and a busy day to be read from it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from adapters.geo.map_links import PhoneMapLinks
from adapters.memory.ids import SeededIds
from adapters.memory.reads.jobs import MemoryJobQueries
from adapters.memory.reads.orders import MemoryOrderQueries
from adapters.memory.reads.public import MemoryPublicQueries
from adapters.memory.reads.staff import MemoryStaffQueries
from adapters.memory.store import MemoryStore
from adapters.memory.travel import StraightTravel
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads.jobs import SqlJobQueries
from adapters.persistence.reads.orders import SqlOrderQueries
from adapters.persistence.reads.public import SqlPublicQueries
from adapters.persistence.reads.staff import SqlStaffQueries
from adapters.security.signing import HmacSigner
from application.dispatching.carry_out import CarryOut
from application.dispatching.judging import Judge
from application.dispatching.request_run import RequestRun, RequestRunHandler
from application.dispatching.solve_run import SolveRunHandler
from application.dispatching.tick import TickHandler
from application.photos.links import PhotoLinks
from application.ports.desk import DeskEntry
from application.ports.outbox import Message
from application.ports.queries import JobQueries, OrderQueries, PublicQueries, StaffQueries
from application.travel_tables import fetch_travel
from application.views.page import Page, Slice
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.orders.order import Order
from domain.orders.parts import Plan
from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind
from domain.reviews.review import Review
from domain.shared.geo import Point
from domain.shared.ids import AccountId, ExceptionId, MessageId, OrderId, PhotoId, ReviewId, RunId
from domain.shared.texts import Text
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.adapters.contracts.unserved import unserved
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    NOON,
    OTHER_WORKER,
    REGION,
    WORKER,
    an_id,
    in_hall,
    offered,
    order_in,
    reviewed,
)

LINKS = PhotoLinks(HmacSigner(b"0123456789abcdef0123456789abcdef"))
TRAVEL = StraightTravel()
MAPS = PhoneMapLinks()


@dataclass(frozen=True, slots=True)
class Readers:
    orders: OrderQueries
    jobs: JobQueries
    staff: StaffQueries
    public: PublicQueries


def memory_readers(stage: Stage, store: MemoryStore) -> Readers:
    return Readers(
        MemoryOrderQueries(store, LINKS, stage.real),
        MemoryJobQueries(store, stage.clock, TRAVEL, MAPS, LINKS, stage.real),
        MemoryStaffQueries(store, stage.clock),
        MemoryPublicQueries(store),
    )


def sql_readers(stage: Stage, statements: PooledStatements) -> Readers:
    return Readers(
        SqlOrderQueries(statements, LINKS, stage.real),
        SqlJobQueries(statements, stage.clock, TRAVEL, MAPS, LINKS, stage.real),
        SqlStaffQueries(statements, stage.clock),
        SqlPublicQueries(statements),
    )


async def walk(read: Callable[[Slice], Awaitable[Page[Any]]], limit: int = 3) -> list[object]:
    """All pages, one after another."""
    return [one async for one in _pages(read, limit)]


async def _pages(read: Callable[[Slice], Awaitable[Page[Any]]], limit: int) -> AsyncIterator[object]:
    cursor = None
    while True:
        page = await read(Slice(cursor, limit))
        for one in page.items:
            yield one
        cursor = page.next_cursor
        if cursor is None:
            return


class StillPlanner:
    """The greedy rule, which says that it took no time."""

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        tables = await fetch_travel(TRAVEL, question.region_id, question.visits, question.workers)
        return greedy_match(question, tables)


def busy_orders() -> list[Order]:
    """One of each status and of each special kind, two hours apart so that no two visits overlap."""
    made = [another(order_in(status), status.value) for status in Status]
    made.append(another(in_hall(order_in(Status.READY)), "hall"))
    made.append(another(offered(order_in(Status.READY), WORKER, OTHER_WORKER), "two offers"))
    made.append(another(reviewed(order_in(Status.COMPLETED)), "reviewed"))
    return [_later(order, timedelta(hours=2 * number)) for number, order in enumerate(made)]


async def live_a_day(stage: Stage) -> RunId:
    """The same on every store, to the last id; the run that was solved."""
    ids, orders = SeededIds(7), busy_orders()
    await stage.keep(*orders)
    judge, planner = Judge(TRAVEL), StillPlanner()
    carry_out = CarryOut(stage.new_uow, stage.clock, ids, judge)
    run = await RequestRunHandler(stage.new_uow, ids, stage.real)(RequestRun(DISPATCHER, REGION))
    await SolveRunHandler(stage.new_uow, stage.clock, stage.real, ids, planner)()
    await TickHandler(stage.new_uow, stage.clock, ids, planner, carry_out)(REGION)
    await _write_about(stage, orders)
    stage.clock.advance(timedelta(minutes=5))  # the offers are still alive
    async with stage.new_uow() as uow:
        uow.people.set_position(ANNA, Point(DOOR.lon - 0.001, DOOR.lat), NOON + timedelta(hours=2))
        await uow.commit()
    return run.run_id


async def _write_about(stage: Stage, orders: list[Order]) -> None:
    by_name = {order.id: order for order in orders}
    late, done = by_name[_id("EN_ROUTE")], by_name[_id("reviewed")]
    async with stage.new_uow() as uow:
        for number in range(5):
            kind = f"kind {number}"
            uow.desk.open(_entry(late, kind, number))
            uow.inbox.add(_message(number, an_id("owner") if number % 2 else an_id("worker")))
        uow.reviews.add(
            Review(ReviewId(an_id("review")), done.id, REGION, an_id("owner"), ANNA, 4, ("好",), "fine", NOON)
        )
        uow.world.explain_unassigned({_id("hall"): Text("没有师傅", "nobody")})
        uow.cards.keep_unserved([_id("hall")], [unserved(by_name[_id("hall")])])
        uow.photos.add(_photo("problem", late, PhotoKind.PROBLEM))
        uow.photos.add(_photo("after", late, PhotoKind.AFTER))
        await uow.commit()
    async with stage.new_uow() as uow:
        uow.desk.resolve(ExceptionId(an_id("desk 1")), REGION, an_id("manager"), NOON, "seen to")
        uow.inbox.mark_read(MessageId(an_id("message 3")), an_id("owner"), NOON)
        await uow.commit()


def _id(name: str) -> OrderId:
    return OrderId(an_id(f"order {name}"))


def _entry(order: Order, kind: str, minutes: int) -> DeskEntry:
    opened_at = NOON + timedelta(minutes=minutes // 2)
    return DeskEntry(
        ExceptionId(an_id(f"desk {minutes}")), REGION, order.id, kind, Text("晚了", "late"), opened_at
    )


def _message(number: int, to: UUID) -> Message:
    at = NOON + timedelta(minutes=number // 2)
    return Message(
        MessageId(an_id(f"message {number}")), to, "accept", Text("题", "t"), Text("文", "b"), None, at
    )


def _photo(name: str, order: Order, kind: PhotoKind) -> Photo:
    owner = AccountId(an_id("owner"))
    return Photo(PhotoId(an_id(name)), owner, order.id, kind, "0" * 64, 8, 6, 99, NOON)


def _later(order: Order, by: timedelta) -> Order:
    def moved(plan: Plan | None) -> Plan | None:
        return plan and replace(
            plan,
            starts_at=plan.starts_at + by,
            ends_at=plan.ends_at + by,
            block_from=plan.block_from + by,
        )

    visit, offers = order.visit, order.offers
    window = Window(visit.window.start + by, visit.window.end + by)
    order.visit = replace(visit, window=window, plan=moved(visit.plan))
    order.offers = [replace(offer, plan=moved(offer.plan) or offer.plan) for offer in offers]
    return order
