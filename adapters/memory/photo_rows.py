"""The rows of photos within a unit of work."""

from dataclasses import dataclass

from adapters.memory.session import MemorySession
from domain.photos.photo import Photo, PhotoKind
from domain.photos.rights import may_add
from domain.shared.ids import AccountId, OrderId


@dataclass(frozen=True, slots=True)
class MemoryPhotos:
    session: MemorySession

    async def may_add(self, account_id: AccountId, order_id: OrderId, kind: PhotoKind) -> bool:
        order = self.session.store.orders.rows.get(order_id)
        return order is not None and may_add(
            kind,
            order.status,
            is_homeowner=order.homeowner_id == account_id,
            is_firm_worker=order.visit.worker_id == account_id,
        )

    def add(self, photo: Photo) -> None:
        self.session.write(lambda transaction: transaction.put_photo(photo))
