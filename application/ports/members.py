"""Who belongs to the programme."""

from typing import Protocol

from domain.promotions.programme.membership import Membership, Newcomer
from domain.shared.ids import AccountId


class Members(Protocol):
    async def newcomers(self, after: AccountId | None, limit: int) -> tuple[Newcomer, ...]:
        """Active homeowners with an address and without a membership, in the order of their ids."""
        ...

    async def membership(self, member_id: AccountId) -> Membership | None: ...

    def join(self, membership: Membership) -> None:
        """On commit, which raises `OccasionKnown` for somebody who is a member already."""
        ...
