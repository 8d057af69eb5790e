"""What an order would cost, and how one was priced."""

from typing import Annotated

from msgspec import Meta, field

from adapters.http.models.fields import Count, Id, Input, Moment, Output, Points, Price
from adapters.http.models.previews import PricePreview

TypedCode = Annotated[str, Meta(min_length=1, max_length=64, description="A code as it was typed")]
Codes = Annotated[list[TypedCode], Meta(max_length=5)]
CouponIds = Annotated[list[Id], Meta(max_length=20, description="Of my wallet")]
PointsHeld = Annotated[int, Meta(ge=0, le=10**12, description="Of my points, at most; held for the order")]


class AskQuote(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`best` looks through all my coupons and points, beside the codes, for what saves most."""

    service_id: Id
    address_id: Id
    window_start: Moment
    window_end: Moment
    codes: Codes = field(default_factory=list)
    coupon_ids: CouponIds = field(default_factory=list)
    points: PointsHeld = 0
    best: bool = False


class ToPlace(Output, frozen=True, kw_only=True):
    """What to send with the order for this price: only what applies."""

    codes: list[str]
    coupon_ids: list[Id]
    points: Count
    best: bool
    shown_price_minor: Price


class Quote(Output, frozen=True, kw_only=True):
    """`price.totals.due_minor` is what is left to pay. `gap_minor`: no other combination saves so much more;
    0 is proven best, null where none was looked for.
    """

    currency: str
    points_available: Count
    price: PricePreview
    to_place: ToPlace
    gap_minor: Count | None


class OrderPrice(Output, frozen=True, kw_only=True):
    """As it was when the order was placed; and what of it went back since, in money and in points."""

    order_id: Id
    currency: str
    priced_at: Moment
    price: PricePreview
    refunded_minor: Price
    points_back: Points
