"""Where shops differ, the choice has a name. Policies are configuration, never code."""

from dataclasses import dataclass
from enum import StrEnum

from domain.promotions.money.apportion import OddMinor
from domain.promotions.money.rounding import Rounding, RoundingAt


class Base(StrEnum):
    """Which amount of a line counts: listed, at the start of this lane, or after the promotion before."""

    LIST = "list"
    LANE = "lane"
    RUNNING = "running"


class GroupWinner(StrEnum):
    """Who of an exclusive group applies."""

    LARGEST_DISCOUNT = "largest_discount"
    HIGHEST_PRIORITY = "highest_priority"


class Order(StrEnum):
    """What comes first in a lane: the higher priority, or the code that was entered earlier."""

    PRIORITY = "priority"
    AS_ENTERED = "as_entered"


class EarningBase(StrEnum):
    """What points are earned on.

    AFTER_DISCOUNTS is the price; AFTER_TARGETED leaves out discounts on the whole order; CASH also
    takes off what points, wallets and gift cards paid.
    """

    LIST = "list"
    AFTER_TARGETED = "after_targeted"
    AFTER_DISCOUNTS = "after_discounts"
    CASH = "cash"


class Multipliers(StrEnum):
    """How several point multipliers go together: x2 and x3 make 3, 4 (1+1+2) or 6."""

    HIGHEST = "highest"
    ADD = "add"
    MULTIPLY = "multiply"


class Overrun(StrEnum):
    """A reward larger than what its budget or limit still holds: not at all, or as much as is left."""

    REFUSE = "refuse"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class Policies:
    """One installation's choices; a region may have its own. An order keeps those it was priced under."""

    odd_minor: OddMinor = OddMinor.LARGEST_FRACTION_THEN_FIRST
    rounding: Rounding = Rounding.HALF_UP
    rounding_at: RoundingAt = RoundingAt.ORDER
    percent_base: Base = Base.LANE
    min_spend_base: Base = Base.LANE
    group_winner: GroupWinner = GroupWinner.LARGEST_DISCOUNT
    order: Order = Order.PRIORITY
    overrun: Overrun = Overrun.REFUSE
    earning_base: EarningBase = EarningBase.AFTER_DISCOUNTS
    earning_rounding: Rounding = Rounding.DOWN
    multipliers: Multipliers = Multipliers.HIGHEST
    most_promotions: int = 100
    most_codes: int = 20
