"""How many points a member has."""

from dataclasses import dataclass

from application.ports.ledger import NewLoyaltyWork
from application.ports.time import Clock
from domain.loyalty.balance import Balance, balance_of
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
            return balance_of(await work.ledger.lots_of(query.member_id), self.clock.now())
