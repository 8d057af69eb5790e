"""Coupons into members' wallets: taken by themselves, or issued to them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.access import require_region
from application.loyalty.booking import insist
from application.loyalty.spend_points import SpendPoints, spend_points
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
from domain.loyalty.journal import Origin, OriginKind
from domain.promotions.coupons.coupon import Coupon
from domain.promotions.coupons.refusals import BatchClosed, CouponPriceChanged
from domain.promotions.coupons.stock import Label, give
from domain.promotions.rules.model import Batch, BatchKind
from domain.shared.ids import AccountId, RegionId

MOST_MEMBERS: Final = 50


@dataclass(frozen=True, slots=True)
class ClaimCoupon:
    """`points` is the price that the member saw."""

    member_id: AccountId
    region_id: RegionId
    batch: str
    points: int = 0


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
        `BatchClosed` (also for one that is not there to be claimed), `CouponPriceChanged`, `BatchExhausted`,
        `BatchLimitReached`, and `PointsNotEnough` for one that costs points.
        """
        return await insist(lambda is_contended: self._attempt(cmd, is_contended))

    async def _attempt(self, cmd: ClaimCoupon, is_contended: bool) -> CouponView:
        now = self.clock.now()
        (label,) = new_labels(1, self.ids, self.randomness)
        async with self.new_uow() as uow:
            if is_contended:
                await uow.ledger.wait_for(cmd.member_id)
            batch = await batch_at(uow, self.live, cmd.region_id, cmd.batch, now)
            if batch.kind is not BatchKind.CLAIMED:
                raise BatchClosed(reason=batch.kind.value)
            if batch.points != cmd.points:
                raise CouponPriceChanged(points=batch.points, shown=cmd.points)
            coupon = await stage_coupon(uow, Giving(cmd.region_id, batch, cmd.member_id, now), label)
            if batch.points:
                await spend_points(uow, self.ids, _payment(cmd, coupon, now))
            given = coupon_view(coupon, now)
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
            issued = CouponList(items=tuple(coupon_view(one, now) for one in coupons))
            await uow.commit(issued)
        return issued


def _payment(cmd: ClaimCoupon, coupon: Coupon, now: datetime) -> SpendPoints:
    origin = Origin(OriginKind.PROGRAMME, coupon.id)
    return SpendPoints(f"coupon:{coupon.id}", cmd.member_id, cmd.points, origin, now)


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
