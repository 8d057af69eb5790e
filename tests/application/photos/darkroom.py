"""Photos in memory, whole: what the tests of their use cases share."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from adapters.memory.photos import MemoryPhotoShelf, MemoryPhotoStore, MemoryPhotoWork, OrderParties
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.security.signing import HmacSigner
from application.identity.counting import AttemptCounter
from application.photos.links import PhotoLinks
from application.photos.read_photo import ReadPhotoHandler
from application.photos.store_photo import StorePhotoHandler, Workshop
from domain.identity.limits import Limit
from domain.orders.status import Status
from domain.photos.photo import Rendition
from domain.photos.refusals import PhotoUnreadable
from domain.shared.ids import AccountId, OrderId
from tests.application.identity.front_desk import CountingIds, MovableClock

OWNER = AccountId(UUID(int=1))
WORKER = AccountId(UUID(int=2))
STRANGER = AccountId(UUID(int=3))
ORDER = OrderId(UUID(int=10))
BUSINESS_NOW = datetime(2030, 1, 1, tzinfo=UTC)


class PretendImages:
    """Takes what starts with `picture` and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def rendered(self, upload: bytes) -> Rendition:
        self.asked += 1
        if not upload.startswith(b"picture"):
            raise PhotoUnreadable()
        return Rendition(full=b"full " + upload, thumbnail=b"small " + upload, width=800, height=600)


@dataclass
class Darkroom:
    clock: MovableClock = field(default_factory=MovableClock)
    images: PretendImages = field(default_factory=PretendImages)
    store: MemoryPhotoStore = field(default_factory=MemoryPhotoStore)
    shelf: MemoryPhotoShelf = field(default_factory=MemoryPhotoShelf)
    links: PhotoLinks = field(default_factory=lambda: PhotoLinks(HmacSigner(b"s" * 32)))

    def __post_init__(self) -> None:
        self.shelf.orders[ORDER] = OrderParties(OWNER, WORKER, Status.IN_SERVICE)
        self.store_photo = StorePhotoHandler(
            new_work=lambda: MemoryPhotoWork(self.shelf),
            workshop=Workshop(self.images, self.store),
            links=self.links,
            count=AttemptCounter(MemoryRateLimits(), HmacSigner(b"s" * 32), self.clock),
            ids=CountingIds(),
            clock=MovableClock(BUSINESS_NOW),
            system_clock=self.clock,
            uploads=Limit(hits=5, window_s=60),
        )
        self.read_photo = ReadPhotoHandler(self.shelf, self.store, self.links, self.clock)
