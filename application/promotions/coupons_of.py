"""A member's coupons with what they unlock, and those that are there to be claimed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.access import require_region
from application.ports.coupons import KeptCoupon
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.batches import Named, batches_with, names_in
from application.promotions.live_rules import LiveRules
from application.views.coupons import Batches, MyCoupon, MyCoupons, coupon_view
from domain.identity.roles import Actor
from domain.promotions.coupons.coupon import Standing
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.model import Batch, BatchKind
from domain.promotions.rules.schedule import Running
from domain.shared.ids import AccountId, RegionId

MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class CouponsOf:
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class MemberCoupons:
    """Those of a region, as whoever runs it sees them."""

    actor: Actor
    region_id: RegionId
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class ClaimableCoupons:
    member_id: AccountId
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class CouponsOfHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: CouponsOf) -> MyCoupons:
        """Usable now first, those that end soonest before; then the others, latest end first."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            usable = await uow.coupons.usable_of(query.member_id, now, MOST_SHOWN)
            others = await uow.coupons.others_of(query.member_id, now, MOST_SHOWN)
            found = (*usable, *others)
            names = await self._names(uow, {one.region_id for one in found}, now)
        shown = [_shown(one, names[one.region_id], now) for one in found]
        return MyCoupons(items=tuple(sorted(shown, key=lambda one: not one.is_usable)))

    async def _names(
        self, uow: UnitOfWork, regions: set[RegionId], now: datetime
    ) -> Mapping[RegionId, Named]:
        return {region: names_in((await self.live.at(uow, region, now)).source) for region in regions}


@dataclass(frozen=True, slots=True)
class MemberCouponsHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: MemberCoupons) -> MyCoupons:
        """In the member's own order. Raises `NotInYourRegion`."""
        require_region(query.actor, query.region_id)
        found = await CouponsOfHandler(self.new_uow, self.live, self.clock)(CouponsOf(query.member_id))
        return MyCoupons(items=tuple(one for one in found.items if one.region_id == query.region_id))


@dataclass(frozen=True, slots=True)
class ClaimableCouponsHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: ClaimableCoupons) -> Batches:
        """Batches that members may claim from now, used up ones too. Raises `RegionNotFound`."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            source = (await self.live.at(uow, query.region_id, now)).source
            given = await uow.coupons.given(query.region_id)
            found = []
            for batch in [each for each in source.batches if _is_open(each, now)][:MOST_SHOWN]:
                stock = await uow.coupons.stock(query.region_id, batch.id, query.member_id)
                (row,) = batches_with(replace(source, batches=(batch,)), given, now)
                found.append(replace(row, own=stock.to_member))
        return Batches(items=tuple(found))


def _shown(kept: KeptCoupon, names: Named, now: datetime) -> MyCoupon:
    coupon = kept.coupon
    view = coupon_view(coupon, now)
    unlocks = names.get(coupon.promotion)
    is_usable = view.status is Standing.OWNED and unlocks is not None
    return MyCoupon(region_id=kept.region_id, coupon=view, unlocks=unlocks, is_usable=is_usable)


def _is_open(batch: Batch, now: datetime) -> bool:
    is_claimed = batch.kind is BatchKind.CLAIMED and batch.state is State.PUBLISHED
    return is_claimed and batch.schedule.at(now) is Running.ACTIVE
