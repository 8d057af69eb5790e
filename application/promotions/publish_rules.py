"""A draft becomes a version."""

from dataclasses import dataclass
from datetime import datetime

from application.access import require_region
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.checking import checked
from application.promotions.drafts import author_of, draft_as_seen
from application.views.rules import RuleVersionRow, row_of
from domain.identity.roles import Actor
from domain.promotions.rules.editions import Publication, RuleDraftId, require_to_come
from domain.promotions.rules.refusals import RulesMovedMeanwhile
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class PublishDraft:
    """`effective_at` None is now. The draft is gone afterwards."""

    actor: Actor
    region_id: RegionId
    draft_id: RuleDraftId
    seen_version: int
    note: str
    effective_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishDraftHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: PublishDraft) -> RuleVersionRow:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`, `RuleDraftChanged`, `DraftNotTried`,
        `EffectiveMomentWrong`, `RulesFaulty`; and `RulesMovedMeanwhile` where another version was published
        since the one that the draft is based on.
        """
        require_region(cmd.actor, cmd.region_id)
        now = self.clock.now()
        effective_at = require_to_come(cmd.effective_at or now, now)
        async with self.new_uow() as uow:
            draft = await draft_as_seen(uow, cmd.region_id, cmd.draft_id, cmd.seen_version)
            last = await uow.rules.last_version(cmd.region_id)
            if draft.based_on != last:
                raise RulesMovedMeanwhile()
            await checked(uow, cmd.region_id, draft.content, effective_at)
            publication = Publication(author_of(cmd.actor), now, effective_at, cmd.note.strip())
            version = draft.published(last + 1, publication)
            uow.rules.publish(version)
            uow.rules.drop(draft)
            row = row_of(version, version.version if effective_at == now else 0)
            await uow.commit(row)
        return row
