"""What an order is made of: its terms, its place, its visit and the offers made for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.shared.geo import Point
from domain.shared.ids import AddressId, CardId, CommunityId, OfferId, ServiceId, VisitId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed when ordering; later changes of the catalogue do not touch it.

    `price_minor` is the price of the list. Orders from before prices were worked out by rules have no codes.
    """

    service_id: ServiceId
    service_name: Text
    skill: str
    min_level: int
    duration_s: int
    price_minor: int
    currency: str
    price_version: int
    policy_version: int
    photos_before: int
    photos_after: int
    warranty_days: int
    service_code: str = ""
    category_code: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    address_id: AddressId
    community_id: CommunityId
    community_name: Text
    line: str
    unit: str
    point: Point


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a visit sits on a worker's timeline. The block includes the travel before it."""

    starts_at: datetime
    ends_at: datetime
    block_from: datetime
    travel_s: int
    road_m: int

    @property
    def block(self) -> Window:
        return Window(self.block_from, self.ends_at)


class OfferStatus(StrEnum):
    LIVE = "live"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Offer:
    """A visit put to a worker, awaiting an answer until `expires_at` (not included)."""

    id: OfferId
    visit_id: VisitId
    worker_id: WorkerId
    round: int
    plan: Plan
    card_id: CardId | None
    created_at: datetime
    expires_at: datetime
    status: OfferStatus = OfferStatus.LIVE
    answered_at: datetime | None = None
    reason_code: str | None = None
    note: str | None = None

    @property
    def is_live(self) -> bool:
        return self.status is OfferStatus.LIVE

    def is_alive(self, now: datetime) -> bool:
        """Judged by the offer itself, not by whether its timer ran."""
        return self.is_live and now < self.expires_at

    def ended(self, status: OfferStatus, at: datetime, reason_code: str | None, note: str | None) -> "Offer":
        return replace(self, status=status, answered_at=at, reason_code=reason_code, note=note)


@dataclass(frozen=True, slots=True)
class Visit:
    """One coming of one worker. `plan` and `worker_id` are set while a worker is firm."""

    id: VisitId
    seq: int
    window: Window
    is_live: bool = True
    worker_id: WorkerId | None = None
    plan: Plan | None = None
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    summary: str | None = None
