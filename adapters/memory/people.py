"""Workers and addresses in memory, as far as use cases read and change them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.directory import Directory
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.people import CommunityNotFound, NewAddress
from application.ports.world import WorkerNotFound
from domain.communities.model import Address
from domain.dispatching.areas import area_holds
from domain.orders.refusals import AddressOutsideArea
from domain.shared.geo import Point
from domain.shared.ids import CommunityId, RegionId, WorkerId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class MemoryPeople:
    session: MemorySession

    async def region_of(self, worker_id: WorkerId) -> RegionId:
        known = self._directory.workers.get(worker_id)
        if known is None:
            raise WorkerNotFound(worker_id=str(worker_id))
        return known.worker.region_id

    async def names_of(self, worker_ids: tuple[WorkerId, ...]) -> Mapping[WorkerId, str]:
        known = self._directory.workers
        return {one: known[one].worker.name for one in worker_ids if one in known}

    async def community_name(self, community_id: CommunityId) -> Text:
        community = self._directory.communities.get(community_id)
        if community is None:
            raise CommunityNotFound()
        return community.name

    def set_duty(self, worker_id: WorkerId, *, is_on_duty: bool) -> None:
        def change(transaction: Transaction) -> None:
            known = self._directory.workers.get(worker_id)
            if known is None:
                raise WorkerNotFound()
            worker = replace(known.worker, is_on_duty=is_on_duty, version=known.worker.version + 1)
            transaction.put(self._directory.workers, worker_id, replace(known, worker=worker))

        self.session.write(change)

    def set_position(self, worker_id: WorkerId, point: Point, at: datetime) -> None:
        def change(transaction: Transaction) -> None:
            known = self._directory.workers.get(worker_id)
            if known is not None and (known.position_at is None or known.position_at < at):
                moved = replace(known, position=point, position_at=at)
                transaction.put(self._directory.workers, worker_id, moved)

        self.session.write(change)

    def add_address(self, address: NewAddress) -> None:
        def add(transaction: Transaction) -> None:
            community = self._directory.communities.get(address.community_id)
            if community is None or not area_holds(community.area, address.point):
                raise AddressOutsideArea()
            kept = Address(
                id=address.id,
                account_id=address.account_id,
                region_id=community.region_id,
                community_id=community.id,
                line=address.line,
                unit=address.unit,
                point=address.point,
            )
            transaction.put(self._directory.addresses, kept.id, kept)

        self.session.write(add)

    @property
    def _directory(self) -> Directory:
        return self.session.store.directory
