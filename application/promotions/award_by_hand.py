"""The staff says that something happened for which rules of the trigger `manual` give points or coupons."""

from dataclasses import dataclass

from application.access import require_region
from application.loyalty.booking import insist
from application.ports.accounts import Accounts
from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.awarding import Happening, award_for
from application.promotions.means import Means
from application.views.programme import AwardedView, awarded_view
from domain.identity.roles import Actor
from domain.loyalty.journal import Origin, OriginKind
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class AwardByHand:
    """`note` is what the rules read as `event.note`."""

    actor: Actor
    region_id: RegionId
    member_id: AccountId
    note: str


@dataclass(frozen=True, slots=True)
class AwardByHandHandler:
    new_uow: NewUnit
    accounts: Accounts
    clock: Clock
    means: Means

    async def __call__(self, cmd: AwardByHand) -> AwardedView:
        """What was given, and why not more. Raises `NotInYourRegion`, `AccountNotFound`."""
        require_region(cmd.actor, cmd.region_id)
        await self.accounts.get(cmd.member_id)
        now, event_id = self.clock.now(), self.means.ids.new()
        happening = Happening(
            source=UseSource(event_id, cmd.region_id, cmd.member_id, None, now),
            trigger=Trigger.MANUAL,
            origin=Origin(OriginKind.PROGRAMME, event_id),
            readings={"event.note": cmd.note.strip()},
        )

        async def attempt(_: bool) -> AwardedView:
            async with self.new_uow() as uow:
                rules = await self.means.rules.at(uow, cmd.region_id, now)
                awarded = await award_for(uow, self.means, happening, rules)
                names = {each.id: each.name for each in rules.source.promotions}
                view = awarded_view(awarded, names)
                await uow.commit(view)
            return view

        return await insist(attempt)
