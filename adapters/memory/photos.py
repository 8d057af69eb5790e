"""Photos in memory."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind, PhotoSize, Rendition
from domain.photos.refusals import PhotoNotFound, PhotoNotYours
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

    async def get(self, photo_id: PhotoId) -> Photo:
        try:
            return self.rows[photo_id]
        except KeyError:
            raise PhotoNotFound() from None


class MemoryPhotoWork:
    """One unit: changes are kept back until `commit`."""

    def __init__(self, shelf: MemoryPhotoShelf) -> None:
        self._shelf = shelf
        self._changes: list[Callable[[dict[PhotoId, Photo]], None]] = []

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

    async def counts(self, order_id: OrderId) -> dict[PhotoKind, int]:
        there = Counter(photo.kind for photo in self._shelf.rows.values() if photo.order_id == order_id)
        return {kind: there[kind] for kind in PhotoKind}

    def add(self, photo: Photo) -> None:
        self._changes.append(lambda rows: rows.update({photo.id: photo}))

    def attach(self, photo_ids: tuple[PhotoId, ...], account_id: AccountId, order_id: OrderId) -> None:
        def give(rows: dict[PhotoId, Photo]) -> None:
            for photo_id in set(photo_ids):
                photo = rows.get(photo_id)
                if photo is None or not _is_free(photo, account_id):
                    raise PhotoNotYours()
                rows[photo_id] = replace(photo, order_id=order_id)

        self._changes.append(give)

    async def commit(self, answer: object | None = None) -> None:
        rows = dict(self._shelf.rows)
        for change in self._changes:
            change(rows)
        self._shelf.rows = rows

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._changes = []


def _is_free(photo: Photo, account_id: AccountId) -> bool:
    return photo.account_id == account_id and photo.order_id is None and photo.kind is PhotoKind.PROBLEM
