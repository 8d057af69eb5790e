"""Coupons that a rule gives, into the member's wallet."""

from dataclasses import replace
from typing import Final

from application.ports.coupons import Taking
from application.ports.promotion_uses import UseSource
from application.ports.unit_of_work import UnitOfWork
from application.promotions.means import Means
from domain.promotions.coupons.codes import new_codes
from domain.promotions.coupons.coupon import CouponId
from domain.promotions.coupons.refusals import BatchClosed, BatchExhausted, BatchLimitReached
from domain.promotions.coupons.stock import Label, give
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.result import Reason, Refused
from domain.promotions.programme.awarding import Awarded, CouponGrant

CODE_LENGTH: Final = 12


async def issue(uow: UnitOfWork, means: Means, source: UseSource, rules: Rules, awarded: Awarded) -> Awarded:
    """Stage the coupons; what the batch does not hold any more is refused and not given."""
    granted, refused = list[CouponGrant](), list(awarded.refused)
    for grant in awarded.coupons:
        if await _issued(uow, means, source, rules, grant):
            granted.append(grant)
        else:
            refused.append(Refused(grant.promotion, Reason.LIMIT_REACHED, left=0))
    return replace(awarded, coupons=tuple(granted), refused=tuple(refused))


async def _issued(uow: UnitOfWork, means: Means, source: UseSource, rules: Rules, grant: CouponGrant) -> bool:
    """All coupons of the grant, or none."""
    batch = next(each for each in rules.source.batches if each.id == grant.batch)
    stock = await uow.coupons.stock(source.region_id, batch.id, source.member_id)
    coupons = []
    for code in new_codes(grant.count, CODE_LENGTH, means.randomness.token_bytes):
        try:
            label = Label(CouponId(means.ids.new()), code)
            coupon, stock = give(batch, stock, source.member_id, label, source.at)
        except (BatchClosed, BatchExhausted, BatchLimitReached):
            return False
        coupons.append(coupon)
    uow.coupons.take(Taking(source.region_id, batch, source.member_id, len(coupons)))
    uow.coupons.add(source.region_id, coupons)
    return True
