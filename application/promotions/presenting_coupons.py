"""What stands behind the codes and coupons that somebody presents with an order."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.ports.unit_of_work import UnitOfWork
from domain.promotions.coupons.codes import CodeMalformed, read_code
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import CouponNotYours
from domain.promotions.pricing.basket import Presented
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.result import Reason, Refused
from domain.promotions.rules.model import normal_code
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member presents: codes as typed, coupons of the wallet, points at most.

    `is_best`: of all this and the automatic promotions the best combination, else all that may apply.
    `device`: the digest by which limits know from where it is presented; None where nobody told.
    """

    codes: tuple[str, ...] = ()
    coupon_ids: tuple[CouponId, ...] = ()
    points: int = 0
    is_best: bool = False
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who presents it, where and when."""

    region_id: RegionId
    member_id: AccountId
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """The codes to price with, the coupon behind each that has one, and what cannot be used at all."""

    presented: tuple[Presented, ...] = ()
    coupons: tuple[tuple[str, Coupon], ...] = ()
    refused: tuple[Refused, ...] = ()

    def with_coupon(self, code: str, coupon: Coupon, bearer: Bearer) -> "Shown":
        reason = _why_not(coupon, bearer)
        if reason is not None:
            return replace(self, refused=(*self.refused, Refused(coupon.promotion, reason, code)))
        if any(known.id == coupon.id for _, known in self.coupons):
            return self
        return replace(
            self,
            presented=(*self.presented, Presented(code, coupon.promotion)),
            coupons=(*self.coupons, (code, coupon)),
        )

    def with_code(self, code: str) -> "Shown":
        return replace(self, presented=(*self.presented, Presented(code)))


async def shown_by(uow: UnitOfWork, bearer: Bearer, wanted: Wanted, rules: Rules) -> Shown:
    """Coupons of others are not told from such as do not exist."""
    shown = Shown()
    for code in wanted.codes:
        coupon = None if normal_code(code) in rules.by_code else await _by_code(uow, bearer, code)
        shown = shown.with_code(code) if coupon is None else shown.with_coupon(code, coupon, bearer)
    for coupon_id in wanted.coupon_ids:
        coupon = await uow.coupons.get(bearer.region_id, coupon_id)
        if coupon.owner != bearer.member_id:
            raise CouponNotYours()
        shown = shown.with_coupon(coupon.code, coupon, bearer)
    return shown


async def _by_code(uow: UnitOfWork, bearer: Bearer, typed: str) -> Coupon | None:
    try:
        kept = await uow.coupons.by_code(read_code(typed))
    except CodeMalformed:
        return None
    if (
        kept is None
        or kept.region_id != bearer.region_id
        or kept.coupon.owner not in (None, bearer.member_id)
    ):
        return None
    return kept.coupon


def _why_not(coupon: Coupon, bearer: Bearer) -> Reason | None:
    if coupon.status is Status.RESERVED:
        return Reason.COUPON_IN_USE
    if coupon.status is Status.USED:
        return Reason.COUPON_USED
    return Reason.COUPON_EXPIRED if coupon.status is Status.LAPSED or coupon.is_over(bearer.at) else None
