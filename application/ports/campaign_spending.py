"""What campaigns have given so far."""

from collections.abc import Mapping
from typing import Protocol

from domain.shared.ids import RegionId


class CampaignSpending(Protocol):
    async def spent(self, region_id: RegionId) -> Mapping[str, int]:
        """By campaign, in the measure of its budget; campaigns that gave nothing are left out."""
        ...


class NothingSpent:
    """Where no promotion has ever been applied."""

    async def spent(self, region_id: RegionId) -> Mapping[str, int]:
        return {}
