"""How many points a member has, and what ends when."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.ledger import LoyaltyWork, NewLoyaltyWork
from application.ports.time import Clock
from domain.loyalty.balance import Balance, ExpiringPoints, balance_of, expiring
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class PointsOf:
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class PointsOfHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: PointsOf) -> Balance:
        """Right now, however late the clock's runs are; zeros for somebody who never earned."""
        async with self.new_work() as work:
            return await balance_at(work, query.member_id, self.clock.now())


async def balance_at(work: LoyaltyWork, member_id: AccountId, now: datetime) -> Balance:
    """`now` is not in the past."""
    found = await work.ledger.opened(member_id, "")
    holds = () if found.lapses_at is None else await work.ledger.holds_of(member_id)
    return balance_of(found.lots, now, found.debt.amount, holds)


@dataclass(frozen=True, slots=True)
class ExpiringOf:
    """`limit` is 1 to 100."""

    member_id: AccountId
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ExpiringOfHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: ExpiringOf) -> tuple[ExpiringPoints, ...]:
        """What ends next, soonest first: one entry for each moment."""
        async with self.new_work() as work:
            lots = await work.ledger.lots_of(query.member_id)
        return expiring(lots, self.clock.now())[: query.limit]
