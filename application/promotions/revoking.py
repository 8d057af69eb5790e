"""Coupons that an order earned are taken back with it."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from application.ports.promotion_uses import KeptOccasion
from application.ports.unit_of_work import UnitOfWork
from domain.promotions.coupons.coupon import Coupon, CouponId
from domain.promotions.coupons.refusals import CouponNotYours
from domain.promotions.programme.awarding import CouponGrant


def earned_id(source_id: UUID, promotion: str, number: int) -> CouponId:
    """The coupon that a rule gave for something, by what it was given for: so it is found again."""
    return CouponId(uuid5(source_id, f"{promotion}:{number}"))


async def revoke_coupons(uow: UnitOfWork, earned: KeptOccasion) -> Mapping[str, int]:
    """Stage the end of all that was given for it; how many were not used, by the promotion that gave them.

    What was not used goes back to its batch. What is in use stays: its discount is part of another order's
    price, which holds as it was told.
    """
    return {grant.promotion: await _revoked(uow, earned, grant) for grant in earned.awarded.coupons}


async def _revoked(uow: UnitOfWork, earned: KeptOccasion, grant: CouponGrant) -> int:
    source, unused = earned.source, 0
    for number in range(grant.count):
        coupon = await _coupon(uow, earned, earned_id(source.id, grant.promotion, number))
        if coupon is not None:
            uow.coupons.keep(coupon.revoke())
            unused += not coupon.is_in_use
    if unused:
        uow.coupons.put_back(source.region_id, grant.batch, source.member_id, unused)
    return unused


async def _coupon(uow: UnitOfWork, earned: KeptOccasion, coupon_id: CouponId) -> Coupon | None:
    """None for one from before coupons were named after what they are given for: it stays."""
    try:
        return await uow.coupons.get(earned.source.region_id, coupon_id)
    except CouponNotYours:
        return None
