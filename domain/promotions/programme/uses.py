"""What a promotion gave on one order or event, which counts that touched, and what of it has come back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.promotions.programme.given import Given
from domain.promotions.rules.limits import CounterKey, Measure, Scope


class TallyKind(StrEnum):
    """The running count of a promotion's limit, or what is drawn from a campaign's budget."""

    COUNTER = "counter"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Tally:
    """One running count of a region. `owner` is the promotion, or the campaign of a budget."""

    kind: TallyKind
    owner: str
    scope: Scope
    subject: str
    measure: Measure
    since: date

    @property
    def rank(self) -> tuple[str, str, str, str, str, date]:
        """The one order in which counts are locked."""
        return self.kind, self.owner, self.scope, self.subject, self.measure, self.since


def counter(key: CounterKey) -> Tally:
    return Tally(TallyKind.COUNTER, key.promotion, key.scope, key.subject, key.measure, key.since)


def budget(campaign: str, measure: Measure) -> Tally:
    return Tally(TallyKind.BUDGET, campaign, Scope.TOTAL, "", measure, date.min)


Amounts = Mapping[Tally, int]


@dataclass(frozen=True, slots=True)
class Use:
    """`tallies` are what it counted on, each by its own measure. `back` has come back of `given`; what
    `is_over` has come back as a whole, and its use with it.
    """

    promotion: str
    campaign: str | None
    given: Given
    tallies: tuple[Tally, ...]
    back: Given = field(default_factory=Given)
    is_over: bool = False

    def taken(self) -> Iterator[tuple[Tally, int]]:
        """What it adds to each of its tallies; those that it does not move are left out."""
        for tally in self.tallies:
            amount = _part(self.given, tally.measure)
            if amount:
                yield tally, amount

    def returning(self, more: Given) -> tuple["Use", Amounts]:
        """After so much more has come back, at most what is left; and what its tallies lose by it."""
        left = self.given.less(self.back)
        part = more.at_most(left)
        found = {tally: _part(part, tally.measure, uses=0) for tally in self.tallies}
        return replace(self, back=self.back.plus(part)), _above_zero(found)

    def ended(self) -> tuple["Use", Amounts]:
        """After everything has come back, the use itself too. Again it changes nothing."""
        if self.is_over:
            return self, {}
        left = self.given.less(self.back)
        found = {tally: _part(left, tally.measure) for tally in self.tallies}
        return replace(self, back=self.given, is_over=True), _above_zero(found)


def _part(given: Given, measure: Measure, uses: int = 1) -> int:
    return {Measure.USES: uses, Measure.MINOR: given.minor, Measure.POINTS: given.points}[measure]


def _above_zero(amounts: Amounts) -> Amounts:
    return {tally: amount for tally, amount in amounts.items() if amount > 0}
