"""A member looks in, once a local day: what that earns, and what a streak of such days earns."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from application.loyalty.booking import insist
from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.awarding import Happening, award_for
from application.promotions.means import Means
from application.promotions.price_order import past_of
from application.promotions.readings import streak_of
from application.views.programme import CheckInView
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.refusals import RequestIdReused
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.programme.refusals import OccasionKnown
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`region_id`: whose rules and whose calendar."""

    member_id: AccountId
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class CheckInHandler:
    new_uow: NewUnit
    clock: Clock
    means: Means

    async def __call__(self, cmd: CheckIn) -> CheckInView:
        """Again on the same day it tells where the streak stands and gives nothing more.

        Raises `RegionNotFound`.
        """
        now = self.clock.now()
        async with self.new_uow() as uow:
            rules = await self.means.rules.at(uow, cmd.region_id, now)
            past = await past_of(uow, cmd.region_id, cmd.member_id, rules, now)
        day = now.astimezone(rules.source.zone).date()
        length = streak_of({*past.check_ins, day}, day, rules.source.zone)
        points = 0
        # Each in a unit of its own: the process may end between them, and the next call goes on.
        for trigger in (Trigger.CHECK_IN, Trigger.STREAK):
            with suppress(OccasionKnown, RequestIdReused):
                points += await self._award(cmd, rules, trigger, (day, length, now))
        return CheckInView(day=day, streak=length, points=points)

    async def _award(
        self, cmd: CheckIn, rules: Rules, trigger: Trigger, when: tuple[date, int, datetime]
    ) -> int:
        day, length, now = when
        event_id = uuid5(cmd.member_id, f"{trigger.value} {cmd.region_id} {day.isoformat()}")
        happening = _happening(cmd, trigger, event_id, now, length)

        async def attempt(_: bool) -> int:
            async with self.new_uow() as uow:
                if trigger is Trigger.CHECK_IN:
                    uow.pricings.check_in(cmd.member_id, day, now)
                awarded = await award_for(uow, self.means, happening, rules)
                await uow.commit()
            return awarded.points

        return await insist(attempt)


def _happening(cmd: CheckIn, trigger: Trigger, event_id: UUID, now: datetime, length: int) -> Happening:
    return Happening(
        source=UseSource(event_id, cmd.region_id, cmd.member_id, None, now),
        trigger=trigger,
        origin=Origin(OriginKind.PROGRAMME, event_id),
        readings={"member.streak": length},
    )
