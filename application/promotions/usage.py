"""What of the limits and budgets is used up, for those promotions that are looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from application.ports.unit_of_work import UnitOfWork
from domain.promotions.pricing.compile_rules import Ready, Rules
from domain.promotions.programme.uses import Tally, budget, counter
from domain.promotions.rules.limits import CounterKey, Scope, Usage, counters
from domain.shared.ids import RegionId

Subjects = Mapping[Scope, str]


@dataclass(frozen=True, slots=True)
class UsageAsked:
    """Of whom, by which rules, at which moment."""

    region_id: RegionId
    subjects: Subjects
    rules: Rules
    at: datetime


async def usage_of(uow: UnitOfWork, asked: UsageAsked, looked_at: Iterable[Ready]) -> Usage:
    """What is counted of those promotions, in one select; without limits and budgets in none."""
    keys: dict[Tally, CounterKey] = {}
    purses: dict[Tally, str] = {}
    for ready in looked_at:
        promotion, campaign = ready.promotion, ready.campaign
        zone = asked.rules.source.zone
        for _, key in counters(promotion.id, promotion.limits, asked.subjects, asked.at, zone):
            keys[counter(key)] = key
        if campaign is not None and campaign.budget is not None:
            purses[budget(campaign.id, campaign.budget.measure)] = campaign.id
    found = await uow.uses.counts(asked.region_id, (*keys, *purses))
    return Usage(
        subjects=asked.subjects,
        counts={keys[tally]: count for tally, count in found.items() if tally in keys},
        spent={campaign: found.get(tally, 0) for tally, campaign in purses.items()},
    )
