"""What a promotion gives. Rewards of price take off lines; the others are effects beside the price."""

from dataclasses import dataclass
from enum import StrEnum

from domain.promotions.cart import EVERY_LINE, Selector
from domain.promotions.rules.terms import BY_POLICY, LotTerms


class Spread(StrEnum):
    """An amount once over all lines in proportion, or anew for each line, or for each unit."""

    ACROSS = "across"
    EACH_LINE = "each_line"
    EACH_UNIT = "each_unit"


class Pick(StrEnum):
    """All units that the selector takes, or one single unit of them."""

    ALL = "all"
    CHEAPEST_UNIT = "cheapest_unit"
    DEAREST_UNIT = "dearest_unit"


@dataclass(frozen=True, slots=True)
class Percent:
    bp: int
    on: Selector = EVERY_LINE
    pick: Pick = Pick.ALL
    cap_minor: int | None = None


@dataclass(frozen=True, slots=True)
class AmountOff:
    """`max_units` bounds the units of a line that count with EACH_UNIT."""

    minor: int
    on: Selector = EVERY_LINE
    pick: Pick = Pick.ALL
    spread: Spread = Spread.ACROSS
    max_units: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From this amount on (inclusive): a percentage or an amount."""

    from_minor: int
    bp: int = 0
    minor: int = 0


@dataclass(frozen=True, slots=True)
class Stepped:
    """The last step that the selected lines reach together, in the amounts of `min_spend_base`. Ascending."""

    steps: tuple[Step, ...]
    on: Selector = EVERY_LINE


@dataclass(frozen=True, slots=True)
class PerUnit:
    """So much off the first unit and so much off each further one of a line, up to a count of units."""

    first_minor: int
    further_minor: int
    on: Selector = EVERY_LINE
    max_units: int | None = None


@dataclass(frozen=True, slots=True)
class BuyGet:
    """Of every `buy + get` units in the cart the `get` cheapest cost `bp` less."""

    buy: int
    get: int
    bp: int = 10_000
    on: Selector = EVERY_LINE


@dataclass(frozen=True, slots=True)
class WholeGroups:
    """Off each unit, but only for units in complete groups of `size`, counted in the order of lines."""

    size: int
    bp: int = 0
    minor: int = 0
    on: Selector = EVERY_LINE


@dataclass(frozen=True, slots=True)
class ExtraUnits:
    """Free units on top: `count` once, or for every so many paid units that `on` takes."""

    service: str
    count: int
    every_paid: int | None = None
    on: Selector = EVERY_LINE


@dataclass(frozen=True, slots=True)
class IssueCoupon:
    batch: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class FixedPoints:
    """Points of every kind live by `terms`, as far as these say something."""

    points: int
    terms: LotTerms = BY_POLICY


@dataclass(frozen=True, slots=True)
class PointsPerMoney:
    """`points` for every `per_minor` of what the selected lines earn on (policy `earning_base`)."""

    points: int
    per_minor: int
    on: Selector = EVERY_LINE
    terms: LotTerms = BY_POLICY


@dataclass(frozen=True, slots=True)
class PointsMultiplier:
    """Of the points per money: 20,000 basis points double them. Several combine by policy `multipliers`.

    `terms` are those of the points that it adds.
    """

    bp: int
    terms: LotTerms = BY_POLICY


PriceReward = Percent | AmountOff | Stepped | PerUnit | BuyGet | WholeGroups
PointsReward = FixedPoints | PointsPerMoney | PointsMultiplier
Reward = PriceReward | PointsReward | ExtraUnits | IssueCoupon
PRICE_REWARDS = (Percent, AmountOff, Stepped, PerUnit, BuyGet, WholeGroups)


def terms_of(reward: Reward) -> LotTerms:
    return reward.terms if isinstance(reward, PointsReward) else BY_POLICY
