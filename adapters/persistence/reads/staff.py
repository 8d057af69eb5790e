"""What staff read: the board, workers, cards, runs, the exceptions queue."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads import boards, cards, runs
from adapters.persistence.reads.buttons import relation_params
from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import SKILLS, Row, skills_from, text_from
from application.access import require_region
from application.ports.dispatching import RunNotFound
from application.ports.time import Clock
from application.views.dispatch import (
    Board,
    DecisionCard,
    DispatchException,
    DispatchRun,
    NearbyWorker,
    NearbyWorkers,
    WorkerRow,
)
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.refusals import OrderNotFound
from domain.orders.status import FIRM
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import OrderId, RegionId, RunId

_FIRM: Final = "'{" + ",".join(sorted(FIRM)) + "}'"
_WORKERS: Final = f"""
SELECT w.id, w.name, w.is_on_duty, {SKILLS}, w.travel_mode,
       coalesce(w.position_lon, w.lon), coalesce(w.position_lat, w.lat),
       (SELECT count(*) FROM orders o WHERE o.worker_id = w.id AND o.status = ANY({_FIRM}))
       + (SELECT count(*) FROM offers f WHERE f.worker_id = w.id AND f.status = 'live')
  FROM workers w
 WHERE w.region_id = %(region)s AND w.id > %(after)s ORDER BY w.id LIMIT %(limit)s"""
_WORKER_CURSOR: Final = Cursor(tuple[UUID])
_FIRST_ID: Final = UUID(int=0)


def _nearest(mine: str) -> str:
    """The index gives them in order of distance, so the walk ends after `limit` of them."""
    here = "(st_setsrid(st_makepoint(%(lon)s, %(lat)s), 4326))::geography"
    return f"""
SELECT n.worker_id, n.name, n.away, n.lon, n.lat
  FROM (SELECT s.worker_id, w.name, s.location <-> {here} AS away, s.lon, s.lat
          FROM worker_skills s JOIN workers w ON w.id = s.worker_id AND w.is_on_duty
         WHERE s.skill = %(skill)s AND (s.expires_at IS NULL OR s.expires_at > %(now)s){mine}
         ORDER BY s.location <-> {here} LIMIT %(limit)s) n
 ORDER BY n.away, n.worker_id"""


_NEAREST: Final = _nearest("")
_NEAREST_IN_REGION: Final = _nearest(" AND s.region_id = %(region)s")

# Open ones first, as if they were resolved at the end of time; then the newest resolved.
_RESOLVED: Final = "coalesce(d.resolved_at, 'infinity'::timestamptz)"


def _exceptions(after: str) -> str:
    return f"""
SELECT d.id, d.kind, d.order_id, d.opened_at, d.reason, d.resolved_at
  FROM desk_entries d WHERE d.region_id = %(region)s{after}
 ORDER BY {_RESOLVED} DESC, d.opened_at DESC, d.id DESC LIMIT %(limit)s"""


_EXCEPTIONS: Final = _exceptions("")
_EXCEPTIONS_AFTER: Final = _exceptions(
    f" AND ({_RESOLVED}, d.opened_at, d.id) < (coalesce(%(resolved)s::timestamptz, 'infinity'), "
    "%(opened)s::timestamptz, %(after_id)s::uuid)"
)
_EXCEPTION_CURSOR: Final = Cursor(tuple[datetime | None, datetime, UUID])


@dataclass(frozen=True, slots=True)
class SqlStaffQueries:
    """The `StaffQueries` port. Whoever is of one region sees that region only."""

    statements: PooledStatements
    clock: Clock

    async def board(self, actor: Actor, region_id: RegionId, day: date) -> Board:
        """Raises `NotInYourRegion` and `RegionNotFound`."""
        require_region(actor, region_id)
        params = relation_params(actor) | {"region": region_id, "day": day}
        workers = await self.statements.read(boards.WORKERS, params)
        unassigned = await self.statements.read(boards.UNASSIGNED, params)
        return Board(
            workers=tuple(boards.worker_from(row) for row in workers),
            unassigned=tuple(boards.unassigned_from(row, actor) for row in unassigned),
        )

    async def workers(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[WorkerRow]:
        require_region(actor, region_id)
        after = _FIRST_ID if piece.cursor is None else _WORKER_CURSOR.read(piece.cursor)[0]
        params = {"region": region_id, "after": after, "limit": piece.limit + 1}
        rows = await self.statements.read(_WORKERS, params)
        return _WORKER_CURSOR.page(rows, piece.limit, _worker_from, lambda row: (row[0],))

    async def nearest(self, actor: Actor, point: Point, skill: str, limit: int) -> NearbyWorkers:
        """Straight distances from where the day starts, all workers of the skill, on duty or not."""
        params = {
            "lon": point.lon,
            "lat": point.lat,
            "skill": skill,
            "limit": limit,
            "now": self.clock.now(),
            "region": actor.region_id,
        }
        sql = _NEAREST if actor.region_id is None else _NEAREST_IN_REGION
        rows = await self.statements.read(sql, params)
        return NearbyWorkers(
            items=tuple(
                NearbyWorker(id=row[0], name=row[1], distance_m=round(row[2]), point=Point(row[3], row[4]))
                for row in rows
            )
        )

    async def cards(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[DecisionCard]:
        """Newest first. Raises `OrderNotFound`."""
        params = relation_params(actor) | {"id": order_id, "limit": piece.limit + 1}
        sql = cards.CARDS_FIRST
        if piece.cursor is not None:
            sql = cards.CARDS_FOLLOWING
            params["after"], params["after_id"] = cards.CURSOR.read(piece.cursor)
        rows = await self.statements.read(sql, params)
        if not rows:
            raise OrderNotFound()
        found = [row for row in rows if row[0] is not None]
        return cards.CURSOR.page(found, piece.limit, cards.card_from, lambda row: (row[1], row[0]))

    async def run(self, actor: Actor, run_id: RunId) -> DispatchRun:
        row = await self.statements.read_one(runs.RUN, relation_params(actor) | {"id": run_id})
        if row is None:
            raise RunNotFound()
        return runs.run_from(row)

    async def exceptions(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[DispatchException]:
        require_region(actor, region_id)
        params: dict[str, object] = {"region": region_id, "limit": piece.limit + 1}
        sql = _EXCEPTIONS
        if piece.cursor is not None:
            sql = _EXCEPTIONS_AFTER
            read = _EXCEPTION_CURSOR.read(piece.cursor)
            params |= dict(zip(("resolved", "opened", "after_id"), read, strict=True))
        rows = await self.statements.read(sql, params)
        return _EXCEPTION_CURSOR.page(
            rows, piece.limit, _exception_from, lambda row: (row[5], row[3], row[0])
        )


def _worker_from(row: Row) -> WorkerRow:
    worker_id, name, on_duty, skills, mode, lon, lat, open_visits = row
    return WorkerRow(
        id=worker_id,
        name=name,
        on_duty=on_duty,
        skills=skills_from(skills),
        travel_mode=TravelMode(mode),
        point=Point(lon, lat),
        open_visits=open_visits,
    )


def _exception_from(row: Row) -> DispatchException:
    entry_id, kind, order_id, opened_at, reason, resolved_at = row
    return DispatchException(
        id=entry_id,
        kind=kind,
        order_id=order_id,
        number=number_of(order_id),
        opened_at=opened_at,
        reason=text_from(reason),
        resolved_at=resolved_at,
    )
