"""A set of rules over past events, in their order, as if it had been live then. Nothing is committed.

With the rules that were live it reproduces what was given, event by event: that is how its answer about a
draft can be trusted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.awarding import award
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.rules.limits import CounterKey, Measure, Usage


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An order (with its basket and, once completed, its occasion) or something else that happened.

    The usage in basket and occasion says who it was; the counts are those of the run.
    """

    id: str
    member: str
    at: datetime
    given: Given
    basket: Basket | None = None
    occasion: Occasion | None = None
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    event: str
    member: str
    before: Given
    after: Given


@dataclass(frozen=True, slots=True)
class Spending:
    """What one promotion gave over the run."""

    uses: int = 0
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class DryRun:
    """`by_promotion` adds up to `total`; `outcomes` has one for each event, in the order of time."""

    outcomes: tuple[Outcome, ...]
    by_promotion: dict[str, Spending]

    @property
    def total(self) -> Given:
        total = Given()
        for each in self.outcomes:
            total = total.plus(each.after)
        return total

    @property
    def before(self) -> Given:
        """What was given at the time."""
        total = Given()
        for each in self.outcomes:
            total = total.plus(each.before)
        return total

    @property
    def changed(self) -> tuple[Outcome, ...]:
        """Where it gives something else than what was given: none for the rules that were live."""
        return tuple(each for each in self.outcomes if each.before != each.after)

    def cost_minor(self, point_minor: int, points: int) -> int:
        """Money off, and points at `point_minor` for `points` of them, rounded up."""
        total = self.total
        return total.minor + -(-total.points * point_minor // points)

    def differences(self) -> dict[str, Given]:
        """What each member would have got more, or less, in all."""
        found: dict[str, Given] = {}
        for each in self.outcomes:
            more = Given(
                each.after.minor - each.before.minor,
                each.after.points - each.before.points,
                each.after.coupons - each.before.coupons,
            )
            found[each.member] = found.get(each.member, Given()).plus(more)
        return found

    def winners_and_losers(self, point_minor: int, points: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Members who would be better and worse off, by money with points at their worth."""
        worth = {
            member: more.minor * points + more.points * point_minor
            for member, more in self.differences().items()
        }
        winners = tuple(sorted(member for member, more in worth.items() if more > 0))
        return winners, tuple(sorted(member for member, more in worth.items() if more < 0))


@dataclass(slots=True)
class _Run:
    """The counts and budgets as they grow from event to event."""

    rules: Rules
    best: bool
    counts: Counter[CounterKey]
    spent: Counter[str]
    by_promotion: dict[str, Spending] = field(default_factory=dict)

    def event(self, past: PastEvent) -> Outcome:
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


def dry_run(
    past: Iterable[PastEvent], rules: Rules, opening: Usage | None = None, best: bool = False
) -> DryRun:
    """`opening` has the counts and budgets with which the period began; `best`: all orders, beside
    those that were priced so."""
    opening = opening or Usage()
    run = _Run(rules, best, Counter(opening.counts), Counter(opening.spent))
    outcomes = tuple(run.event(each) for each in sorted(past, key=lambda each: (each.at, each.id)))
    return DryRun(outcomes, run.by_promotion)
