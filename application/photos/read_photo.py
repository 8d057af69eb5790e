"""A picture, for whoever holds a signed link to it."""

from dataclasses import dataclass

from application.photos.links import PhotoLinks
from application.ports.photos import PhotoShelf, PhotoStore
from application.ports.time import SystemClock
from domain.photos.photo import PhotoSize
from domain.shared.ids import PhotoId


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """`exp` (Unix seconds) and `sig` are those of the link."""

    photo_id: PhotoId
    size: PhotoSize
    exp: int
    sig: str


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """JPEG bytes; `tag` names them for ever, `fresh_s` is how long the link goes on working."""

    body: bytes
    tag: str
    fresh_s: int
    media_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class ReadPhotoHandler:
    shelf: PhotoShelf
    store: PhotoStore
    links: PhotoLinks
    system_clock: SystemClock

    async def __call__(self, query: ReadPhoto) -> PhotoFile:
        """Raises `PhotoLinkInvalid`, `PhotoLinkExpired` or `PhotoNotFound`."""
        now = self.system_clock.now()
        self.links.check(query.photo_id, query.size, query.exp, query.sig, now)
        photo = await self.shelf.get(query.photo_id)
        body = await self.store.read(photo.sha256, query.size)
        return PhotoFile(body, f"{photo.sha256[:32]}-{query.size}", max(0, query.exp - int(now.timestamp())))
