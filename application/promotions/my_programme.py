"""Where a member stands in a region's programme: the tier and what the next one needs, and the streak."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.pricings import MemberPast
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.live_rules import LiveRules
from application.promotions.price_order import past_of
from application.promotions.readings import streak_of, tier_of
from application.views.programme import CheckInStanding, MyProgramme, my_tier
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.standing import out_of_time
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, RegionId

CHECKED_IN = (Trigger.CHECK_IN, Trigger.STREAK)


@dataclass(frozen=True, slots=True)
class MyProgrammeAsked:
    member_id: AccountId
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class MyProgrammeHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: MyProgrammeAsked) -> MyProgramme:
        """Raises `RegionNotFound`."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            rules = await self.live.at(uow, query.region_id, now)
            past = await past_of(uow, query.region_id, query.member_id, rules, now)
        ladder = rules.source.ladder
        tier = my_tier(ladder, tier_of(ladder, past, now)) if ladder else None
        return MyProgramme(tier=tier, check_in=_check_in(rules, past, now))


def _check_in(rules: Rules, past: MemberPast, now: datetime) -> CheckInStanding | None:
    """None where looking in gives nothing now."""
    ready = [each for trigger in CHECKED_IN for each in rules.by_trigger[trigger]]
    if all(out_of_time(each, now) for each in ready):
        return None
    zone = rules.source.zone
    today = now.astimezone(zone).date()
    return CheckInStanding(is_done=today in past.check_ins, streak=streak_of(past.check_ins, today, zone))
