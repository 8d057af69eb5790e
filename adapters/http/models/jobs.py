"""What a worker sees: jobs, the offer in hand, the hall."""

from typing import Literal

from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Count,
    Cursor,
    Id,
    Input,
    Limit,
    Metres,
    Moment,
    OrderAction,
    OrderStatus,
    Output,
    Point,
    Price,
    Seconds,
    Text,
    Version,
)
from adapters.http.models.orders import Visit
from adapters.http.models.photos import Photo


class JobsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    scope: Literal["offered", "active", "done"] = "active"
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class JobOffer(Output, frozen=True, kw_only=True):
    """`road_m` and `travel_s` from the end of the visit before; `why` says why this worker."""

    id: Id
    expires_at: Moment
    road_m: Metres
    travel_s: Seconds
    why: Text


class JobAddress(Output, frozen=True, kw_only=True):
    line: str
    unit: str
    homeowner_name: str
    phone: str


class Job(Output, frozen=True, kw_only=True):
    """`address` is there from acceptance until 24 h after completion; `point` is coarse before that.

    `photos_before` and `photos_after` are the numbers of pictures required.
    """

    order_id: Id
    number: str
    status: OrderStatus
    version: Version
    service_name: Text
    window_start: Moment
    window_end: Moment
    allowed_actions: list[OrderAction]
    deadline_at: Moment | None
    is_urgent: bool
    price_minor: Price
    currency: str
    offer: JobOffer | None
    community_name: Text
    point: Point
    address: JobAddress | None
    visit: Visit
    photos_before: Count
    photos_after: Count
    note: str
    photos: list[Photo]


class JobPage(Output, frozen=True, kw_only=True):
    items: list[Job]
    next_cursor: str | None


class NavigationLink(Output, frozen=True, kw_only=True):
    """Opens the phone's map app at the right point: each app's own datum is already applied."""

    app: Literal["amap", "baidu", "tencent", "apple", "google", "geo"]
    url: str


class Navigation(Output, frozen=True, kw_only=True):
    """`is_road` is false where only the straight line is known."""

    point: Point
    road_m: Metres
    travel_s: Seconds
    is_road: bool
    links: list[NavigationLink]


class JobDetail(Job, frozen=True, kw_only=True):
    """`navigation` is null while the exact address is hidden."""

    navigation: Navigation | None


class HallEntry(Output, frozen=True, kw_only=True):
    order_id: Id
    number: str
    version: Version
    service_name: Text
    window_start: Moment
    window_end: Moment
    community_name: Text
    point: Point
    road_m: Metres
    price_minor: Price
    currency: str


class HallPage(Output, frozen=True, kw_only=True):
    items: list[HallEntry]
    next_cursor: str | None
