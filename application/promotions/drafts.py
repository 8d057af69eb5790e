"""Drafts of a region's rules: begun from a version, saved when free of faults, taken away."""

from dataclasses import dataclass, replace

from application.access import require_region
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.checking import checked
from application.promotions.live_rules import content_at
from application.views.rules import Draft, Drafts, draft_row, draft_whole
from domain.identity.roles import Actor
from domain.promotions.rules.editions import Content, RuleDraft, RuleDraftId
from domain.promotions.rules.refusals import RuleDraftChanged, RuleDraftNotFound
from domain.shared.ids import AccountId, RegionId

MOST_DRAFTS = 100


@dataclass(frozen=True, slots=True)
class CreateDraft:
    """Begun from `version`; None is the newest, in force or still to come."""

    actor: Actor
    region_id: RegionId
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """`based_on` says which version the author has seen last; None leaves it as it was."""

    actor: Actor
    region_id: RegionId
    draft_id: RuleDraftId
    seen_version: int
    content: Content
    name: str | None = None
    based_on: int | None = None


@dataclass(frozen=True, slots=True)
class DropDraft:
    actor: Actor
    region_id: RegionId
    draft_id: RuleDraftId
    seen_version: int


@dataclass(frozen=True, slots=True)
class ReadDraft:
    actor: Actor
    region_id: RegionId
    draft_id: RuleDraftId


@dataclass(frozen=True, slots=True)
class ListDrafts:
    actor: Actor
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class CreateDraftHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: CreateDraft) -> Draft:
        """Raises `NotInYourRegion`, `RegionNotFound`, `RuleVersionNotFound`."""
        require_region(cmd.actor, cmd.region_id)
        now, draft_id = self.clock.now(), RuleDraftId(self.ids.new())
        async with self.new_uow() as uow:
            number = cmd.version
            if number is None:
                number = await uow.rules.last_version(cmd.region_id)
            content = await content_at(uow, cmd.region_id, number, now)
            author = author_of(cmd.actor)
            draft = RuleDraft(draft_id, cmd.region_id, cmd.name.strip(), number, content, author, now)
            uow.rules.keep(draft)
            stored = draft_whole(replace(draft, version=1))
            await uow.commit(stored)
        return stored


@dataclass(frozen=True, slots=True)
class SaveDraftHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: SaveDraft) -> Draft:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`, `RuleDraftChanged`, `RuleVersionNotFound` and
        `RulesFaulty`: then nothing is saved.
        """
        require_region(cmd.actor, cmd.region_id)
        now = self.clock.now()
        async with self.new_uow() as uow:
            draft = await draft_as_seen(uow, cmd.region_id, cmd.draft_id, cmd.seen_version)
            await checked(uow, cmd.region_id, cmd.content, now)
            if cmd.based_on:
                await uow.rules.version(cmd.region_id, cmd.based_on)
            saved = replace(
                draft.saved(cmd.content, author_of(cmd.actor), now),
                name=draft.name if cmd.name is None else cmd.name.strip(),
                based_on=draft.based_on if cmd.based_on is None else cmd.based_on,
            )
            uow.rules.keep(saved)
            stored = draft_whole(replace(saved, version=saved.version + 1))
            await uow.commit(stored)
        return stored


@dataclass(frozen=True, slots=True)
class DropDraftHandler:
    new_uow: NewUnit

    async def __call__(self, cmd: DropDraft) -> None:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`, `RuleDraftChanged`."""
        require_region(cmd.actor, cmd.region_id)
        async with self.new_uow() as uow:
            uow.rules.drop(await draft_as_seen(uow, cmd.region_id, cmd.draft_id, cmd.seen_version))
            await uow.commit()


@dataclass(frozen=True, slots=True)
class ReadDraftHandler:
    new_uow: NewUnit

    async def __call__(self, query: ReadDraft) -> Draft:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`."""
        require_region(query.actor, query.region_id)
        async with self.new_uow() as uow:
            return draft_whole(await uow.rules.draft(query.region_id, query.draft_id))


@dataclass(frozen=True, slots=True)
class ListDraftsHandler:
    new_uow: NewUnit

    async def __call__(self, query: ListDrafts) -> Drafts:
        """Those saved last first, at most `MOST_DRAFTS`. Raises `NotInYourRegion`."""
        require_region(query.actor, query.region_id)
        async with self.new_uow() as uow:
            found = await uow.rules.drafts(query.region_id, MOST_DRAFTS)
        return Drafts(items=tuple(map(draft_row, found)))


async def draft_as_seen(
    uow: UnitOfWork, region_id: RegionId, draft_id: RuleDraftId, seen_version: int
) -> RuleDraft:
    """Raises `RuleDraftNotFound`, `RuleDraftChanged`."""
    draft = await uow.rules.draft(region_id, draft_id)
    if draft.version != seen_version:
        raise RuleDraftChanged()
    return draft


def author_of(actor: Actor) -> AccountId:
    if actor.account_id is None:
        raise RuleDraftNotFound()
    return actor.account_id
