"""Jobs, offers and the hall, as a worker reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads import hall, job_rows
from adapters.persistence.reads.buttons import relation_params
from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import Row
from adapters.persistence.world.snapshots import POSITION_IS_FRESH_FOR
from application.photos.links import PhotoLinks
from application.ports.maps import MapLinks, Platform
from application.ports.queries import CursorMalformed
from application.ports.time import Clock, SystemClock
from application.ports.travel import TravelTimes
from application.views.jobs import HallEntry, Job, JobDetail, Navigation, NavigationLink
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.refusals import OrderNotFound
from domain.shared.ids import OrderId, PhotoId

_CURSOR = Cursor(tuple[str, datetime, UUID])
_JOB_FIELDS = tuple(field.name for field in fields(Job))


@dataclass(frozen=True, slots=True)
class SqlJobQueries:
    """The `JobQueries` port. What a worker may know of a homeowner is decided by business time."""

    statements: PooledStatements
    clock: Clock
    travel: TravelTimes
    map_links: MapLinks
    photo_links: PhotoLinks
    system_clock: SystemClock

    async def jobs(self, actor: Actor, scope: str, piece: Slice) -> Page[Job]:
        listing = job_rows.LISTINGS[scope]
        params = self._params(actor) | {"limit": piece.limit + 1}
        if piece.cursor is not None:
            of_scope, params["after"], params["after_id"] = _CURSOR.read(piece.cursor)
            if of_scope != scope:
                raise CursorMalformed()
        sql = listing.first if piece.cursor is None else listing.following
        rows = await self.statements.read(sql, params)
        reader = self._reader(actor)
        return _CURSOR.page(rows, piece.limit, reader, lambda row: (scope, row[-2], row[-1]))

    async def job(self, actor: Actor, order_id: OrderId) -> JobDetail:
        row = await self.statements.read_one(job_rows.ONE, self._params(actor) | {"id": order_id})
        if row is None:
            raise OrderNotFound()
        job = self._reader(actor)(row)
        navigation = None if job.address is None else await self._navigation(job, row)
        return JobDetail(**{name: getattr(job, name) for name in _JOB_FIELDS}, navigation=navigation)

    async def hall(self, actor: Actor, piece: Slice) -> Page[HallEntry]:
        params = self._params(actor) | {"limit": piece.limit + 1}
        place = None if piece.cursor is None else hall.place_of(piece.cursor)
        if place is not None:
            params |= {
                "lon": place.lon,
                "lat": place.lat,
                "after": place.away_m,
                "after_id": place.order_id,
            }
        rows = await self.statements.read(hall.FIRST if place is None else hall.FOLLOWING, params)
        metres = await self._metres(rows)
        entries = iter(metres)
        return hall.CURSOR.page(
            rows, piece.limit, lambda row: hall.entry_from(row, next(entries)), hall.key_of
        )

    async def _metres(self, rows: Sequence[Row]) -> Sequence[int]:
        """The way to each row's rough place; one source, so one search of the road graph."""
        if not rows:
            return ()
        region_id, mode, origin = hall.origin_of(rows[0])
        targets = [hall.rough_place(row) for row in rows]
        return (await self.travel.matrix(region_id, mode, [origin], targets)).metres[0]

    async def _navigation(self, job: Job, row: Row) -> Navigation:
        region_id, mode, origin = job_rows.way_from(row)
        leg = (await self.travel.legs(region_id, mode, [(origin, job.point)]))[0]
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

    def _params(self, actor: Actor) -> dict[str, Any]:
        now = self.clock.now()
        return relation_params(actor) | {"now": now, "fresh_since": now - POSITION_IS_FRESH_FOR}

    def _reader(self, actor: Actor) -> job_rows.JobReader:
        return job_rows.JobReader(actor, self.clock.now(), self._photo_url)

    def _photo_url(self, photo_id: PhotoId) -> str:
        return self.photo_links.photo_url(photo_id, self.system_clock.now())
