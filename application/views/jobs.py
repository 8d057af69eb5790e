"""What a worker sees: jobs, the offer in hand, the hall."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.views.orders import Visit
from application.views.photos import Photo
from domain.orders.status import Action, Status
from domain.shared.geo import Point
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOffer:
    """`road_m` and `travel_s` from the end of the visit before; `why` says why this worker."""

    id: UUID
    expires_at: datetime
    road_m: int
    travel_s: int
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAddress:
    line: str
    unit: str
    homeowner_name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`address` is there from acceptance until 24 h after completion; `point` is coarse before that.

    `photos_before` and `photos_after` are the numbers of pictures required."""

    order_id: UUID
    number: str
    status: Status
    version: int
    service_name: Text
    window_start: datetime
    window_end: datetime
    allowed_actions: tuple[Action, ...]
    deadline_at: datetime | None
    is_urgent: bool
    price_minor: int
    currency: str
    offer: JobOffer | None
    community_name: Text
    point: Point
    address: JobAddress | None
    visit: Visit
    photos_before: int
    photos_after: int
    note: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    """Opens the phone's map app at the right point: each app's own datum is already applied."""

    app: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """`is_road` is false where only the straight line is known."""

    point: Point
    road_m: int
    travel_s: int
    is_road: bool
    links: tuple[NavigationLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDetail(Job):
    """`navigation` is null while the exact address is hidden."""

    navigation: Navigation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HallEntry:
    order_id: UUID
    number: str
    version: int
    service_name: Text
    window_start: datetime
    window_end: datetime
    community_name: Text
    point: Point
    road_m: int
    price_minor: int
    currency: str
