"""How orders were priced, and what a member did before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.programme.tiers import Activity
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class PastAsked:
    """Of a member in a region; activities from `since` on."""

    member_id: AccountId
    region_id: RegionId
    since: datetime


@dataclass(frozen=True, slots=True)
class TierActivity:
    """What counts for a tier, by each measure that a ladder may have; below zero where it was taken back.

    `id` is that of the event, so that it counts once.
    """

    at: datetime
    points: int
    spent_minor: int
    orders: int

    def by(self, measure: str) -> Activity:
        amounts = {"points": self.points, "spent_minor": self.spent_minor, "orders": self.orders}
        return Activity(self.at, amounts[measure])


@dataclass(frozen=True, slots=True)
class MemberPast:
    """`orders_placed` leaves out those that ended without service; money is in minor units, less refunds.

    `check_ins` are the local days on which the member checked in, the latest first; `born` is the birthday
    in a leap year.
    """

    orders_placed: int = 0
    orders_completed: int = 0
    spent_minor: int = 0
    last_order_at: datetime | None = None
    signed_up_at: datetime | None = None
    phone: str | None = None
    activities: Sequence[TierActivity] = ()
    check_ins: Sequence[date] = ()
    referrals: int = 0
    born: date | None = None


class Pricings(Protocol):
    """Written once with its order, never changed."""

    async def of(self, order_id: OrderId) -> OrderPricing | None:
        """None for an order that was placed before prices were kept."""
        ...

    async def past_of(self, asked: PastAsked) -> MemberPast: ...

    def add(self, pricing: OrderPricing) -> None: ...

    def check_in(self, member_id: AccountId, day: date, at: datetime) -> None:
        """On commit, which raises `OccasionKnown` when the member did so on that day."""
        ...
