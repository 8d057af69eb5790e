"""What goes in and out of the ORM peer: Pydantic models, as FastAPI's own guide has them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Text(BaseModel):
    zh: str
    en: str


class Point(BaseModel):
    lon: float
    lat: float


class OrderSummary(BaseModel):
    id: UUID
    number: str
    status: str
    version: int
    service_id: UUID
    service_name: Text
    community_name: Text
    window_start: datetime
    window_end: datetime
    deadline_at: datetime | None
    on_expiry: str | None
    allowed_actions: list[str]
    is_urgent: bool
    in_hall: bool
    price_minor: int
    currency: str
    created_at: datetime
    worker_name: str | None
    has_review: bool


class OrderPage(BaseModel):
    items: list[OrderSummary]
    next_cursor: str | None


class OrderAddress(BaseModel):
    line: str
    unit: str
    community_name: Text
    point: Point


class OrderWorker(BaseModel):
    id: UUID
    name: str
    phone_masked: str | None
    photo_url: str | None
    eta_at: datetime | None
    position: Point | None


class OrderVisit(BaseModel):
    id: UUID
    planned_start: datetime | None
    planned_end: datetime | None
    duration_s: int
    departed_at: datetime | None
    arrived_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None


class OrderOffer(BaseModel):
    id: UUID
    worker_id: UUID
    worker_name: str
    status: str
    round: int
    expires_at: datetime
    decline_reason: str | None


class OrderPhoto(BaseModel):
    id: UUID
    kind: str
    url: str
    width: int
    height: int


class OrderReview(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    stars: int
    tags: list[str]
    text: str
    created_at: datetime


class Homeowner(BaseModel):
    name: str
    phone_masked: str | None


class OrderDetail(OrderSummary):
    note: str
    question: str | None
    answer: str | None
    address: OrderAddress
    worker: OrderWorker | None
    visit: OrderVisit
    offers: list[OrderOffer]
    photos: list[OrderPhoto]
    review: OrderReview | None
    unassigned_reason: dict[str, Any] | None
    homeowner: Homeowner | None
    reason: str | None


class NearbyWorker(BaseModel):
    id: UUID
    name: str
    distance_m: int
    point: Point


class NearbyWorkers(BaseModel):
    items: list[NearbyWorker]


class PlaceOrder(BaseModel):
    model_config = ConfigDict(extra="forbid")
    service_id: UUID
    address_id: UUID
    window_start: datetime
    window_end: datetime
    shown_price_minor: int
    note: str = ""
    is_urgent: bool = False
    photo_ids: list[UUID] = []


class Versioned(BaseModel):
    model_config = ConfigDict(extra="forbid")
    expected_version: int


class Receipt(BaseModel):
    order_id: UUID
    status: str
    version: int
    deadline_at: datetime | None
    allowed_actions: list[str]
