"""Jobs, offers and the hall, as a worker reads them, from memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.memory.directory import KnownWorker
from adapters.memory.reads.hall import HALL, HallOrder, entry_of
from adapters.memory.reads.job_views import JobReader
from adapters.memory.reads.pages import Listing
from adapters.memory.snapshots import POSITION_IS_FRESH_FOR
from adapters.memory.store import MemoryStore
from application.photos.links import PhotoLinks
from application.ports.maps import MapLinks, Platform
from application.ports.time import Clock, SystemClock
from application.ports.travel import TravelTimes
from application.views.jobs import HallEntry, Job, JobDetail, Navigation, NavigationLink
from application.views.page import Page, Slice
from domain.identity.privacy import coarse
from domain.identity.roles import Actor
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.orders.status import FIRM, Status
from domain.shared.geo import Point, straight_m
from domain.shared.ids import OrderId, PhotoId, WorkerId

_JOB_FIELDS: Final = tuple(field.name for field in fields(Job))
_DONE: Final = frozenset({Status.AWAITING_CONFIRMATION, Status.COMPLETED, Status.CANCELLED})
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class MemoryJobQueries:
    """The `JobQueries` port. What a worker may know of a homeowner is decided by business time."""

    store: MemoryStore
    clock: Clock
    travel: TravelTimes
    map_links: MapLinks
    photo_links: PhotoLinks
    system_clock: SystemClock

    async def jobs(self, actor: Actor, scope: str, piece: Slice) -> Page[Job]:
        select, key = _SCOPES[scope]
        reader = self._reader(actor)
        mine = [one for one in self._orders() if select(reader, one)]
        listing: Listing[Order, Key] = Listing(
            tuple[datetime, UUID], lambda order: key(reader, order), scope == "done", name=scope
        )
        return listing.page(mine, piece, reader)

    async def job(self, actor: Actor, order_id: OrderId) -> JobDetail:
        order, me = self.store.orders.rows.get(order_id), self._me(actor)
        reader = self._reader(actor)
        if order is None or me is None or not _is_theirs(reader, order, me):
            raise OrderNotFound()
        job = reader(order)
        navigation = None if job.address is None else await self._navigation(job, order, me)
        return JobDetail(**{name: getattr(job, name) for name in _JOB_FIELDS}, navigation=navigation)

    async def hall(self, actor: Actor, piece: Slice) -> Page[HallEntry]:
        me, now = self._me(actor), self.clock.now()
        if me is None:
            return Page((), None)
        here, mode = self._origin(me), me.worker.travel_mode
        rows = [
            HallOrder(order, straight_m(here, order.place.point))
            for order in self.store.orders.ready(me.worker.region_id)
            if order.is_in_hall and order.visit.window.end > now and _is_able(me, order)
        ]
        page = HALL.page(rows, piece, lambda row: row)
        places = [coarse(row.order.place.point) for row in page.items]
        if not places:
            return Page((), page.next_cursor)
        block = await self.travel.matrix(me.worker.region_id, mode, [here], places)
        entries = zip(page.items, block.metres[0], strict=True)
        return Page(tuple(entry_of(row.order, road_m) for row, road_m in entries), page.next_cursor)

    async def _navigation(self, job: Job, order: Order, me: KnownWorker) -> Navigation:
        way = (self._origin(me), job.point)
        (leg,) = await self.travel.legs(order.region_id, me.worker.travel_mode, [way])
        label = f"{job.community_name.zh} {job.address.line if job.address else ''}"
        links = self.map_links.directions(job.point, label).links
        return Navigation(
            point=job.point,
            road_m=leg.metres,
            travel_s=leg.seconds,
            is_road=leg.is_road,
            links=tuple(
                NavigationLink(app=link.app.value, url=link.url)
                for link in links
                if link.platform is Platform.ANY
            ),
        )

    def _origin(self, me: KnownWorker) -> Point:
        """Where a worker comes from: where they were seen lately, else from home."""
        fresh_since = self.clock.now() - POSITION_IS_FRESH_FOR
        is_fresh = me.position_at is not None and me.position_at > fresh_since
        return me.position if is_fresh and me.position else me.worker.home

    def _me(self, actor: Actor) -> KnownWorker | None:
        return self.store.directory.workers.get(WorkerId(actor.account_id)) if actor.account_id else None

    def _orders(self) -> Iterator[Order]:
        return iter(self.store.orders.rows.values())

    def _reader(self, actor: Actor) -> JobReader:
        return JobReader(self.store, actor, self.clock.now(), self._photo_url)

    def _photo_url(self, photo_id: PhotoId) -> str:
        return self.photo_links.photo_url(photo_id, self.system_clock.now())


def _is_able(me: KnownWorker, order: Order) -> bool:
    closes = order.visit.window.end
    return any(skill.covers(order.terms.skill, order.terms.min_level, closes) for skill in me.worker.skills)


def _is_theirs(reader: JobReader, order: Order, me: KnownWorker) -> bool:
    in_my_hall = order.is_in_hall and order.status is Status.READY and order.region_id == me.worker.region_id
    return order.visit.worker_id == me.worker.id or reader.offer_of(order) is not None or in_my_hall


def _expiry(reader: JobReader, order: Order) -> Key:
    offer = reader.offer_of(order)
    return (offer.expires_at, offer.id) if offer else (order.created_at, order.id)


def _planned(reader: JobReader, order: Order) -> Key:
    plan = order.visit.plan
    return plan.starts_at if plan else order.visit.window.start, order.id


def _is_mine_in(statuses: frozenset[Status]) -> Callable[[JobReader, Order], bool]:
    return lambda reader, order: (
        order.status in statuses and order.visit.worker_id == reader.actor.account_id is not None
    )


_SCOPES: Final[dict[str, tuple[Callable[[JobReader, Order], bool], Callable[[JobReader, Order], Key]]]] = {
    "offered": (lambda reader, order: reader.offer_of(order) is not None, _expiry),
    "active": (_is_mine_in(FIRM), _planned),
    "done": (_is_mine_in(_DONE), lambda reader, order: (order.visit.window.start, order.id)),
}
