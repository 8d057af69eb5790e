"""Members' own codes and who named whom, in memory."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.orders.order import Order
from domain.orders.status import TERMINAL, Status
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import Referral, ReferralCodeTaken, ReferralKnown, Side, Standing
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class MemoryReferrals:
    session: MemorySession

    async def standing(self, member_id: AccountId) -> Standing:
        rows = self.session.store.promotions
        named = [one.member_id for one in rows.referrals.values() if one.referrer_id == member_id]
        mine = rows.referrals.get(member_id)
        return Standing(
            code=rows.referral_codes.get(member_id),
            membership=rows.memberships.get(member_id),
            said_at=mine.said_at if mine else None,
            has_ordered=any(
                one.status not in TERMINAL - {Status.COMPLETED} for one in self._orders(member_id)
            ),
            referred=len(named),
            rewarded=sum((who, Side.REFERRER) in rows.settled for who in named),
        )

    async def by_code(self, code: str) -> Membership | None:
        rows = self.session.store.promotions
        found = (who for who, known in rows.referral_codes.items() if known == code)
        owner = next(found, None)
        return None if owner is None else rows.memberships.get(owner)

    def give_code(self, member_id: AccountId, code: str) -> None:
        codes = self.session.store.promotions.referral_codes

        def write(transaction: Transaction) -> None:
            if member_id in codes or code in codes.values():
                raise ReferralCodeTaken()
            transaction.put(codes, member_id, code)

        self.session.write(write)

    def say(self, referral: Referral) -> None:
        rows = self.session.store.promotions.referrals

        def write(transaction: Transaction) -> None:
            if referral.member_id in rows:
                raise ReferralKnown()
            transaction.put(rows, referral.member_id, referral)

        self.session.write(write)

    async def due(
        self, region_id: RegionId, side: Side, until: datetime, after: AccountId | None, limit: int
    ) -> tuple[Referral, ...]:
        rows, accounts = self.session.store.promotions, self.session.store.accounts.rows
        found = [
            one
            for one in rows.referrals.values()
            if (one.member_id, side) not in rows.settled
            and one.member_id > (after or UUID(int=0))
            and (account := accounts.get(one.who(side)))
            and account.is_active
            and self._has_earned(one, region_id, until)
        ]
        return tuple(sorted(found, key=lambda one: one.member_id)[:limit])

    def settle(self, referral: Referral, side: Side, at: datetime) -> None:
        settled = self.session.store.promotions.settled

        def write(transaction: Transaction) -> None:
            if (referral.member_id, side) in settled:
                raise OccasionKnown()
            transaction.put(settled, (referral.member_id, side), at)

        self.session.write(write)

    def _has_earned(self, referral: Referral, region_id: RegionId, until: datetime) -> bool:
        refunded = {one.order_id for one in self.session.store.books.refunds.values()}
        return any(
            one.region_id == region_id
            and one.status is Status.COMPLETED
            and one.completed_at is not None
            and one.completed_at <= until
            and one.created_at >= referral.said_at
            and one.id not in refunded
            for one in self._orders(referral.member_id)
        )

    def _orders(self, member_id: AccountId) -> list[Order]:
        return [one for one in self.session.store.orders.rows.values() if one.homeowner_id == member_id]
