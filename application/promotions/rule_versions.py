"""The versions of a region's rules: a list, and one of them whole."""

from dataclasses import dataclass

from application.access import require_region
from application.ports.queries import CursorMalformed
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.live_rules import content_at
from application.views.page import Page
from application.views.rules import RulesRead, RuleVersionRow, row_of
from domain.identity.roles import Actor
from domain.promotions.rules.standard_set import STANDARD_VERSION
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class ListRuleVersions:
    actor: Actor
    region_id: RegionId
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ListRuleVersionsHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, query: ListRuleVersions) -> Page[RuleVersionRow]:
        """Newest first. Raises `NotInYourRegion`, `CursorMalformed`."""
        require_region(query.actor, query.region_id)
        below = None if query.cursor is None else _number(query.cursor)
        async with self.new_uow() as uow:
            live = await uow.rules.live_version(query.region_id, self.clock.now())
            found = await uow.rules.versions(query.region_id, below, query.limit + 1)
        page = found[: query.limit]
        following = str(page[-1].version) if len(found) > query.limit else None
        return Page(tuple(row_of(one, live) for one in page), following)


@dataclass(frozen=True, slots=True)
class ReadRules:
    """`version` None is the one in force."""

    actor: Actor
    region_id: RegionId
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReadRulesHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, query: ReadRules) -> RulesRead:
        """Raises `NotInYourRegion`, `RegionNotFound`, `RuleVersionNotFound`."""
        require_region(query.actor, query.region_id)
        now = self.clock.now()
        async with self.new_uow() as uow:
            live = await uow.rules.live_version(query.region_id, now)
            number = live if query.version is None else query.version
            if number == STANDARD_VERSION:
                content = await content_at(uow, query.region_id, number, now)
                return RulesRead(version=number, is_live=number == live, content=content)
            one = await uow.rules.version(query.region_id, number)
        return RulesRead(
            version=number,
            is_live=number == live,
            content=one.content,
            effective_at=one.effective_at,
            published_by=one.published_by,
            published_at=one.published_at,
            note=one.note,
        )


def _number(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise CursorMalformed()
    return int(cursor)
