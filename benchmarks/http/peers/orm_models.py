"""The mapped classes of the ORM peer, over the product's tables: the columns that its operations touch."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT, TIMESTAMP, TSTZRANGE
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    type_annotation_map: ClassVar = {
        UUID: PG_UUID(as_uuid=True),
        datetime: TIMESTAMP(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(TEXT),
        list[UUID]: ARRAY(PG_UUID(as_uuid=True)),
        bytes: LargeBinary,
    }


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    roles: Mapped[list[str]]
    region_id: Mapped[UUID | None]
    phone: Mapped[str | None]
    display_name: Mapped[str]
    is_active: Mapped[bool]


class Session(Base):
    __tablename__ = "sessions"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship()


class AccessToken(Base):
    __tablename__ = "access_tokens"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id"))
    expires_at: Mapped[datetime]
    session: Mapped[Session] = relationship()


class Region(Base):
    __tablename__ = "regions"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    time_zone: Mapped[str]
    currency: Mapped[str]
    order_policy_version: Mapped[int]


class OrderPolicy(Base):
    __tablename__ = "order_policies"
    region_id: Mapped[UUID] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    policy: Mapped[dict[str, Any]]


class Community(Base):
    __tablename__ = "communities"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[dict[str, Any]]


class Address(Base):
    __tablename__ = "addresses"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    region_id: Mapped[UUID] = mapped_column(ForeignKey("regions.id"))
    community_id: Mapped[UUID] = mapped_column(ForeignKey("communities.id"))
    line: Mapped[str]
    unit: Mapped[str]
    lon: Mapped[float]
    lat: Mapped[float]
    region: Mapped[Region] = relationship()
    community: Mapped[Community] = relationship()


class Service(Base):
    __tablename__ = "services"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[dict[str, Any]]
    skill: Mapped[str]
    min_level: Mapped[int]
    duration_s: Mapped[int]
    photos_before: Mapped[int]
    photos_after: Mapped[int]
    warranty_days: Mapped[int]
    is_active: Mapped[bool]


class ServicePrice(Base):
    __tablename__ = "service_prices"
    region_id: Mapped[UUID] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"), primary_key=True)
    price_minor: Mapped[int]
    version: Mapped[int]


class Worker(Base):
    __tablename__ = "workers"
    id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    region_id: Mapped[UUID]
    name: Mapped[str]
    position_lon: Mapped[float | None]
    position_lat: Mapped[float | None]
    account: Mapped[Account] = relationship()


class WorkerSkill(Base):
    __tablename__ = "worker_skills"
    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"), primary_key=True)
    skill: Mapped[str] = mapped_column(primary_key=True)
    region_id: Mapped[UUID]
    level: Mapped[int]
    expires_at: Mapped[datetime | None]
    lon: Mapped[float]
    lat: Mapped[float]
    location: Mapped[Any] = mapped_column(Geography("POINT", srid=4326), deferred=True)
    worker: Mapped[Worker] = relationship()


class Shift(Base):
    __tablename__ = "shifts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    worker_id: Mapped[UUID]
    during: Mapped[Any] = mapped_column(TSTZRANGE)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("regions.id"))
    homeowner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"))
    community_id: Mapped[UUID] = mapped_column(ForeignKey("communities.id"))
    status: Mapped[str]
    version: Mapped[int] = mapped_column()
    is_urgent: Mapped[bool]
    priority: Mapped[int] = mapped_column(default=0)
    is_in_hall: Mapped[bool] = mapped_column(default=False)
    is_escalated: Mapped[bool] = mapped_column(default=False)
    is_late: Mapped[bool] = mapped_column(default=False)
    rounds: Mapped[int] = mapped_column(default=0)
    not_done_count: Mapped[int] = mapped_column(default=0)
    policy_version: Mapped[int]
    terms: Mapped[dict[str, Any]]
    place: Mapped[dict[str, Any]]
    lon: Mapped[float]
    lat: Mapped[float]
    note: Mapped[str]
    question: Mapped[str | None]
    answer: Mapped[str | None]
    reason: Mapped[str | None]
    unassigned_reason: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    ready_since: Mapped[datetime | None]
    deadline_at: Mapped[datetime | None]
    on_expiry: Mapped[str | None]
    review_id: Mapped[UUID | None]
    window_start: Mapped[datetime]
    window_end: Mapped[datetime]
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    worker: Mapped[Worker | None] = relationship()
    homeowner: Mapped[Account] = relationship()
    visits: Mapped[list["Visit"]] = relationship(order_by="Visit.seq", back_populates="order")
    offers: Mapped[list["Offer"]] = relationship(order_by="Offer.created_at")
    photos: Mapped[list["Photo"]] = relationship(order_by="Photo.id")
    review: Mapped["Review | None"] = relationship()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012  # as SQLAlchemy wants it


class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    region_id: Mapped[UUID]
    seq: Mapped[int]
    window_start: Mapped[datetime]
    window_end: Mapped[datetime]
    is_live: Mapped[bool]
    worker_id: Mapped[UUID | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    travel_s: Mapped[int | None]
    departed_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    block: Mapped[Any] = mapped_column(TSTZRANGE, deferred=True, server_default=FetchedValue())
    order: Mapped[Order] = relationship(back_populates="visits")
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012  # as SQLAlchemy wants it


class Offer(Base):
    __tablename__ = "offers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    status: Mapped[str]
    round: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    reason_code: Mapped[str | None]
    worker: Mapped[Worker] = relationship()


class Photo(Base):
    __tablename__ = "photos"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]


class Review(Base):
    __tablename__ = "reviews"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    stars: Mapped[int]
    tags: Mapped[list[str]]
    text: Mapped[str]
    created_at: Mapped[datetime]


class OrderEvent(Base):
    __tablename__ = "order_events"
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[UUID]
    action: Mapped[str]
    source: Mapped[str | None]
    target: Mapped[str]
    actor_id: Mapped[UUID | None]
    role: Mapped[str]
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    worker_ids: Mapped[list[UUID]]


class OutboxRow(Base):
    __tablename__ = "outbox"
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[UUID]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]


class IdempotencyKey(Base):
    __tablename__ = "idempotency_keys"
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    answer: Mapped[bytes]
    created_at: Mapped[datetime]
