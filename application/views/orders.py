"""Orders as homeowners and staff see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.views.photos import Photo
from domain.identity.roles import Role
from domain.orders.status import Action, Status
from domain.shared.errors import Fact
from domain.shared.geo import Point
from domain.shared.texts import Text


@dataclass(slots=True, kw_only=True)
class OrderSummary:
    """A row of a list. `on_expiry` is the action that the system takes at `deadline_at`.

    Not frozen because a page makes a hundred of them, and a frozen one takes five times as long to make.
    """

    id: UUID
    number: str
    status: Status
    version: int
    service_id: UUID
    service_name: Text
    community_name: Text
    window_start: datetime
    window_end: datetime
    deadline_at: datetime | None
    on_expiry: Action | None
    allowed_actions: tuple[Action, ...]
    is_urgent: bool
    in_hall: bool
    price_minor: int
    currency: str
    created_at: datetime
    worker_name: str | None
    has_review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAddress:
    line: str
    unit: str
    community_name: Text
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWorker:
    """`position` is shared only while the worker is on the way."""

    id: UUID
    name: str
    phone_masked: str | None
    photo_url: str | None
    eta_at: datetime | None
    position: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    id: UUID
    planned_start: datetime | None
    planned_end: datetime | None
    duration_s: int
    departed_at: datetime | None
    arrived_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOffer:
    id: UUID
    worker_id: UUID
    worker_name: str
    status: str
    round: int
    expires_at: datetime
    decline_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReview:
    stars: int
    tags: tuple[str, ...]
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Homeowner:
    id: UUID
    name: str
    phone_masked: str | None


@dataclass(slots=True, kw_only=True)
class OrderDetail(OrderSummary):
    """`offers` and `homeowner` are for staff, empty and null for others."""

    note: str
    question: str | None
    answer: str | None
    address: OrderAddress
    worker: OrderWorker | None
    visit: Visit
    offers: tuple[OrderOffer, ...]
    photos: tuple[Photo, ...]
    review: OrderReview | None
    unassigned_reason: Text | None
    homeowner: Homeowner | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """`seq` is the order's version after it; `from_status` is null for the first entry."""

    seq: int
    action: Action
    actor_role: Role
    actor_name: str | None
    reason: str | None
    at: datetime
    from_status: Status | None
    to_status: Status
    data: dict[str, Fact]
