"""The uses of promotions in a period, added up and one by one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.promotions.programme.costs import PromotionUses
from domain.promotions.programme.given import Given
from domain.shared.ids import AccountId, OrderId, RegionId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class UsesAsked:
    """Those of a campaign (None: of none) by some versions of the rules; `skip` of them were seen."""

    region_id: RegionId
    period: Window
    campaign: str | None
    rules_versions: frozenset[int]
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class SingleUse:
    """`source_id` is the order that was priced, or the event that was awarded."""

    source_id: UUID
    promotion: str
    at: datetime
    member_id: AccountId
    order_id: OrderId | None
    rules_version: int
    given: Given
    back: Given
    is_over: bool


class CampaignUses(Protocol):
    async def totals(self, region_id: RegionId, period: Window) -> tuple[PromotionUses, ...]:
        """Of uses taken in the period, with all that has come back of them until now, whenever it did."""
        ...

    async def uses(self, asked: UsesAsked) -> tuple[SingleUse, ...]:
        """Oldest first."""
        ...
