"""The campaigns of a region with what is left of their budgets."""

from dataclasses import dataclass, field
from datetime import datetime

from application.access import require_region
from application.ports.campaign_spending import CampaignSpending, NothingSpent
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.live_rules import LiveRules
from application.promotions.step_campaign import STEPS_AT_ONCE
from application.views.rules import BudgetStanding, CampaignRow, Campaigns, PromotionName
from domain.identity.roles import Actor
from domain.promotions.rules.lifecycle import allowed_actions
from domain.promotions.rules.limits import Budget
from domain.promotions.rules.model import Campaign, RuleSet
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class CampaignsOf:
    actor: Actor
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class CampaignsOfHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock
    spending: CampaignSpending = field(default_factory=NothingSpent)

    async def __call__(self, query: CampaignsOf) -> Campaigns:
        """Those of the rules in force. Raises `NotInYourRegion`, `RegionNotFound`."""
        require_region(query.actor, query.region_id)
        now = self.clock.now()
        async with self.new_uow() as uow:
            source = (await self.live.at(uow, query.region_id, now)).source
        spent = await self.spending.spent(query.region_id)
        rows = tuple(_row(each, source, spent.get(each.id, 0), now) for each in source.campaigns)
        return Campaigns(version=source.version, items=rows)


def _row(one: Campaign, source: RuleSet, spent: int, now: datetime) -> CampaignRow:
    return CampaignRow(
        id=one.id,
        name=one.name,
        funded_by=one.funded_by,
        state=one.state,
        running=one.schedule.at(now),
        starts_at=one.schedule.start,
        ends_at=one.schedule.end,
        budget=None if one.budget is None else _standing(one.budget, spent),
        promotions=tuple(
            PromotionName(id=each.id, name=each.name, trigger=each.trigger)
            for each in source.promotions
            if each.campaign == one.id
        ),
        allowed_actions=tuple(action for action in allowed_actions(one.state) if action in STEPS_AT_ONCE),
    )


def _standing(budget: Budget, spent: int) -> BudgetStanding:
    left = max(0, budget.at_most - spent)
    return BudgetStanding(measure=budget.measure, at_most=budget.at_most, spent=spent, left=left)
