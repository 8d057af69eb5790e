"""A town in which one order of each kind stands, at one moment, to be read by everybody.

Business time stands still. Ways are straight lines: what streets change is told elsewhere.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import psycopg

from adapters.geo.map_links import PhoneMapLinks
from adapters.geo.travel import RoadTravelTimes
from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads.jobs import SqlJobQueries
from adapters.persistence.reads.orders import SqlOrderQueries
from adapters.persistence.reads.public import SqlPublicQueries
from adapters.persistence.reads.staff import SqlStaffQueries
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from adapters.security.signing import HmacSigner
from application.dispatching.candidates import ListCandidates, ListCandidatesHandler
from application.dispatching.judging import Judge
from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from application.orders.arrive import Arrive, ArriveHandler
from application.orders.assign_worker import AssignWorker, AssignWorkerHandler
from application.orders.complete_service import CompleteService, CompleteServiceHandler
from application.orders.confirm_order import ConfirmOrder, ConfirmOrderHandler
from application.orders.depart import Depart, DepartHandler
from application.orders.offer_visit import OfferVisit, OfferVisitHandler
from application.orders.open_hall import OpenHall, OpenHallHandler
from application.orders.place_order import PlaceOrder, PlaceOrderHandler
from application.orders.receipt import Receipt
from application.orders.review_order import ReviewOrder, ReviewOrderHandler
from application.orders.start_service import StartService, StartServiceHandler
from application.photos.links import PhotoLinks
from application.ports.clock import ClockRules, MovableClock
from application.ports.ids import Ids
from application.ports.maps import MapLinks
from application.ports.time import Clock, SystemClock
from application.ports.travel import TravelTimes
from application.ports.unit_of_work import NewUnit
from application.profile.set_position import SetPosition, SetPositionHandler
from application.promotions.typed_codes import CodeGuard, NobodyGuesses
from bootstrap.seeding.model import SeedCity
from bootstrap.wiring import wired
from domain.identity.roles import Actor, Role
from domain.shared.ids import OrderId, ServiceId, WorkerId
from domain.shared.time import Window
from tests.support.database import Database
from tests.support.town import Town

DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 1, tzinfo=UTC)  # 09:00 in the town
NOW = MORNING + timedelta(minutes=90)
Kind = TypeVar("Kind")


@dataclass(slots=True)
class StandingClock:
    """Business time that moves when a test says so."""

    moment: datetime = NOW
    rate: float = 1.0

    def now(self) -> datetime:
        return self.moment

    async def read(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands in the town: orders by what is special about them, and who has to do with them."""

    city: SeedCity
    database: Database
    orders: Mapping[str, OrderId]
    workers: Mapping[str, WorkerId]

    @property
    def town(self) -> Town:
        return Town(self.city, self.database)


@dataclass(frozen=True, slots=True)
class Stage:
    """The read side and the use cases over a town's database, with an open pool."""

    town: Town
    pool: Pool
    clock: StandingClock
    parts: dict[Any, Any] = field(default_factory=dict)

    @property
    def orders(self) -> SqlOrderQueries:
        return self.made(SqlOrderQueries)

    @property
    def jobs(self) -> SqlJobQueries:
        return self.made(SqlJobQueries)

    @property
    def staff(self) -> SqlStaffQueries:
        return self.made(SqlStaffQueries)

    @property
    def public(self) -> SqlPublicQueries:
        return self.made(SqlPublicQueries)

    def made(self, kind: type[Kind]) -> Kind:
        return wired(kind, self.parts)


@asynccontextmanager
async def open_stage(city: SeedCity, database: Database) -> AsyncIterator[Stage]:
    clock, real, ids = StandingClock(), RealClock(), Uuid7Ids()
    pool = make_pool(database.app, size=3)
    travel = RoadTravelTimes({})
    parts: dict[Any, Any] = {
        Clock: clock,
        ClockRules: ClockRules(may_move=True),
        Ids: ids,
        Judge: Judge(travel),
        CodeGuard: NobodyGuesses(),
        MapLinks: PhoneMapLinks(),
        MovableClock: clock,
        NewUnit: SqlUnits(Store(pool, ids, real), clock),
        PhotoLinks: PhotoLinks(HmacSigner(b"a secret of this test, long enough")),
        PooledStatements: PooledStatements(pool),
        SystemClock: real,
        TravelTimes: travel,
    }
    await pool.open()
    try:
        yield Stage(Town(city, database), pool, clock, parts)
    finally:
        await pool.close()


def set_scene(city: SeedCity, database: Database) -> Scene:
    return asyncio.run(_play(city, database))


async def _play(city: SeedCity, database: Database) -> Scene:
    async with open_stage(city, database) as stage:
        play = Play(stage)
        stage.clock.moment = MORNING
        done = await play.completed(stage.town.homeowner(0))
        stage.clock.moment = NOW
        orders = {
            "completed": done,
            "pending": (await play.placed(stage.town.homeowner(0))).order_id,
            "foreign": (await play.placed(stage.town.homeowner(1))).order_id,
            "accepted": await play.accepted("accepted"),
            "offered": await play.offered(),
            "en_route": await play.en_route(),
            "hall": await play.in_hall(),
        }
        return Scene(city, database, orders, play.workers)


