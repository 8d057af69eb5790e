"""The rules in force, compiled once for each version of a region."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from application.loyalty.giving import policy_for
from application.ports.unit_of_work import UnitOfWork
from domain.loyalty.policy import Currency
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.rules.editions import Content
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.standard_set import STANDARD_VERSION, standard_set
from domain.shared.ids import RegionId

MOST_KEPT: Final = 64
Key = tuple[RegionId, int, int]
"""Region, version, and the earning policy's version, which tells standard sets apart."""


@dataclass(frozen=True, slots=True)
class LiveRules:
    """One for a process. Versions never change, so what was compiled stays right; what was not used for
    longest goes first.
    """

    most_kept: int = MOST_KEPT
    _kept: OrderedDict[Key, Rules] = field(default_factory=OrderedDict)

    async def at(self, uow: UnitOfWork, region_id: RegionId, at: datetime) -> Rules:
        """What is in force in the region at that moment. Raises `RegionNotFound`."""
        return await self.of_version(uow, region_id, await uow.rules.live_version(region_id, at), at)

    async def of_version(self, uow: UnitOfWork, region_id: RegionId, version: int, at: datetime) -> Rules:
        """That version of the region; `at` says which earning policy stands behind version 0.

        Raises `RuleVersionNotFound`, `RegionNotFound`.
        """
        if version == STANDARD_VERSION:
            return await self._standard(uow, region_id, at)
        key = region_id, version, 0
        found = self._known(key)
        return found or self._keep(key, (await uow.rules.version(region_id, version)).content)

    async def _standard(self, uow: UnitOfWork, region_id: RegionId, at: datetime) -> Rules:
        policy_version, content = await _standing(uow, region_id, at)
        key = region_id, STANDARD_VERSION, policy_version
        return self._known(key) or self._keep(key, content)

    def _known(self, key: Key) -> Rules | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _keep(self, key: Key, content: Content) -> Rules:
        rules = compile_rules(read_rules(content))
        self._kept[key] = rules
        while len(self._kept) > self.most_kept:
            self._kept.popitem(last=False)
        return rules


async def content_at(uow: UnitOfWork, region_id: RegionId, version: int, at: datetime) -> Content:
    """What that version says, as JSON; of version 0 the standard set of that moment."""
    if version != STANDARD_VERSION:
        return (await uow.rules.version(region_id, version)).content
    return (await _standing(uow, region_id, at))[1]


async def _standing(uow: UnitOfWork, region_id: RegionId, at: datetime) -> tuple[int, Content]:
    """The version of the earning policy of that moment, and the standard set that follows from it."""
    region = await uow.world.region(region_id)
    currency = Currency(region.currency, region.currency_exponent)
    policy = await policy_for(uow, currency, at)
    return policy.version, standard_set(currency, region.zone, policy)
