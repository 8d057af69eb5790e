"""Rule sets and drafts in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.promotions.rules.editions import RuleDraft, RuleDraftId, RuleVersion
from domain.promotions.rules.refusals import (
    RuleDraftChanged,
    RuleDraftNotFound,
    RulesMovedMeanwhile,
    RuleVersionNotFound,
)
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class MemoryRuleBook:
    """Versions of a region stand in ascending order. A draft that was taken away stays as None."""

    session: MemorySession

    async def live_version(self, region_id: RegionId, at: datetime) -> int:
        return max((one.version for one in self._of(region_id) if one.effective_at <= at), default=0)

    async def last_version(self, region_id: RegionId) -> int:
        return max((one.version for one in self._of(region_id)), default=0)

    async def version(self, region_id: RegionId, version: int) -> RuleVersion:
        for one in self._of(region_id):
            if one.version == version:
                return one
        raise RuleVersionNotFound()

    async def versions(self, region_id: RegionId, below: int | None, limit: int) -> tuple[RuleVersion, ...]:
        found = [one for one in self._of(region_id) if below is None or one.version < below]
        return tuple(reversed(found))[:limit]

    def publish(self, version: RuleVersion) -> None:
        def store(transaction: Transaction) -> None:
            known = self._of(version.region_id)
            if any(one.version == version.version for one in known):
                raise RulesMovedMeanwhile()
            together = sorted((*known, version), key=lambda one: one.version)
            transaction.put(self.session.store.rule_sets, version.region_id, tuple(together))

        self.session.write(store)

    async def draft(self, region_id: RegionId, draft_id: RuleDraftId) -> RuleDraft:
        found = self.session.store.rule_drafts.get(draft_id)
        if found is None or found.region_id != region_id:
            raise RuleDraftNotFound()
        return found

    async def drafts(self, region_id: RegionId, limit: int) -> tuple[RuleDraft, ...]:
        kept = self.session.store.rule_drafts.values()
        own = [one for one in kept if one is not None and one.region_id == region_id]
        return tuple(sorted(own, key=lambda one: (one.saved_at, one.id), reverse=True)[:limit])

    def keep(self, draft: RuleDraft) -> None:
        self._change(draft, replace(draft, version=draft.version + 1))

    def drop(self, draft: RuleDraft) -> None:
        self._change(draft, None)

    def _change(self, seen: RuleDraft, after: RuleDraft | None) -> None:
        def store(transaction: Transaction) -> None:
            drafts = self.session.store.rule_drafts
            known = drafts.get(seen.id)
            if (known.version if known else 0) != seen.version:
                raise RuleDraftChanged()
            transaction.put(drafts, seen.id, after)

        self.session.write(store)

    def _of(self, region_id: RegionId) -> tuple[RuleVersion, ...]:
        return self.session.store.rule_sets.get(region_id, ())
