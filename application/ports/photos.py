"""Pictures: decoding them, keeping their files, and the rows that say whose they are."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from domain.photos.photo import Photo, PhotoKind, PhotoSize, Rendition
from domain.shared.ids import AccountId, OrderId, PhotoId


class Images(Protocol):
    async def rendered(self, upload: bytes) -> Rendition:
        """Decode all of it and encode it anew. Raises `PhotoUnreadable` or `PhotoTooManyPixels`."""
        ...


class PhotoStore(Protocol):
    """Files named by the content of the full picture; keeping the same picture twice changes nothing."""

    async def put(self, sha256: str, rendition: Rendition) -> None:
        """Returns when the files would survive a crash."""
        ...

    async def read(self, sha256: str, size: PhotoSize) -> bytes:
        """Raises `PhotoNotFound`."""
        ...


class PhotoShelf(Protocol):
    """The rows, read on their own."""

    async def get(self, photo_id: PhotoId) -> Photo:
        """Raises `PhotoNotFound`."""
        ...


class Photos(Protocol):
    """The rows, within a unit of work. Giving them to a new order is part of storing the order."""

    async def may_add(self, account_id: AccountId, order_id: OrderId, kind: PhotoKind) -> bool:
        """Whether this account may add such a photo to that order, as `domain.photos.rights` says."""
        ...

    def add(self, photo: Photo) -> None: ...


class PhotoWork(Protocol):
    """The unit of work, as far as photos need it."""

    @property
    def photos(self) -> Photos: ...

    async def commit(self, answer: object | None = None) -> None: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


NewPhotoWork = Callable[[], PhotoWork]