@dataclass(slots=True)
class Play:
    """Moves orders by the use cases; remembers which worker each one got."""

    stage: Stage
    workers: dict[str, WorkerId] = field(default_factory=dict)

    async def placed(self, owner: Actor, hours: int = 2, opens: datetime | None = None) -> Receipt:
        town = self.stage.town
        address: Any = town.address_of(owner)
        service = town.city.catalogue.services[0]
        price = next(one for one in town.city.prices if one.service_id == service.id)
        start = opens or self.stage.clock.now() + timedelta(hours=hours)
        assert owner.account_id is not None
        return await self.stage.made(PlaceOrderHandler)(
            PlaceOrder(
                actor=owner,
                homeowner_id=owner.account_id,
                address_id=address.id,
                service_id=ServiceId(service.id),
                window=Window(start, start + timedelta(hours=2)),
                note="Second door on the left",
                shown_price_minor=price.price_minor,
            )
        )

    async def approved(self, owner: Actor, **more: Any) -> Receipt:
        placed = await self.placed(owner, **more)
        command = ApproveOrder(self.stage.town.staff(Role.REVIEWER), placed.order_id, placed.version)
        return await self.stage.made(ApproveOrderHandler)(command)

    async def free_worker(self, order_id: OrderId) -> WorkerId:
        """The best one for the order who has nothing to do in this scene yet."""
        asked = ListCandidates(self.stage.town.staff(Role.DISPATCHER), order_id)
        found = await self.stage.made(ListCandidatesHandler)(asked)
        return next(
            WorkerId(one.worker_id)
            for one in found.items
            if one.fits and one.worker_id not in self.workers.values()
        )

    async def assigned(self, name: str, **more: Any) -> Receipt:
        ready = await self.approved(self.stage.town.homeowner(0), **more)
        self.workers[name] = await self.free_worker(ready.order_id)
        command = AssignWorker(
            self.stage.town.staff(Role.DISPATCHER), ready.order_id, ready.version, self.workers[name]
        )
        return await self.stage.made(AssignWorkerHandler)(command)

    async def accepted(self, name: str) -> OrderId:
        return (await self.assigned(name)).order_id

    async def offered(self) -> OrderId:
        ready = await self.approved(self.stage.town.homeowner(2))
        worker_id = self.workers["offered"] = await self.free_worker(ready.order_id)
        command = OfferVisit(
            self.stage.town.staff(Role.DISPATCHER), ready.order_id, ready.version, (worker_id,)
        )
        return (await self.stage.made(OfferVisitHandler)(command)).order_id

    async def in_hall(self) -> OrderId:
        ready = await self.approved(self.stage.town.homeowner(3))
        command = OpenHall(self.stage.town.staff(Role.DISPATCHER), ready.order_id, ready.version)
        return (await self.stage.made(OpenHallHandler)(command)).order_id

    async def en_route(self, name: str = "en_route") -> OrderId:
        firm = await self.assigned(name)
        worker = self.stage.town.worker(self.workers[name])
        assert worker.account_id is not None
        gone = await self.stage.made(DepartHandler)(Depart(worker, firm.order_id, firm.version))
        self.stage.clock.moment = NOW + timedelta(minutes=1)
        here = self.stage.town.city.region.centre
        seen = SetPosition(worker.account_id, here, RealClock().now())
        await self.stage.made(SetPositionHandler)(seen)
        self.stage.clock.moment = NOW
        return gone.order_id

    async def completed(self, owner: Actor) -> OrderId:
        made = self.stage.made
        firm = await self.assigned("completed", opens=self.stage.clock.now())
        worker = self.stage.town.worker(self.workers["completed"])
        address: Any = self.stage.town.address_of(owner)
        gone = await made(DepartHandler)(Depart(worker, firm.order_id, firm.version))
        there = await made(ArriveHandler)(Arrive(worker, gone.order_id, gone.version, address.point))
        self._picture(worker, there.order_id, "before")
        begun = await made(StartServiceHandler)(StartService(worker, there.order_id, there.version))
        self.stage.clock.moment += timedelta(minutes=40)
        self._picture(worker, begun.order_id, "after")
        done = await made(CompleteServiceHandler)(
            CompleteService(worker, begun.order_id, begun.version, "New washer", "one washer")
        )
        closed = await made(ConfirmOrderHandler)(ConfirmOrder(owner, done.order_id, done.version))
        told = ReviewOrder(owner, closed.order_id, closed.version, 5, ("on_time",), "Good work")
        return (await made(ReviewOrderHandler)(told)).order_id

    def _picture(self, worker: Actor, order_id: OrderId, kind: str) -> None:
        with psycopg.connect(self.stage.town.database.app) as connection:
            connection.execute(
                "INSERT INTO photos (id, account_id, order_id, kind, sha256, width, height, size_bytes, "
                "created_at) VALUES (%s, %s, %s, %s, 'ab', 320, 240, 1000, now())",
                (Uuid7Ids().new(), worker.account_id, order_id, kind),
            )
