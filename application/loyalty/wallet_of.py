"""A member's points as the staff sees them: now with every lot, or as of any past moment."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.accounts import Accounts
from application.ports.ledger import NewLoyaltyWork
from application.ports.time import Clock
from domain.loyalty.balance import Balance, balance_of
from domain.loyalty.holds import Hold
from domain.loyalty.lots import Lot
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class WalletOf:
    """`moment` None is now."""

    member_id: AccountId
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wallet:
    """`lots` are those with points then, `holds` those open now (none for the past)."""

    moment: datetime
    balance: Balance
    lots: tuple[Lot, ...]
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class WalletOfHandler:
    new_work: NewLoyaltyWork
    accounts: Accounts
    clock: Clock

    async def __call__(self, query: WalletOf) -> Wallet:
        """Raises `AccountNotFound`. A moment that is still to come is now."""
        await self.accounts.get(query.member_id)
        now = self.clock.now()
        if query.moment is None or query.moment >= now:
            return await self._now(query.member_id, now)
        async with self.new_work() as work:
            past = await work.ledger.reads.wallet_at(query.member_id, query.moment)
        lots = tuple(one.as_it_was for one in past.stood if one.free or one.held)
        return Wallet(query.moment, balance_of(lots, query.moment, past.debt), lots, ())

    async def _now(self, member_id: AccountId, now: datetime) -> Wallet:
        async with self.new_work() as work:
            lots = await work.ledger.lots_of(member_id)
            debt = await work.ledger.debt_of(member_id)
            holds = await work.ledger.holds_of(member_id)
        return Wallet(now, balance_of(lots, now, debt.amount, holds), lots, holds)
