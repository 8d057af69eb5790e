"""Prices as homeowners and staff read them: before an order, and of one that was placed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.views.previews import PreviewView


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPlace:
    """What to send with the order for this price: only what applies."""

    codes: tuple[str, ...]
    coupon_ids: tuple[UUID, ...]
    points: int
    best: bool
    shown_price_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """`gap_minor`: no other combination of what was looked at saves so much more; None without a search."""

    currency: str
    points_available: int
    price: PreviewView
    to_place: ToPlace
    gap_minor: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPriceView:
    """`price` as it was when the order was placed; `refunded_minor` of money and `points_back` since."""

    order_id: UUID
    currency: str
    priced_at: datetime
    price: PreviewView
    refunded_minor: int
    points_back: int
