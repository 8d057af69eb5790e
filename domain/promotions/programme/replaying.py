"""A set of rules over past events, in their order, as if it had been live then. Nothing is committed.

With the rules that were live it reproduces what was given, event by event: that is how its answer about a
draft can be trusted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.promotions.pricing.basket import Ask, Tell
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.awarding import award
from domain.promotions.programme.dry_run import DryRun, Outcome, PastEvent, Spending
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.rules.limits import CounterKey, Measure, Usage


@dataclass(slots=True)
class Replay:
    """The counts and budgets as they grow from event to event.

    `best`: all orders ask for the best combination, beside those that were priced so.
    """

    rules: Rules
    counts: Counter[CounterKey]
    spent: Counter[str]
    best: bool = False
    by_promotion: dict[str, Spending] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def feed(self, past: Iterable[PastEvent]) -> None:
        """What happened next, in any order; nothing of it before what was fed already."""
        ordered = sorted(past, key=lambda each: (each.at, each.id))
        self.outcomes += [self._event(each) for each in ordered]

    def finished(self) -> DryRun:
        return DryRun(tuple(self.outcomes), self.by_promotion)

    def _event(self, past: PastEvent) -> Outcome:
        after, occasion = Given(), past.occasion
        if past.basket is not None:
            ask = Ask(best=self.best or past.is_best, tell=Tell.REASONS)
            basket = replace(past.basket, usage=self._usage(past.basket.usage))
            priced = evaluate(basket, self.rules, past.at, ask)
            self._count_uses([each.campaign for each in priced.applied])
            for applied in priced.applied:
                given = Given(minor=applied.minor)
                after = after.plus(given)
                self._note(applied.promotion, applied.campaign, applied.counters, given)
            if occasion is not None:
                occasion = replace(occasion, earning=earning_of(basket, priced, self.rules))
        return Outcome(past.id, past.member, past.given, after.plus(self._awarded(occasion, past.at)))

    def _awarded(self, occasion: Occasion | None, at: datetime) -> Given:
        if occasion is None:
            return Given()
        found = award(replace(occasion, usage=self._usage(occasion.usage)), self.rules, at)
        total = Given()
        self._count_uses(
            [*(each.campaign for each in found.grants), *(each.campaign for each in found.coupons)]
        )
        for grant in found.grants:
            given = Given(points=grant.points)
            total = total.plus(given)
            self._note(grant.promotion, grant.campaign, grant.counters, given)
        for coupon in found.coupons:
            given = Given(coupons=coupon.count)
            total = total.plus(given)
            self._note(coupon.promotion, coupon.campaign, coupon.counters, given)
        return total

    def _usage(self, who: Usage) -> Usage:
        return Usage(subjects=dict(who.subjects), counts=self.counts, spent=self.spent)

    def _count_uses(self, campaigns: list[str | None]) -> None:
        """An order or event counts once for each campaign with a budget of uses."""
        for campaign in {each for each in campaigns if each is not None}:
            if self._budget_of(campaign) is Measure.USES:
                self.spent[campaign] += 1

    def _note(
        self, promotion: str, campaign: str | None, counters: tuple[CounterKey, ...], given: Given
    ) -> None:
        amounts = {Measure.USES: 1, Measure.MINOR: given.minor, Measure.POINTS: given.points}
        # A day and its week may begin together: then both limits ask the same count.
        for key in dict.fromkeys(counters):
            self.counts[key] += amounts[key.measure]
        measure = self._budget_of(campaign)
        if campaign is not None and measure in (Measure.MINOR, Measure.POINTS):
            self.spent[campaign] += amounts[measure]
        old = self.by_promotion.get(promotion, Spending())
        self.by_promotion[promotion] = Spending(old.uses + 1, old.given.plus(given))

    def _budget_of(self, campaign: str | None) -> Measure | None:
        found = next((each for each in self.rules.source.campaigns if each.id == campaign), None)
        return found.budget.measure if found is not None and found.budget is not None else None


def replay_from(opening: Usage, rules: Rules, best: bool = False) -> Replay:
    """`opening` has the counts and budgets with which the period began."""
    return Replay(rules, Counter(opening.counts), Counter(opening.spent), best)


def dry_run(
    past: Iterable[PastEvent], rules: Rules, opening: Usage | None = None, best: bool = False
) -> DryRun:
    """All of it at once."""
    replay = replay_from(opening or Usage(), rules, best)
    replay.feed(past)
    return replay.finished()
