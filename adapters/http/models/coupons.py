"""Coupons and their batches."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Count, Id, Input, Moment, Output, Text
from adapters.http.models.rules import RuleName
from domain.promotions.coupons.coupon import Standing
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.model import BatchKind
from domain.promotions.rules.schedule import Running


class CouponBatch(Output, frozen=True, kw_only=True):
    """`given` of `size` in all, `own` of `per_member` to the member who asks (0 for staff).
    One costs `points`.

    `running` is by its schedule alone, whatever its state.
    """

    id: str
    name: Text
    promotion: str
    unlocks: Text
    kind: BatchKind
    state: State
    running: Running
    starts_at: Moment | None
    ends_at: Moment | None
    size: Count
    given: Count
    left: Count
    per_member: Count
    own: Count
    valid_days: Count
    points: Count


class CouponBatchList(Output, frozen=True, kw_only=True):
    items: list[CouponBatch]


class Coupon(Output, frozen=True, kw_only=True):
    """`code` in groups of four; `order_id` is the one that it is reserved for or was used by."""

    id: Id
    batch: str
    promotion: str
    code: str
    status: Standing
    member_id: Id | None
    order_id: Id | None
    given_at: Moment
    expires_at: Moment


class CouponList(Output, frozen=True, kw_only=True):
    items: list[Coupon]


class MyCoupon(Output, frozen=True, kw_only=True):
    """`unlocks` is what it is good for, null where that is no longer to be had.

    `is_usable`: neither in use nor over, and what it unlocks is there.
    """

    region_id: Id
    coupon: Coupon
    unlocks: Text | None
    is_usable: bool


class MyCouponList(Output, frozen=True, kw_only=True):
    """Usable now first, those that end soonest before."""

    items: list[MyCoupon]


class PrintCoupons(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`length` of a code, its check included."""

    batch: RuleName
    count: Annotated[int, Meta(ge=1, le=10_000)]
    length: Annotated[int, Meta(ge=8, le=24)] = 12


class PrintedCoupons(Output, frozen=True, kw_only=True):
    """`csv`: a line for each, code and end, under a heading. They are told here and nowhere else."""

    batch: str
    count: Count
    csv: str


class IssueCoupons(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One for each member, for all or for none."""

    batch: RuleName
    member_ids: Annotated[list[Id], Meta(min_length=1, max_length=50)]


class ClaimableQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id


class ClaimCoupon(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`points` is the price that the member saw; another one now is refused."""

    region_id: Id
    batch: RuleName
    points: Annotated[int, Meta(ge=0, le=10**12)] = 0


class ClaimCouponCode(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As it was typed: case, blanks and hyphens do not matter."""

    code: Annotated[str, Meta(min_length=1, max_length=60)]
