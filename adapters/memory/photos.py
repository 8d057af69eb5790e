"""Photos in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind, PhotoSize, Rendition
from domain.photos.refusals import PhotoNotFound
from domain.photos.rights import may_add
from domain.shared.ids import AccountId, OrderId, PhotoId


@dataclass(frozen=True, slots=True)
class OrderParties:
    """What rights over an order's photos depend on."""

    homeowner_id: AccountId
    worker_id: AccountId | None
    status: Status


class MemoryPhotoStore:
    def __init__(self) -> None:
        self._files: dict[str, Rendition] = {}

    async def put(self, sha256: str, rendition: Rendition) -> None:
        self._files.setdefault(sha256, rendition)

    async def read(self, sha256: str, size: PhotoSize) -> bytes:
        kept = self._files.get(sha256)
        if kept is None:
            raise PhotoNotFound()
        return kept.full if size is PhotoSize.FULL else kept.thumbnail


class MemoryPhotoShelf:
    """The rows, and what is known of the orders that they may belong to."""

    def __init__(self) -> None:
        self.rows: dict[PhotoId, Photo] = {}
        self.orders: dict[OrderId, OrderParties] = {}
        self._of_order: dict[OrderId, dict[PhotoId, None]] = {}

    def put(self, photo: Photo) -> None:
        """Keep it, in place of what had its id."""
        known = self.rows.get(photo.id)
        if known is not None:
            self.remove(known.id)
        self.rows[photo.id] = photo
        if photo.order_id is not None:
            self._of_order.setdefault(photo.order_id, {})[photo.id] = None

    def remove(self, photo_id: PhotoId) -> None:
        photo = self.rows.pop(photo_id)
        if photo.order_id is not None:
            del self._of_order[photo.order_id][photo_id]

    def of_order(self, order_id: OrderId) -> Iterator[Photo]:
        return (self.rows[photo_id] for photo_id in self._of_order.get(order_id, ()))

    async def get(self, photo_id: PhotoId) -> Photo:
        try:
            return self.rows[photo_id]
        except KeyError:
            raise PhotoNotFound() from None


class MemoryPhotoWork:
    """One unit: changes are kept back until `commit`."""

    def __init__(self, shelf: MemoryPhotoShelf) -> None:
        self._shelf = shelf
        self._added: list[Photo] = []

    @property
    def photos(self) -> Self:
        return self

    async def may_add(self, account_id: AccountId, order_id: OrderId, kind: PhotoKind) -> bool:
        order = self._shelf.orders.get(order_id)
        return order is not None and may_add(
            kind,
            order.status,
            is_homeowner=order.homeowner_id == account_id,
            is_firm_worker=order.worker_id == account_id,
        )

    def add(self, photo: Photo) -> None:
        self._added.append(photo)

    async def commit(self, answer: object | None = None) -> None:
        for photo in self._added:
            self._shelf.put(photo)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._added = []
