"""The coupon batches of a region, as those who manage them see them."""

from dataclasses import dataclass

from application.access import require_region
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.batches import batches_with
from application.promotions.live_rules import LiveRules
from application.views.coupons import Batches
from domain.identity.roles import Actor
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class BatchesOf:
    actor: Actor
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class BatchesOfHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: BatchesOf) -> Batches:
        """Raises `NotInYourRegion`, `RegionNotFound`."""
        require_region(query.actor, query.region_id)
        now = self.clock.now()
        async with self.new_uow() as uow:
            source = (await self.live.at(uow, query.region_id, now)).source
            given = await uow.coupons.given(query.region_id)
        return Batches(items=batches_with(source, given, now))
