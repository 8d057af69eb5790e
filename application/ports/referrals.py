"""Members' own codes, and who named whom."""

from datetime import datetime
from typing import Protocol

from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import Referral, Side, Standing
from domain.shared.ids import AccountId, RegionId


class Referrals(Protocol):
    async def standing(self, member_id: AccountId) -> Standing: ...

    async def by_code(self, code: str) -> Membership | None:
        """The member whose code this is."""
        ...

    def give_code(self, member_id: AccountId, code: str) -> None:
        """On commit, which raises `ReferralCodeTaken` where the member has one, or somebody has this one."""
        ...

    def say(self, referral: Referral) -> None:
        """On commit, which raises `ReferralKnown` when somebody was named before."""
        ...

    async def due(
        self, region_id: RegionId, side: Side, until: datetime, after: AccountId | None, limit: int
    ) -> tuple[Referral, ...]:
        """Not settled for that side; who was referred has an order in the region, placed after naming,
        completed until then and not refunded by any part. In the order of the ids of who was referred;
        only where who is to be awarded is active.
        """
        ...

    def settle(self, referral: Referral, side: Side, at: datetime) -> None:
        """On commit, which raises `OccasionKnown` when it was settled before."""
        ...
