"""The counts and budgets with which a past period began, as far as some rules ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.promotions.programme.uses import Tally, TallyKind
from domain.promotions.rules.limits import COUNTED, CounterKey, Measure, Usage, period_start
from domain.promotions.rules.model import RuleSet


@dataclass(frozen=True, slots=True)
class OpeningAsked:
    """Counts of these promotions in periods that began on one of these days, and these campaigns' budgets,
    of uses that were taken before `at`.
    """

    at: datetime
    promotions: frozenset[str]
    campaigns: Mapping[str, Measure]
    since: frozenset[date]

    def wants(self, tally: Tally) -> bool:
        if tally.kind is TallyKind.BUDGET:
            return self.campaigns.get(tally.owner) is tally.measure
        return tally.owner in self.promotions and tally.since in self.since


def opening_asked(rules: RuleSet, at: datetime) -> OpeningAsked:
    limited = [each for each in rules.promotions if any(limit.scope in COUNTED for limit in each.limits)]
    periods = {limit.period for each in limited for limit in each.limits}
    return OpeningAsked(
        at=at,
        promotions=frozenset(each.id for each in limited),
        campaigns={each.id: each.budget.measure for each in rules.campaigns if each.budget is not None},
        since=frozenset(period_start(period, at, rules.zone) for period in periods),
    )


def opening_usage(counted: Mapping[Tally, int]) -> Usage:
    """A limit that the rules have newly begins at nothing, as it would when they are published."""
    return Usage(
        counts={_key(tally): count for tally, count in counted.items() if tally.kind is TallyKind.COUNTER},
        spent={tally.owner: count for tally, count in counted.items() if tally.kind is TallyKind.BUDGET},
    )


def _key(tally: Tally) -> CounterKey:
    return CounterKey(tally.owner, tally.scope, tally.subject, tally.measure, tally.since)
