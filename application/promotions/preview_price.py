"""What any basket would cost under the rules in force, an earlier version or a draft, with every reason."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.access import require_region
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.checking import checked
from application.promotions.live_rules import LiveRules
from application.views.previews import PreviewView, preview_of
from domain.identity.roles import Actor
from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.rules.editions import RuleDraftId
from domain.promotions.rules.limits import Scope, Usage
from domain.shared.ids import RegionId

MOST_COMBINATIONS: Final = 2_000
NEW_DEVICE: Final = Usage(subjects={Scope.DEVICE: "previewed"})
"""Nothing is counted of a preview, and what is limited by device is shown as a new device would get it."""


@dataclass(frozen=True, slots=True)
class PreviewPrice:
    """`draft_id` before `version`; without both, the rules in force at `at` (None is now)."""

    actor: Actor
    region_id: RegionId
    basket: Basket
    draft_id: RuleDraftId | None = None
    version: int | None = None
    at: datetime | None = None
    best: bool = False


@dataclass(frozen=True, slots=True)
class PreviewPriceHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock

    async def __call__(self, query: PreviewPrice) -> PreviewView:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`, `RuleVersionNotFound`, `CartMalformed`,
        `ReadingsMalformed`.
        """
        require_region(query.actor, query.region_id)
        at = query.at or self.clock.now()
        async with self.new_uow() as uow:
            rules = await self._rules(uow, query, at)
        ask = Ask(best=query.best, tell=Tell.EXPLAINED, most_combinations=MOST_COMBINATIONS)
        basket = replace(query.basket, usage=NEW_DEVICE)
        # A search may take a while: others are served meanwhile.
        priced = await asyncio.to_thread(evaluate, basket, rules, at, ask)
        return preview_of(priced, {each.id: each.name for each in rules.source.promotions})

    async def _rules(self, uow: UnitOfWork, query: PreviewPrice, at: datetime) -> Rules:
        if query.draft_id is not None:
            draft = await uow.rules.draft(query.region_id, query.draft_id)
            return compile_rules(await checked(uow, query.region_id, draft.content, at))
        if query.version is not None:
            return await self.live.of_version(uow, query.region_id, query.version, at)
        return await self.live.at(uow, query.region_id, at)
