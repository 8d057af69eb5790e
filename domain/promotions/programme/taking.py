"""What an order's price or an award takes of limits and budgets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.result import Priced
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.given import Given
from domain.promotions.programme.uses import Amounts, Tally, Use, budget, counter
from domain.promotions.rules.limits import COUNTED, CounterKey, Measure


@dataclass(frozen=True, slots=True)
class Taking:
    """What an order or event takes: its uses, and how high each count may then stand at most."""

    uses: tuple[Use, ...] = ()
    at_most: Mapping[Tally, int] = field(default_factory=dict)

    @property
    def amounts(self) -> Amounts:
        """In the order in which counts are locked."""
        total: Counter[Tally] = Counter()
        for use in self.uses:
            for tally, amount in use.taken():
                total[tally] += amount
        return dict(sorted(total.items(), key=lambda one: one[0].rank))


Gave = tuple[str, str | None, Given, Sequence[CounterKey]]
"""A promotion, its campaign, what it gave, and the counters that it is to count on."""


def taking_of_price(priced: Priced, rules: Rules) -> Taking:
    """`rules` are those that it was priced under."""
    return _taking(
        ((each.promotion, each.campaign, Given(minor=each.minor), each.counters) for each in priced.applied),
        rules,
    )


def taking_of_award(awarded: Awarded, rules: Rules) -> Taking:
    points = ((one.promotion, one.campaign, Given(points=one.points), one.counters) for one in awarded.grants)
    coupons = (
        (one.promotion, one.campaign, Given(coupons=one.count), one.counters) for one in awarded.coupons
    )
    return _taking((*points, *coupons), rules)


def _taking(gave: Iterable[Gave], rules: Rules) -> Taking:
    uses, at_most, entered = list[Use](), dict[Tally, int](), set[str]()
    for promotion, campaign, given, keys in gave:
        bounds = _bounds(promotion, keys, rules)
        purse = _purse(campaign, rules)
        if campaign is not None and purse is not None:
            tally, most = purse
            # An order or event counts once for each campaign with a budget of uses.
            if tally.measure is not Measure.USES or campaign not in entered:
                bounds[tally] = most
            entered.add(campaign)
        at_most |= {tally: min(most, at_most.get(tally, most)) for tally, most in bounds.items()}
        uses.append(Use(promotion, campaign, given, tuple(bounds)))
    return Taking(tuple(uses), at_most)


def _bounds(promotion: str, keys: Sequence[CounterKey], rules: Rules) -> dict[Tally, int]:
    """Each counter once with the lowest limit that asks it: a day and its week may begin together."""
    limits = rules.by_id[promotion].promotion.limits
    scopes = {key.scope for key in keys}
    counted = (each for each in limits if each.scope in COUNTED and each.scope in scopes)
    found: dict[Tally, int] = {}
    for limit, key in zip(counted, keys, strict=True):
        tally = counter(key)
        found[tally] = min(limit.at_most, found.get(tally, limit.at_most))
    return found


def _purse(campaign: str | None, rules: Rules) -> tuple[Tally, int] | None:
    found = next((each for each in rules.source.campaigns if each.id == campaign), None)
    if found is None or found.budget is None:
        return None
    return budget(found.id, found.budget.measure), found.budget.at_most
