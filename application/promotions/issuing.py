"""Coupons that a rule gives, into the member's wallet."""

from dataclasses import replace

from application.ports.coupons import Taking
from application.ports.promotion_uses import UseSource
from application.ports.unit_of_work import UnitOfWork
from application.promotions.batches import batch_in, new_labels
from application.promotions.means import Means
from application.promotions.revoking import earned_id
from domain.promotions.coupons.refusals import BatchClosed, BatchExhausted, BatchLimitReached
from domain.promotions.coupons.stock import give
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.result import Reason, Refused
from domain.promotions.programme.awarding import Awarded, CouponGrant


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
    batch = batch_in(rules.source, grant.batch)
    stock = await uow.coupons.stock(source.region_id, batch.id, source.member_id)
    coupons = []
    for number, label in enumerate(new_labels(grant.count, means.ids, means.randomness)):
        label = replace(label, id=earned_id(source.id, grant.promotion, number))
        try:
            coupon, stock = give(batch, stock, source.member_id, label, source.at)
        except (BatchClosed, BatchExhausted, BatchLimitReached):
            return False
        coupons.append(coupon)
    uow.coupons.take(Taking(source.region_id, batch, source.member_id, len(coupons)))
    uow.coupons.add(source.region_id, coupons)
    return True
