"""What happened in a region, as far as rules may ask for it: the past that a draft is run over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.promotions.pricing.basket import Basket
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.shared.ids import AccountId, OrderId, RegionId, ReviewId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class PastOrder:
    """A completed order. `points` it earned, `discount_minor` it got.

    `nth` counts the member's orders in the region that were not in vain, this one included. `basket` is what
    its price was worked out from; None for one that was placed before that was kept: its terms say it all.
    `is_best`: the best combination was asked for.
    """

    id: OrderId
    member_id: AccountId
    placed_at: datetime
    service: str
    category: str
    skill: str
    price_minor: int
    window: Window
    community: str
    is_urgent: bool
    nth: int
    points: int
    discount_minor: int = 0
    basket: Basket | None = None
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class PastReview:
    """`points` it earned."""

    id: ReviewId
    member_id: AccountId
    at: datetime
    stars: int
    text_length: int
    points: int


@dataclass(frozen=True, slots=True)
class Past:
    """Of one region and period, in any order."""

    orders: tuple[PastOrder, ...] = ()
    reviews: tuple[PastReview, ...] = ()

    def __len__(self) -> int:
        return len(self.orders) + len(self.reviews)


class PastEvents(Protocol):
    async def of(self, region_id: RegionId, period: Window, limit: int) -> Past:
        """Orders placed and reviews written in the period, up to `limit` of each."""
        ...

    async def count(self, region_id: RegionId, period: Window) -> int:
        """How many of both there are."""
        ...

    async def opening(self, region_id: RegionId, asked: OpeningAsked) -> Mapping[Tally, int]:
        """What was counted right before that moment; those that were zero are left out.

        What came back of a use counts as back if nothing of it came back later: in parts before and after,
        it counts as not yet back.
        """
        ...
