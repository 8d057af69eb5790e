"""The uses of promotions of a period in memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.memory.store import MemoryStore
from application.ports.campaign_uses import SingleUse, UsesAsked
from application.ports.promotion_uses import KeptUse
from domain.promotions.programme.costs import PromotionUses
from domain.promotions.programme.given import Given
from domain.promotions.rules.standard_set import STANDARD_VERSION
from domain.shared.ids import OrderId, RegionId
from domain.shared.time import Window

Key = tuple[str, str | None, int]


@dataclass(frozen=True, slots=True)
class MemoryCampaignUses:
    """The `CampaignUses` port."""

    store: MemoryStore

    async def totals(self, region_id: RegionId, period: Window) -> tuple[PromotionUses, ...]:
        found: dict[Key, list[KeptUse]] = {}
        for kept in self._of(region_id, period):
            key = kept.use.promotion, kept.use.campaign, self._version(kept)
            found.setdefault(key, []).append(kept)
        ordered = sorted(
            found.items(), key=lambda one: (one[0][0], one[0][1] is None, one[0][1] or "", one[0][2])
        )
        return tuple(_added(key, uses) for key, uses in ordered)

    async def uses(self, asked: UsesAsked) -> tuple[SingleUse, ...]:
        rows = [
            self._row(kept)
            for kept in self._of(asked.region_id, asked.period)
            if kept.use.campaign == asked.campaign and self._version(kept) in asked.rules_versions
        ]
        rows.sort(key=lambda one: (one.at, one.source_id, one.promotion))
        return tuple(rows[asked.skip : asked.skip + asked.limit])

    def _of(self, region_id: RegionId, period: Window) -> Iterator[KeptUse]:
        return (
            kept
            for kept in self.store.promotions.uses.values()
            if kept.source.region_id == region_id and period.holds(kept.source.at)
        )

    def _version(self, kept: KeptUse) -> int:
        rows, source_id = self.store.promotions, kept.source.id
        pricing = rows.pricings.get(OrderId(source_id))
        if pricing is not None:
            return pricing.priced.rules_version
        occasion = rows.occasions.get(source_id)
        return occasion.awarded.rules_version if occasion is not None else STANDARD_VERSION

    def _row(self, kept: KeptUse) -> SingleUse:
        source, use = kept.source, kept.use
        return SingleUse(
            source_id=source.id,
            promotion=use.promotion,
            at=source.at,
            member_id=source.member_id,
            order_id=source.order_id,
            rules_version=self._version(kept),
            given=use.given,
            back=use.back,
            is_over=use.is_over,
        )


def _added(key: Key, uses: list[KeptUse]) -> PromotionUses:
    given, back = Given(), Given()
    for kept in uses:
        given, back = given.plus(kept.use.given), back.plus(kept.use.back)
    ended = sum(kept.use.is_over for kept in uses)
    return PromotionUses(*key, uses=len(uses), ended=ended, given=given, back=back)
