"""What the campaigns of a region cost in a period, by who funds them, and the single uses behind a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.access import require_region
from application.loyalty.giving import policy_for
from application.ports.campaign_uses import CampaignUses, UsesAsked
from application.ports.ledger_sources import SourcesAsked
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.views.costs import (
    CampaignCosts,
    CampaignUseList,
    FunderCosts,
    cost_row,
    figures,
    use_row,
)
from domain.identity.roles import Actor
from domain.loyalty.policy import Currency
from domain.loyalty.sources import Grouping
from domain.promotions.programme.costing import bearer_of, campaign_costs
from domain.promotions.programme.costs import Bearer, PromotionUses, added, by_funder
from domain.promotions.rules.model import RuleSet
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.standard_set import STANDARD_VERSION
from domain.shared.ids import RegionId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class ReportCosts:
    """`thousand_worth_minor` is what 1,000 points are worth; None: what the earning policy says now."""

    actor: Actor
    region_id: RegionId
    period: Window
    thousand_worth_minor: int | None = None


@dataclass(frozen=True, slots=True)
class ReportCostsHandler:
    new_uow: NewUnit
    uses: CampaignUses
    clock: Clock

    async def __call__(self, query: ReportCosts) -> CampaignCosts:
        """Raises `NotInYourRegion`, `RegionNotFound`."""
        require_region(query.actor, query.region_id)
        now, region_id = self.clock.now(), query.region_id
        found = await self.uses.totals(region_id, query.period)
        async with self.new_uow() as uow:
            region = await uow.world.region(region_id)
            worth = query.thousand_worth_minor
            if worth is None:
                currency = Currency(region.currency, region.currency_exponent)
                worth = (await policy_for(uow, currency, now)).thousand_worth_minor
            rule_sets = await _rule_sets(uow, region_id, found)
            asked = SourcesAsked(Grouping.PROMOTION, query.period, now, region_id)
            lots = await uow.ledger.sources.totals(asked)
        rows = campaign_costs(found, rule_sets, lots, worth)
        return CampaignCosts(
            currency=region.currency,
            thousand_worth_minor=worth,
            items=tuple(map(cost_row, rows)),
            by_funder=tuple(
                FunderCosts(funded_by=who, costs=figures(costs)) for who, costs in by_funder(rows).items()
            ),
            total=figures(added(row.costs for row in rows)),
        )


@dataclass(frozen=True, slots=True)
class ListUses:
    """The uses behind one row; `skip` were seen, `limit` is 1 to 1,000."""

    actor: Actor
    region_id: RegionId
    period: Window
    bearer: Bearer
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class ListUsesHandler:
    new_uow: NewUnit
    uses: CampaignUses

    async def __call__(self, query: ListUses) -> CampaignUseList:
        """Oldest first. Raises `NotInYourRegion`."""
        require_region(query.actor, query.region_id)
        found = await self.uses.totals(query.region_id, query.period)
        async with self.new_uow() as uow:
            rule_sets = await _rule_sets(uow, query.region_id, found)
        versions = frozenset(
            each.rules_version for each in found if bearer_of(each, rule_sets) == query.bearer
        )
        asked = UsesAsked(
            region_id=query.region_id,
            period=query.period,
            campaign=query.bearer.campaign,
            rules_versions=versions,
            skip=query.skip,
            limit=query.limit + 1,
        )
        rows = await self.uses.uses(asked) if versions else ()
        more = query.skip + query.limit if len(rows) > query.limit else None
        return CampaignUseList(items=tuple(map(use_row, rows[: query.limit])), next_skip=more)


async def _rule_sets(
    uow: UnitOfWork, region_id: RegionId, found: Iterable[PromotionUses]
) -> Mapping[int, RuleSet]:
    """By version, for who funds what. The standard set, version 0, has no campaigns."""
    versions = {each.rules_version for each in found} - {STANDARD_VERSION}
    return {
        number: read_rules((await uow.rules.version(region_id, number)).content)
        for number in sorted(versions)
    }
