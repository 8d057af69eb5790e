"""Photos of a problem and of the work: what is kept, and the limits of what is taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.shared.ids import AccountId, OrderId, PhotoId

MAX_UPLOAD_BYTES: Final = 12 * 1024 * 1024
MAX_PIXELS: Final = 51_000_000  # a JPEG of a phone's 50-megapixel mode
MAX_PIXELS_UNSCALED: Final = 25_000_000  # PNG and WebP have to be decoded at their full size
MAX_SIDE_PX: Final = 2048
THUMBNAIL_SIDE_PX: Final = 320


class PhotoKind(StrEnum):
    PROBLEM = "problem"
    BEFORE = "before"
    AFTER = "after"


class PhotoSize(StrEnum):
    FULL = "full"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class Photo:
    """A stored photo. `sha256` (hex) is of the full picture as kept, and names its files.

    `order_id` is None until the homeowner's order takes the photo along.
    """

    id: PhotoId
    account_id: AccountId
    order_id: OrderId | None
    kind: PhotoKind
    sha256: str
    width: int
    height: int
    size_bytes: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Rendition:
    """A decoded and freshly encoded picture, JPEG, without any metadata of the upload."""

    full: bytes
    thumbnail: bytes
    width: int
    height: int
