"""The clock's run over newcomers: who has an address becomes a member, and gets what rules give for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.award_due import Due, award_due
from application.promotions.awarding import Happening
from application.promotions.means import Means
from domain.loyalty.journal import Origin, OriginKind
from domain.promotions.programme.membership import Membership, Newcomer
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId

CHUNK: Final = 200
CHUNKS: Final = 20


@dataclass(frozen=True, slots=True)
class Welcome:
    chunk: int = CHUNK
    chunks: int = CHUNKS


@dataclass(frozen=True, slots=True)
class WelcomeHandler:
    """However an account was made, and whenever the process ended: who is no member yet is found again."""

    new_uow: NewUnit
    clock: Clock
    means: Means

    async def __call__(self, cmd: Welcome) -> bool:
        """True when more may be waiting: run again."""
        after: AccountId | None = None
        for _ in range(cmd.chunks):
            async with self.new_uow() as uow:
                found = await uow.members.newcomers(after, cmd.chunk)
            if found:
                now = self.clock.now()
                await award_due(self.new_uow, self.means, [welcome_of(one, now) for one in found])
                after = found[-1].member_id
            if len(found) < cmd.chunk:
                return False
        return True


def welcome_of(newcomer: Newcomer, now: datetime) -> Due:
    membership = Membership(newcomer.member_id, newcomer.region_id, now)

    def remember(uow: UnitOfWork) -> None:
        uow.members.join(membership)

    happening = Happening(
        source=UseSource(newcomer.event_id, newcomer.region_id, newcomer.member_id, None, now),
        trigger=Trigger.SIGN_UP,
        origin=Origin(OriginKind.PROGRAMME, newcomer.event_id),
        readings={"member.days_since_sign_up": 0},
    )
    return Due(happening, remember)
