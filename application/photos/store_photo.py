"""Take a picture in: decode it whole, encode it anew, keep it, and say whose it is."""

import hashlib
from dataclasses import dataclass

from application.identity.counting import AttemptCounter, Counted
from application.photos.links import PhotoLinks
from application.ports.ids import Ids
from application.ports.photos import Images, NewPhotoWork, PhotoStore
from application.ports.time import Clock, SystemClock
from domain.identity.limits import Limit
from domain.photos.photo import MAX_UPLOAD_BYTES, Photo, PhotoKind
from domain.photos.refusals import PhotoNeedsOrder, PhotoOrderNotFound, PhotoTooLarge
from domain.shared.ids import AccountId, OrderId, PhotoId

UPLOADS_PER_ACCOUNT = Limit(hits=600, window_s=3600)


@dataclass(frozen=True, slots=True)
class StorePhoto:
    """`order_id` is None for a problem photo that is taken before its order exists."""

    account_id: AccountId
    kind: PhotoKind
    order_id: OrderId | None
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    id: PhotoId
    url: str
    width: int
    height: int
    kind: PhotoKind


@dataclass(frozen=True, slots=True)
class Workshop:
    """What makes a kept picture of an upload."""

    images: Images
    store: PhotoStore


@dataclass(frozen=True, slots=True)
class StorePhotoHandler:
    new_work: NewPhotoWork
    workshop: Workshop
    links: PhotoLinks
    count: AttemptCounter
    ids: Ids
    clock: Clock
    system_clock: SystemClock
    uploads: Limit = UPLOADS_PER_ACCOUNT

    async def __call__(self, cmd: StorePhoto) -> StoredPhoto:
        """Raises `PhotoTooLarge`, `PhotoNeedsOrder`, `PhotoOrderNotFound`, `PhotoUnreadable`,
        `PhotoTooManyPixels` or `RateLimited`.

        The files are kept before the row: a crash between leaves a file that nobody names, never a row
        without its file.
        """
        if len(cmd.body) > MAX_UPLOAD_BYTES:
            raise PhotoTooLarge(limit_bytes=MAX_UPLOAD_BYTES)
        if cmd.order_id is None and cmd.kind is not PhotoKind.PROBLEM:
            raise PhotoNeedsOrder()
        await self.count(Counted("uploads", str(cmd.account_id), self.uploads))
        if cmd.order_id is not None:
            await self._require_right(cmd, cmd.order_id)
        photo = await self._kept(cmd)
        stored = self._described(photo)
        async with self.new_work() as work:
            work.photos.add(photo)
            await work.commit(stored)
        return stored

    async def _require_right(self, cmd: StorePhoto, order_id: OrderId) -> None:
        """Asked before the costly decoding, in a unit of its own: no connection is held meanwhile."""
        async with self.new_work() as work:
            if not await work.photos.may_add(cmd.account_id, order_id, cmd.kind):
                raise PhotoOrderNotFound()

    async def _kept(self, cmd: StorePhoto) -> Photo:
        rendition = await self.workshop.images.rendered(cmd.body)
        sha256 = hashlib.sha256(rendition.full).hexdigest()
        await self.workshop.store.put(sha256, rendition)
        return Photo(
            id=PhotoId(self.ids.new()),
            account_id=cmd.account_id,
            order_id=cmd.order_id,
            kind=cmd.kind,
            sha256=sha256,
            width=rendition.width,
            height=rendition.height,
            size_bytes=len(rendition.full),
            created_at=self.clock.now(),
        )

    def _described(self, photo: Photo) -> StoredPhoto:
        url = self.links.photo_url(photo.id, self.system_clock.now())
        return StoredPhoto(photo.id, url, photo.width, photo.height, photo.kind)
