"""The rule sets of regions: published versions, which never change, and drafts."""

from datetime import datetime
from typing import Protocol

from domain.promotions.rules.editions import RuleDraft, RuleDraftId, RuleVersion
from domain.shared.ids import RegionId


class RuleBook(Protocol):
    async def live_version(self, region_id: RegionId, at: datetime) -> int:
        """The highest version in effect at that moment; 0 where a region has none."""
        ...

    async def last_version(self, region_id: RegionId) -> int:
        """The highest number given, in effect or not; 0 where a region has none."""
        ...

    async def version(self, region_id: RegionId, version: int) -> RuleVersion:
        """Raises `RuleVersionNotFound`."""
        ...

    async def versions(self, region_id: RegionId, below: int | None, limit: int) -> tuple[RuleVersion, ...]:
        """Newest first, those with a number below `below`."""
        ...

    def publish(self, version: RuleVersion) -> None:
        """Add it on commit, which raises `RulesMovedMeanwhile` when its number is taken."""
        ...

    async def draft(self, region_id: RegionId, draft_id: RuleDraftId) -> RuleDraft:
        """Raises `RuleDraftNotFound`, also for another region's."""
        ...

    async def drafts(self, region_id: RegionId, limit: int) -> tuple[RuleDraft, ...]:
        """Those saved last first."""
        ...

    def keep(self, draft: RuleDraft) -> None:
        """Store on commit; version 0 is new. The commit raises `RuleDraftChanged` when it has moved on."""
        ...

    def drop(self, draft: RuleDraft) -> None:
        """Take it away on commit, which raises `RuleDraftChanged` when it has moved on."""
        ...
