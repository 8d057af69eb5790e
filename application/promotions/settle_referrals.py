"""The clock's run over referrals: each side is awarded once the first lasting order has cooled off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from application.loyalty.giving import policy_for
from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.ports.world import RegionSettings
from application.promotions.award_due import Due, award_due
from application.promotions.awarding import Happening
from application.promotions.means import Means
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency
from domain.promotions.programme.referrals import Referral, Side
from domain.shared.ids import AccountId, RegionId

CHUNK: Final = 200
CHUNKS: Final = 20


@dataclass(frozen=True, slots=True)
class SettleReferrals:
    """Bounds for each region and side."""

    chunk: int = CHUNK
    chunks: int = CHUNKS


@dataclass(frozen=True, slots=True)
class SettleReferralsHandler:
    """By the rules, and in the cooling-off time, of the region in which the order was."""

    new_uow: NewUnit
    clock: Clock
    means: Means

    async def __call__(self, cmd: SettleReferrals) -> bool:
        """True when more may be waiting: run again."""
        async with self.new_uow() as uow:
            regions = await uow.world.regions()
        return any([await self._region(region, side, cmd) for region in regions for side in Side])

    async def _region(self, region: RegionSettings, side: Side, cmd: SettleReferrals) -> bool:
        now = self.clock.now()
        until = await self._cooled_off(region, now)
        after: AccountId | None = None
        for _ in range(cmd.chunks):
            async with self.new_uow() as uow:
                found = await uow.referrals.due(region.region_id, side, until, after, cmd.chunk)
            if found:
                due = [_due(one, side, region.region_id, now) for one in found]
                await award_due(self.new_uow, self.means, due)
                after = found[-1].member_id
            if len(found) < cmd.chunk:
                return False
        return True

    async def _cooled_off(self, region: RegionSettings, now: datetime) -> datetime:
        """What was completed until then."""
        async with self.new_uow() as uow:
            policy = await policy_for(uow, Currency(region.currency, region.currency_exponent), now)
        return now - timedelta(days=policy.cooling_off_days)


def _due(referral: Referral, side: Side, region_id: RegionId, now: datetime) -> Due:
    def remember(uow: UnitOfWork) -> None:
        uow.referrals.settle(referral, side, now)

    event_id = referral.event_id(side)
    happening = Happening(
        source=UseSource(event_id, region_id, referral.who(side), None, now),
        trigger=side.trigger,
        origin=Origin(OriginKind.PROGRAMME, event_id),
    )
    return Due(happening, remember)
