"""The homeowner's rating after completion."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.shared.errors import Malformed
from domain.shared.ids import OrderId, RegionId, ReviewId

MAX_TAGS = 8
MAX_TEXT = 2000


class ReviewOutOfBounds(Malformed):
    code = "review_out_of_bounds"


@dataclass(frozen=True, slots=True)
class Review:
    """One to five stars; the points for it never depend on them. Raises `ReviewOutOfBounds`."""

    id: ReviewId
    order_id: OrderId
    region_id: RegionId
    homeowner_id: UUID
    worker_id: UUID | None
    stars: int
    tags: tuple[str, ...]
    text: str
    created_at: datetime

    def __post_init__(self) -> None:
        if not 1 <= self.stars <= 5:
            raise ReviewOutOfBounds(stars=self.stars)
        if len(self.tags) > MAX_TAGS or len(self.text) > MAX_TEXT:
            raise ReviewOutOfBounds(tags=len(self.tags), text=len(self.text))
