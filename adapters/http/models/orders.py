"""Orders as homeowners and staff see them, and every command on an order."""

from typing import Annotated, Literal

from msgspec import Meta, field

from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Code,
    Count,
    Cursor,
    Id,
    Input,
    Limit,
    Line,
    Moment,
    NonEmptyWords,
    OrderAction,
    OrderStatus,
    Output,
    Point,
    Price,
    RoleName,
    Seconds,
    Stars,
    Text,
    Version,
    Words,
)
from adapters.http.models.photos import Photo
from adapters.http.models.problems import FactValue
from adapters.http.models.quotes import Codes, CouponIds, PointsHeld


class Receipt(Output, frozen=True, kw_only=True):
    """The answer of every command on an order: where it stands now, and what this caller may do next."""

    order_id: Id
    status: OrderStatus
    version: Version
    deadline_at: Moment | None
    allowed_actions: list[OrderAction]


class OrdersQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`status` may be repeated. A homeowner sees their own orders, staff those of their region."""

    status: Annotated[list[OrderStatus], Meta(max_length=20)] = field(default_factory=list)
    region_id: Id | None = None
    sort: Literal["-created_at", "created_at", "deadline_at", "window_start"] = "-created_at"
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class OrderSummary(Output, frozen=True, kw_only=True):
    """A row of a list. `on_expiry` is the action that the system takes at `deadline_at`."""

    id: Id
    number: str
    status: OrderStatus
    version: Version
    service_id: Id
    service_name: Text
    community_name: Text
    window_start: Moment
    window_end: Moment
    deadline_at: Moment | None
    on_expiry: OrderAction | None
    allowed_actions: list[OrderAction]
    is_urgent: bool
    in_hall: bool
    price_minor: Price
    currency: str
    created_at: Moment
    worker_name: str | None
    has_review: bool


class OrderPage(Output, frozen=True, kw_only=True):
    items: list[OrderSummary]
    next_cursor: str | None


class OrderAddress(Output, frozen=True, kw_only=True):
    line: str
    unit: str
    community_name: Text
    point: Point


class OrderWorker(Output, frozen=True, kw_only=True):
    """`position` is shared only while the worker is on the way."""

    id: Id
    name: str
    phone_masked: str | None
    photo_url: str | None
    eta_at: Moment | None
    position: Point | None


class Visit(Output, frozen=True, kw_only=True):
    id: Id
    planned_start: Moment | None
    planned_end: Moment | None
    duration_s: Seconds
    departed_at: Moment | None
    arrived_at: Moment | None
    started_at: Moment | None
    completed_at: Moment | None


class OrderOffer(Output, frozen=True, kw_only=True):
    id: Id
    worker_id: Id
    worker_name: str
    status: str
    round: Count
    expires_at: Moment
    decline_reason: str | None


class OrderReview(Output, frozen=True, kw_only=True):
    stars: Stars
    tags: list[str]
    text: str
    created_at: Moment


class Homeowner(Output, frozen=True, kw_only=True):
    """`id` names the member where points are looked up."""

    id: Id
    name: str
    phone_masked: str | None


class OrderDetail(OrderSummary, frozen=True, kw_only=True):
    """`offers` and `homeowner` are for staff, empty and null for others."""

    note: str
    question: str | None
    answer: str | None
    address: OrderAddress
    worker: OrderWorker | None
    visit: Visit
    offers: list[OrderOffer]
    photos: list[Photo]
    review: OrderReview | None
    unassigned_reason: Text | None
    homeowner: Homeowner | None
    reason: str | None


class HistoryEntry(Output, frozen=True, kw_only=True):
    """`seq` is the order's version after it; `from_status` is null for the first entry."""

    seq: Version
    action: OrderAction
    actor_role: RoleName
    actor_name: str | None
    reason: str | None
    at: Moment
    from_status: OrderStatus | None
    to_status: OrderStatus
    data: dict[str, FactValue]


class HistoryPage(Output, frozen=True, kw_only=True):
    items: list[HistoryEntry]
    next_cursor: str | None


class PlaceOrder(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`shown_price_minor` is what the homeowner saw that is left to pay; another amount now is refused.

    A quote says what to send. `best` applies the best combination of what is presented, as the quote did.

    `is_urgent` says what the homeowner hopes for; an order is urgent when its window begins within two hours.
    """

    service_id: Id
    address_id: Id
    window_start: Moment
    window_end: Moment
    note: Words = ""
    is_urgent: bool = False
    shown_price_minor: Price
    photo_ids: Annotated[list[Id], Meta(max_length=12)] = field(default_factory=list)
    points: PointsHeld = 0
    codes: Codes = field(default_factory=list)
    coupon_ids: CouponIds = field(default_factory=list)
    best: bool = False


class Versioned(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expected_version` is the version that the caller saw; an older one is refused with 409."""

    expected_version: Version


class Reject(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason_code: Code
    note: Words = ""


class Ask(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    question: NonEmptyWords


class Answer(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    answer: NonEmptyWords


class WithReason(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: NonEmptyWords


class Assign(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason is needed to pass over a rule that may be forced."""

    worker_id: Id
    reason: NonEmptyWords | None = None


class OfferTo(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    worker_ids: Annotated[list[Id], Meta(min_length=1, max_length=5)]
    reason: NonEmptyWords | None = None


class Drop(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason_code: Code
    note: Words = ""


class Arrive(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the phone is. Too far away, or null, is refused with 422 unless a photo shows the place."""

    position: Point | None


class Complete(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`early_reason` is asked for when the work took much less time than expected."""

    summary: NonEmptyWords
    materials: Words = ""
    early_reason: NonEmptyWords | None = None


class LeaveReview(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    stars: Stars
    tags: Annotated[list[Line], Meta(max_length=10)] = field(default_factory=list)
    text: Words = ""


class DeclineOffer(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason_code: Code
    note: Words = ""
