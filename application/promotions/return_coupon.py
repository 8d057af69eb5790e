"""A used coupon comes back by hand: where somebody was wronged, and no refund says so."""

from dataclasses import dataclass

from application.access import require_region
from application.loyalty.giving import policy_for
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.views.coupons import CouponView, coupon_view
from domain.identity.roles import Actor
from domain.loyalty.policy import Currency
from domain.promotions.coupons.coupon import CouponId, Step
from domain.promotions.coupons.refusals import CouponStepIllegal
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class ReturnCoupon:
    actor: Actor
    region_id: RegionId
    coupon_id: CouponId


@dataclass(frozen=True, slots=True)
class ReturnCouponHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: ReturnCoupon) -> CouponView:
        """Usable again, for the grace of the region's policy at least. Raises `NotInYourRegion`,
        `CouponNotYours`, `CouponStepIllegal` (for one that was not used), `CouponChanged`.
        """
        require_region(cmd.actor, cmd.region_id)
        now = self.clock.now()
        async with self.new_uow() as uow:
            coupon = await uow.coupons.get(cmd.region_id, cmd.coupon_id)
            if coupon.order is None:
                raise CouponStepIllegal(status=coupon.status.value, step=Step.RETURN.value)
            region = await uow.world.region(cmd.region_id)
            policy = await policy_for(uow, Currency(region.currency, region.currency_exponent), now)
            back = coupon.give_back(coupon.order, now, policy.grace_days)
            uow.coupons.keep(back)
            stored = coupon_view(back, now)
            await uow.commit(stored)
        return stored
