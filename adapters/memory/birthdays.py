"""Members' birthdays in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.promotions.programme.birthdays import (
    Anniversary,
    Birthday,
    BirthdayFixed,
    Celebration,
    Correction,
)
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class MemoryBirthdays:
    session: MemorySession

    async def of(self, member_id: AccountId) -> Birthday | None:
        return self.session.store.promotions.birthdays.get(member_id)

    def keep(self, birthday: Birthday, seen: datetime | None) -> None:
        rows = self.session.store.promotions.birthdays

        def write(transaction: Transaction) -> None:
            known = rows.get(birthday.member_id)
            if known is not None and known.given_at != seen:
                raise BirthdayFixed()
            transaction.put(rows, birthday.member_id, birthday)

        self.session.write(write)

    def note(self, correction: Correction) -> None:
        rows = self.session.store.promotions.birthday_corrections
        self.session.write(lambda transaction: transaction.put(rows, correction.id, correction))

    async def corrections(self, member_id: AccountId) -> tuple[Correction, ...]:
        rows = self.session.store.promotions.birthday_corrections.values()
        own = [one for one in rows if one.right.member_id == member_id]
        return tuple(sorted(own, key=lambda one: one.id, reverse=True))

    async def due(
        self, region_id: RegionId, days: Sequence[Anniversary], after: AccountId | None, limit: int
    ) -> tuple[Celebration, ...]:
        rows = self.session.store.promotions
        by_day = {(one.month, one.day): one for one in days}
        found = [
            Celebration(birthday.member_id, day.on)
            for birthday in rows.birthdays.values()
            if (day := by_day.get((birthday.month, birthday.day)))
            and birthday.member_id > (after or UUID(int=0))
            and birthday.given_at < day.ends_at
            and self._is_of(birthday.member_id, region_id, day.ends_at)
            and rows.celebrated.get(birthday.member_id, 0) < day.on.year
        ]
        return tuple(sorted(found, key=lambda one: one.member_id)[:limit])

    def celebrate(self, celebration: Celebration) -> None:
        years = self.session.store.promotions.celebrated

        def write(transaction: Transaction) -> None:
            if years.get(celebration.member_id, 0) >= celebration.on.year:
                raise OccasionKnown()
            transaction.put(years, celebration.member_id, celebration.on.year)

        self.session.write(write)

    def _is_of(self, member_id: AccountId, region_id: RegionId, before: datetime) -> bool:
        store = self.session.store
        membership, account = store.promotions.memberships.get(member_id), store.accounts.rows.get(member_id)
        if membership is None or account is None or not account.is_active:
            return False
        return membership.region_id == region_id and membership.joined_at < before
