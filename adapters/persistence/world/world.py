"""The world around an order, on PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from adapters.persistence.world import facts, snapshots
from application.dispatching.judging import around
from application.ports.time import Clock
from application.ports.world import (
    AddressNotFound,
    OrderingFacts,
    RegionNotFound,
    RegionSettings,
    ServiceNotFound,
    WaitingVisit,
    WorkerNotFound,
)
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.orders.order import Order
from domain.orders.refusals import StaleVersion, WorkerIsBusy
from domain.photos.refusals import PhotoNotFound
from domain.scheduling.calendar import VisitNeed
from domain.scheduling.placement import Moved
from domain.shared.ids import AddressId, OrderId, RegionId, ServiceId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window

_MOVE: Final = Fragment(
    "blocks_moved",
    "UPDATE visits SET starts_at = n.starts_at, ends_at = n.ends_at, block_from = n.block_from "
    "FROM jsonb_populate_recordset(NULL::visits, %(rows)s::jsonb) n "
    "WHERE visits.id = n.id AND visits.is_live AND visits.worker_id = %(worker_id)s",
    refusal=WorkerIsBusy,
)
_ATTACH: Final = (
    "UPDATE photos SET order_id = %(order_id)s "
    "WHERE id = ANY(%(ids)s::uuid[]) AND account_id = %(account_id)s AND order_id IS NULL"
)
_POLICY: Final = Fragment(
    "dispatch_policy_set",
    "UPDATE regions SET dispatch_policy = %(policy)s::jsonb, version = version + 1 "
    "WHERE id = %(region_id)s AND version = %(seen)s",
    expects=1,
    refusal=StaleVersion,
)
_EXPLAIN: Final = Fragment(
    "unassigned_explained",
    "UPDATE orders SET unassigned_reason = n.reason "
    "FROM jsonb_to_recordset(%(rows)s::jsonb) AS n (id uuid, reason jsonb) "
    "WHERE orders.id = n.id AND orders.status = 'READY' "
    "AND orders.unassigned_reason IS DISTINCT FROM n.reason",
)


@dataclass(frozen=True, slots=True)
class SqlWorld:
    session: SqlSession
    clock: Clock

    async def ordering_facts(
        self, account_id: UUID, address_id: AddressId, service_id: ServiceId
    ) -> OrderingFacts:
        params = {"account_id": account_id, "address_id": address_id, "service_id": service_id}
        row = await self.session.fetch_one(facts.ORDERING, params)
        if row is None:
            raise AddressNotFound()
        if row[13] is None or row[21] is None:
            raise ServiceNotFound()
        return facts.ordering_facts_from(row)

    async def region(self, region_id: RegionId) -> RegionSettings:
        sql = facts.REGIONS + " WHERE id = %(region_id)s"
        row = await self.session.fetch_one(sql, {"region_id": region_id})
        if row is None:
            raise RegionNotFound()
        return facts.region_from(row)

    async def regions(self) -> tuple[RegionSettings, ...]:
        rows = await self.session.fetch_all(facts.REGIONS + " ORDER BY id LIMIT 1000", {})
        return tuple(facts.region_from(row) for row in rows)

    async def able_workers(
        self, request: VisitRequest, region_id: RegionId, limit: int
    ) -> tuple[WorkerSnapshot, ...]:
        window, place = request.need.window, request.need.place
        params = _around(window) | {
            "region_id": region_id,
            "skill": request.skill,
            "min_level": request.min_level,
            "opens": window.start,
            "closes": window.end,
            "lon": place.lon,
            "lat": place.lat,
            "limit": limit,
        }
        return await self._snapshots(snapshots.ABLE, params)

    async def all_workers(self, region_id: RegionId, during: Window) -> tuple[WorkerSnapshot, ...]:
        params = {"region_id": region_id, "start": during.start, "end": during.end}
        return await self._snapshots(snapshots.ALL, params)

    async def workers(
        self, region_id: RegionId, worker_ids: tuple[WorkerId, ...], during: Window
    ) -> tuple[WorkerSnapshot, ...]:
        params = {
            "region_id": region_id,
            "ids": list(worker_ids),
            "start": during.start,
            "end": during.end,
        }
        found = {one.worker_id: one for one in await self._snapshots(snapshots.NAMED, params)}
        for worker_id in worker_ids:
            if worker_id not in found:
                raise WorkerNotFound(worker_id=str(worker_id))
        return tuple(found[worker_id] for worker_id in worker_ids)

    async def request_of(self, order: Order) -> VisitRequest:
        row = await self.session.fetch_one(facts.DECLINED, {"order_id": order.id})
        declined = frozenset(WorkerId(worker_id) for worker_id in row[0]) if row else frozenset()
        return VisitRequest(
            visit_id=order.visit.id,
            order_id=order.id,
            need=VisitNeed(order.place.point, order.visit.window, order.terms.duration_s),
            skill=order.terms.skill,
            min_level=order.terms.min_level,
            is_urgent=order.is_urgent,
            priority=order.priority,
            declined=declined,
        )

    async def waiting_visits(
        self, region_id: RegionId, order_ids: tuple[OrderId, ...] | None, limit: int
    ) -> tuple[WaitingVisit, ...]:
        params = {
            "region_id": region_id,
            "order_ids": list(order_ids) if order_ids is not None else None,
            "limit": limit,
        }
        rows = await self.session.fetch_all(facts.WAITING, params)
        return tuple(facts.waiting_from(row) for row in rows)

    async def urgent_waiting(self) -> Mapping[RegionId, frozenset[tuple[OrderId, int]]]:
        found: dict[RegionId, set[tuple[OrderId, int]]] = {}
        for region_id, order_id, version in await self.session.fetch_all(facts.URGENT, {}):
            found.setdefault(RegionId(region_id), set()).add((OrderId(order_id), version))
        return {region_id: frozenset(orders) for region_id, orders in found.items()}

    async def photo_count(self, order_id: OrderId, kind: str) -> int:
        sql = "SELECT count(*) FROM photos WHERE order_id = %(order_id)s AND kind = %(kind)s"
        row = await self.session.fetch_one(sql, {"order_id": order_id, "kind": kind})
        return int(row[0]) if row else 0

    def move_blocks(self, worker_id: WorkerId, moved: tuple[Moved, ...]) -> None:
        rows = [
            {"id": one.visit_id, "starts_at": one.start, "ends_at": one.end, "block_from": one.block.start}
            for one in moved
        ]
        self.session.write(_MOVE, {"rows": _json(rows), "worker_id": worker_id})

    def attach_photos(self, order_id: OrderId, account_id: UUID, photo_ids: tuple[UUID, ...]) -> None:
        fragment = Fragment(f"photos_attached_{len(photo_ids)}", _ATTACH, len(photo_ids), PhotoNotFound)
        params = {"order_id": order_id, "account_id": account_id, "ids": list(photo_ids)}
        self.session.write(fragment, params)

    def set_dispatch_policy(self, region_id: RegionId, policy: DispatchPolicy, seen_version: int) -> None:
        params = {"region_id": region_id, "policy": _json(policy), "seen": seen_version}
        self.session.write(_POLICY, params)

    def explain_unassigned(self, reasons: Mapping[OrderId, Text]) -> None:
        rows = [{"id": order_id, "reason": reason} for order_id, reason in reasons.items()]
        self.session.write(_EXPLAIN, {"rows": _json(rows)})

    async def _snapshots(self, sql: str, params: dict[str, Any]) -> tuple[WorkerSnapshot, ...]:
        now = self.clock.now()
        rows = await self.session.fetch_all(sql, params)
        return tuple(snapshots.snapshot_from(row, now) for row in rows)


def _around(window: Window) -> dict[str, Any]:
    wide = around(window)
    return {"start": wide.start, "end": wide.end}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
