"""Who belongs to the programme, in memory."""

from dataclasses import dataclass
from uuid import UUID

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.identity.roles import Role
from domain.promotions.programme.membership import Membership, Newcomer
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class MemoryMembers:
    session: MemorySession

    async def newcomers(self, after: AccountId | None, limit: int) -> tuple[Newcomer, ...]:
        store = self.session.store
        homes: dict[AccountId, RegionId] = {}
        for address in sorted(store.directory.addresses.values(), key=lambda one: one.id):
            homes.setdefault(address.account_id, address.region_id)
        due = sorted(
            one.id
            for one in store.accounts.rows.values()
            if one.id > (after or UUID(int=0))
            and one.is_active
            and Role.HOMEOWNER in one.roles
            and one.id in homes
            and one.id not in store.promotions.memberships
        )
        return tuple(Newcomer(who, homes[who]) for who in due[:limit])

    async def membership(self, member_id: AccountId) -> Membership | None:
        return self.session.store.promotions.memberships.get(member_id)

    def join(self, membership: Membership) -> None:
        rows = self.session.store.promotions.memberships

        def write(transaction: Transaction) -> None:
            if membership.member_id in rows:
                raise OccasionKnown()
            transaction.put(rows, membership.member_id, membership)

        self.session.write(write)
