"""Coupons into members' wallets: taken by themselves, or issued to them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.access import require_region
from application.ports.accounts import Accounts
from application.ports.coupons import Taking
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.tokens import Randomness
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.batches import batch_at, new_labels
from application.promotions.live_rules import LiveRules
from application.views.coupons import CouponList, CouponView, coupon_view
from domain.identity.roles import Actor
from domain.promotions.coupons.coupon import Coupon
from domain.promotions.coupons.refusals import BatchClosed
from domain.promotions.coupons.stock import Label, give
from domain.promotions.rules.model import Batch, BatchKind
from domain.shared.ids import AccountId, RegionId

MOST_MEMBERS: Final = 50


@dataclass(frozen=True, slots=True)
class ClaimCoupon:
    member_id: AccountId
    region_id: RegionId
    batch: str


@dataclass(frozen=True, slots=True)
class IssueCoupons:
    """One for each member, at most `MOST_MEMBERS`."""

    actor: Actor
    region_id: RegionId
    batch: str
    member_ids: tuple[AccountId, ...]


@dataclass(frozen=True, slots=True)
class ClaimCouponHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock
    ids: Ids
    randomness: Randomness

    async def __call__(self, cmd: ClaimCoupon) -> CouponView:
        """However many claim at once, no more are given than there are. Raises `BatchUnknown`,
        `BatchClosed` (also for one that is not there to be claimed), `BatchExhausted`, `BatchLimitReached`.
        """
        now = self.clock.now()
        (label,) = new_labels(1, self.ids, self.randomness)
        async with self.new_uow() as uow:
            batch = await batch_at(uow, self.live, cmd.region_id, cmd.batch, now)
            if batch.kind is not BatchKind.CLAIMED:
                raise BatchClosed(reason=batch.kind.value)
            coupon = await stage_coupon(uow, Giving(cmd.region_id, batch, cmd.member_id, now), label)
            given = coupon_view(coupon)
            await uow.commit(given)
        return given


@dataclass(frozen=True, slots=True)
class IssueCouponsHandler:
    new_uow: NewUnit
    live: LiveRules
    accounts: Accounts
    clock: Clock
    ids: Ids
    randomness: Randomness

    async def __call__(self, cmd: IssueCoupons) -> CouponList:
        """For all members or for none. Raises `NotInYourRegion`, `AccountNotFound`, and as claiming does."""
        require_region(cmd.actor, cmd.region_id)
        now = self.clock.now()
        members = tuple(dict.fromkeys(cmd.member_ids))
        for member_id in members:
            await self.accounts.get(member_id)
        labels = new_labels(len(members), self.ids, self.randomness)
        async with self.new_uow() as uow:
            batch = await batch_at(uow, self.live, cmd.region_id, cmd.batch, now)
            coupons = [
                await stage_coupon(uow, Giving(cmd.region_id, batch, member_id, now), label)
                for member_id, label in zip(members, labels, strict=True)
            ]
            issued = CouponList(items=tuple(map(coupon_view, coupons)))
            await uow.commit(issued)
        return issued


@dataclass(frozen=True, slots=True)
class Giving:
    region_id: RegionId
    batch: Batch
    member_id: AccountId
    at: datetime


async def stage_coupon(uow: UnitOfWork, giving: Giving, label: Label) -> Coupon:
    """One coupon into the member's wallet, in a unit of work of somebody else's, who commits.

    Raises as `domain.promotions.coupons.stock.give`; the commit may refuse for the same reasons, where
    others were faster.
    """
    stock = await uow.coupons.stock(giving.region_id, giving.batch.id, giving.member_id)
    coupon, _ = give(giving.batch, stock, giving.member_id, label, giving.at)
    uow.coupons.take(Taking(giving.region_id, giving.batch, giving.member_id))
    uow.coupons.add(giving.region_id, (coupon,))
    return replace(coupon, version=1)
