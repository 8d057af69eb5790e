"""Coupons and their batches, in the shape in which they leave the API."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.promotions.coupons.codes import shown
from domain.promotions.coupons.coupon import Coupon, Standing
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.model import BatchKind
from domain.promotions.rules.schedule import Running
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponView:
    """`code` in groups of four; `order_id` is the one that it is reserved for or was used by."""

    id: UUID
    batch: str
    promotion: str
    code: str
    status: Standing
    member_id: UUID | None
    order_id: UUID | None
    given_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCoupon:
    """`unlocks` is what it is good for, None where that is no longer to be had.

    `is_usable`: neither in use nor over, and what it unlocks is there.
    """

    region_id: UUID
    coupon: CouponView
    unlocks: Text | None
    is_usable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCoupons:
    items: tuple[MyCoupon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponList:
    items: tuple[CouponView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """`given` of `size` in all, `own` of `per_member` to the member who asks; one costs `points`.

    `running` is by its schedule alone, whatever its state.
    """

    id: str
    name: Text
    promotion: str
    unlocks: Text
    kind: BatchKind
    state: State
    running: Running
    starts_at: datetime | None
    ends_at: datetime | None
    size: int
    given: int
    left: int
    per_member: int
    own: int
    valid_days: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batches:
    items: tuple[BatchView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCodes:
    """`csv`: a line for each, code and end, under a heading. It is told here and nowhere else."""

    batch: str
    count: int
    csv: str


def coupon_view(one: Coupon, now: datetime) -> CouponView:
    return CouponView(
        id=one.id,
        batch=one.batch,
        promotion=one.promotion,
        code=shown(one.code),
        status=one.standing(now),
        member_id=one.owner,
        order_id=one.order,
        given_at=one.given_at,
        expires_at=one.expires_at,
    )
