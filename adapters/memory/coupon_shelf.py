"""All coupons in memory with the ways to find them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from application.ports.coupons import KeptCoupon
from domain.promotions.coupons.coupon import CouponId
from domain.shared.ids import AccountId, RegionId

BatchKey = tuple[RegionId, str]


@dataclass(slots=True)
class CouponShelf:
    """`by_owner` names every coupon that was ever in a member's wallet: nobody loses one to another."""

    rows: dict[CouponId, KeptCoupon] = field(default_factory=dict)
    by_code: dict[str, CouponId] = field(default_factory=dict)
    by_owner: dict[AccountId, tuple[CouponId, ...]] = field(default_factory=dict)
    given: dict[BatchKey, int] = field(default_factory=dict)
    own: dict[tuple[BatchKey, AccountId], int] = field(default_factory=dict)

    def of_owner(self, member_id: AccountId) -> Iterator[KeptCoupon]:
        return (self.rows[coupon_id] for coupon_id in self.by_owner.get(member_id, ()))
