"""Coupons in members' wallets and on paper, and how many of each batch are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.promotions.coupons.coupon import Coupon, CouponId
from domain.promotions.coupons.stock import Stock
from domain.promotions.rules.model import Batch
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class KeptCoupon:
    """A coupon with the region whose rules name its batch and its promotion."""

    region_id: RegionId
    coupon: Coupon


@dataclass(frozen=True, slots=True)
class Taking:
    """`count` coupons of a batch, for a member or (None) printed for whoever has the code."""

    region_id: RegionId
    batch: Batch
    member_id: AccountId | None
    count: int = 1


class Coupons(Protocol):
    async def get(self, region_id: RegionId, coupon_id: CouponId) -> Coupon:
        """Raises `CouponNotYours`, also for another region's."""
        ...

    async def by_code(self, code: str) -> KeptCoupon | None:
        """`code` in the form in which `read_code` answers."""
        ...

    async def of_order(self, order_id: OrderId) -> tuple[Coupon, ...]:
        """Reserved for the order or used by it, by id."""
        ...

    async def usable_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        """In the member's wallet and neither in use nor over at that moment, soonest end first."""
        ...

    async def others_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        """All that `usable_of` leaves out, latest end first."""
        ...

    async def stock(self, region_id: RegionId, batch: str, member_id: AccountId | None) -> Stock: ...

    async def given(self, region_id: RegionId) -> Mapping[str, int]:
        """How many of each batch are given in all; batches without any are left out."""
        ...

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Coupon, ...]:
        """Up to `limit` coupons to book as lapsed, longest over first."""
        ...

    def add(self, region_id: RegionId, coupons: Sequence[Coupon]) -> None:
        """New ones, on commit, which raises `CouponCodeTaken` when a code is there already."""
        ...

    def keep(self, coupon: Coupon) -> None:
        """A changed one, on commit, which raises `CouponChanged` when it has moved on meanwhile.

        The same coupon at most once in a unit of work.
        """
        ...

    def lapse(self, coupons: Sequence[Coupon]) -> None:
        """Lapsed ones, on commit; those that moved on meanwhile are left as they are."""
        ...

    def put_back(self, region_id: RegionId, batch: str, member_id: AccountId, count: int) -> None:
        """Count coupons as never given, on commit; no count falls below zero."""
        ...

    def take(self, taking: Taking) -> None:
        """Count coupons as given, on commit: however many ask at once, never more than the batch has.

        The commit raises `BatchExhausted` or, beyond what one member may have, `BatchLimitReached`. Takings
        of one unit of work add up.
        """
        ...
