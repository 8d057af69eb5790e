"""The world around an order, in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from adapters.memory.directory import KnownWorker
from adapters.memory.facts import ordering_facts, request_for
from adapters.memory.session import MemorySession
from adapters.memory.snapshots import snapshot_of
from adapters.memory.transaction import Transaction
from application.dispatching.judging import around
from application.ports.time import Clock
from application.ports.world import (
    OrderingFacts,
    RegionNotFound,
    RegionSettings,
    WaitingVisit,
    WorkerNotFound,
)
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.orders.order import Order
from domain.orders.refusals import StaleVersion
from domain.orders.status import Status
from domain.photos.refusals import PhotoNotFound
from domain.scheduling.placement import Moved
from domain.shared.ids import AddressId, OrderId, PhotoId, RegionId, ServiceId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window

MOST_WORKERS: Final = 5000


@dataclass(frozen=True, slots=True)
class MemoryWorld:
    session: MemorySession
    clock: Clock

    async def ordering_facts(
        self, account_id: UUID, address_id: AddressId, service_id: ServiceId
    ) -> OrderingFacts:
        return ordering_facts(self.session.store, account_id, address_id, service_id)

    async def region(self, region_id: RegionId) -> RegionSettings:
        settings = self.session.store.directory.regions.get(region_id)
        if settings is None:
            raise RegionNotFound()
        return settings

    async def regions(self) -> tuple[RegionSettings, ...]:
        known = self.session.store.directory.regions
        return tuple(known[region_id] for region_id in sorted(known))

    async def able_workers(
        self, request: VisitRequest, region_id: RegionId, limit: int
    ) -> tuple[WorkerSnapshot, ...]:
        window = request.need.window
        able = self.session.store.directory.nearest(
            region_id, request.skill, request.min_level, window, request.need.place, limit
        )
        return self._snapshots(able, around(window))

    async def all_workers(self, region_id: RegionId, during: Window) -> tuple[WorkerSnapshot, ...]:
        known = self.session.store.directory.in_region(region_id)
        return self._snapshots([one for one in known if one.shifts_in(during)][:MOST_WORKERS], during)

    async def workers(
        self, region_id: RegionId, worker_ids: tuple[WorkerId, ...], during: Window
    ) -> tuple[WorkerSnapshot, ...]:
        known = self.session.store.directory.workers
        for worker_id in worker_ids:
            if worker_id not in known or known[worker_id].worker.region_id != region_id:
                raise WorkerNotFound(worker_id=str(worker_id))
        return self._snapshots((known[worker_id] for worker_id in worker_ids), during)

    async def request_of(self, order: Order) -> VisitRequest:
        return request_for(order, self.session.store.orders)

    async def waiting_visits(
        self, region_id: RegionId, order_ids: tuple[OrderId, ...] | None, limit: int
    ) -> tuple[WaitingVisit, ...]:
        table = self.session.store.orders
        wanted = None if order_ids is None else frozenset(order_ids)
        ready = [one for one in table.ready(region_id) if wanted is None or one.id in wanted]
        ready.sort(key=_urgency)
        return tuple(
            WaitingVisit(request_for(one, table), one.version, one.status, one.is_in_hall)
            for one in ready[:limit]
        )

    async def urgent_waiting(self) -> Mapping[RegionId, frozenset[tuple[OrderId, int]]]:
        table = self.session.store.orders
        urgent = {
            region_id: frozenset(
                (one.id, one.version)
                for one in table.ready(region_id)
                if one.is_urgent and not one.is_in_hall
            )
            for region_id in self.session.store.directory.regions
        }
        return {region_id: orders for region_id, orders in urgent.items() if orders}

    async def photo_count(self, order_id: OrderId, kind: str) -> int:
        return sum(photo.kind.value == kind for photo in self.session.store.photos.of_order(order_id))

    def move_blocks(self, worker_id: WorkerId, moved: tuple[Moved, ...]) -> None:
        def move(transaction: Transaction) -> None:
            for one in moved:
                order = transaction.orders.order_of_visit(worker_id, one.visit_id)
                if order is not None and order.visit.plan is not None:
                    plan = replace(
                        order.visit.plan, starts_at=one.start, ends_at=one.end, block_from=one.block.start
                    )
                    transaction.put_order(replace(order, visit=replace(order.visit, plan=plan)))

        self.session.write(move)

    def attach_photos(self, order_id: OrderId, account_id: UUID, photo_ids: tuple[UUID, ...]) -> None:
        def attach(transaction: Transaction) -> None:
            for photo_id in map(PhotoId, photo_ids):
                photo = transaction.photos.rows.get(photo_id)
                if photo is None or photo.account_id != account_id or photo.order_id is not None:
                    raise PhotoNotFound()
                transaction.put_photo(replace(photo, order_id=order_id))

        self.session.write(attach)

    def set_dispatch_policy(self, region_id: RegionId, policy: DispatchPolicy, seen_version: int) -> None:
        def change(transaction: Transaction) -> None:
            regions = self.session.store.directory.regions
            known = regions.get(region_id)
            if known is None or known.version != seen_version:
                raise StaleVersion()
            changed = replace(known, dispatch_policy=policy, version=seen_version + 1)
            transaction.put(regions, region_id, changed)

        self.session.write(change)

    def explain_unassigned(self, reasons: Mapping[OrderId, Text]) -> None:
        def explain(transaction: Transaction) -> None:
            for order_id, reason in reasons.items():
                order = transaction.orders.rows.get(order_id)
                if order is not None and order.status is Status.READY:
                    transaction.put(self.session.store.unassigned, order_id, reason)

        self.session.write(explain)

    def _snapshots(self, known: Iterable[KnownWorker], during: Window) -> tuple[WorkerSnapshot, ...]:
        orders, now = self.session.store.orders, self.clock.now()
        return tuple(snapshot_of(one, orders, during, now) for one in known)


def _urgency(order: Order) -> tuple[bool, int, float, OrderId]:
    return not order.is_urgent, -order.priority, order.visit.window.start.timestamp(), order.id
