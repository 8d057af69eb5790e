"""A past day as it was lived: what orders, offers and visits say of it, without anybody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.identity.roles import Role
from domain.orders.parts import OfferStatus
from domain.orders.policy import OrderPolicy
from domain.orders.status import Action, Status
from domain.shared.geo import Point
from domain.shared.ids import OrderId, RegionId, ServiceId, WorkerId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class LoggedMove:
    """A row of an order's history. What people wrote is left out."""

    at: datetime
    action: Action
    source: Status | None
    to: Status
    role: Role


@dataclass(frozen=True, slots=True)
class LoggedOffer:
    worker_id: WorkerId
    round: int
    status: OfferStatus
    created_at: datetime
    answered_at: datetime | None
    travel_s: int


@dataclass(frozen=True, slots=True)
class LoggedOrder:
    """An order with its live or last visit. `price_minor`, `duration_s`, `skill` are what was agreed."""

    id: OrderId
    service_id: ServiceId
    service: str
    skill: str
    min_level: int
    duration_s: int
    price_minor: int
    place: Point
    window: Window
    placed_at: datetime
    is_urgent: bool
    status: Status
    worker_id: WorkerId | None
    departed_at: datetime | None
    arrived_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    moves: tuple[LoggedMove, ...] = ()
    offers: tuple[LoggedOffer, ...] = ()


class DayLog(Protocol):
    async def orders(self, region_id: RegionId, during: Window, limit: int) -> Sequence[LoggedOrder]:
        """Those whose appointment begins in `during`, in the order in which they were placed."""
        ...

    async def order_policy(self, region_id: RegionId) -> OrderPolicy:
        """The policy of today. Raises `RegionNotFound`."""
        ...
