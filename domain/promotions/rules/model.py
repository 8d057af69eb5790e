"""A rule set: everything that decides prices and points, as one immutable version."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.promotions.conditions.nodes import ALWAYS, Node
from domain.promotions.policies import Policies
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.limits import Budget, Limit
from domain.promotions.rules.rewards import Reward
from domain.promotions.rules.schedule import Schedule
from domain.shared.texts import Text

CAMPAIGN_LANE: Final = 100
COUPON_LANE: Final = 200


class Trigger(StrEnum):
    """AUTO and CODE act on a price, the others on something that happened."""

    AUTO = "auto"
    CODE = "code"
    ORDER_COMPLETED = "order_completed"
    REVIEW_PUBLISHED = "review_published"
    SIGN_UP = "sign_up"
    BIRTHDAY = "birthday"
    STREAK = "streak"
    REFERRAL = "referral"
    REFERRED = "referred"
    CHECK_IN = "check_in"
    MANUAL = "manual"


PRICING: Final = frozenset({Trigger.AUTO, Trigger.CODE})


def normal_code(code: str) -> str:
    """Shared codes are compared without regard to case and to blanks around them."""
    return code.strip().casefold()


@dataclass(frozen=True, slots=True)
class Campaign:
    """What belongs together, is paid by `funded_by`, and is published, paused and ended together."""

    id: str
    name: Text
    funded_by: str
    schedule: Schedule
    state: State = State.PUBLISHED
    budget: Budget | None = None


@dataclass(frozen=True, slots=True)
class Promotion:
    """One rule. In a lane the higher `priority` comes first; of a `group` at most one applies to an order.

    A group has a place of its own among the others of a lane; there a member's priority ranks within it.

    `code` is the shared code of a CODE promotion; one without is reached by the coupons of its batches.
    """

    id: str
    name: Text
    trigger: Trigger
    reward: Reward
    when: Node = ALWAYS
    lane: int = CAMPAIGN_LANE
    priority: int = 0
    group: str | None = None
    code: str | None = None
    campaign: str | None = None
    schedule: Schedule | None = None
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """An exclusive group and its priority in each lane; one that is not declared has priority 0.

    The place is the group's and not its members', so that a member which cannot apply moves nobody.
    """

    id: str
    priority: int


class BatchKind(StrEnum):
    """CLAIMED: members take one; ISSUED: rules or people give one; PRINTED: codes made in bulk."""

    CLAIMED = "claimed"
    ISSUED = "issued"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Batch:
    """Coupons of one promotion: at most `size` in all, `per_member` each, valid `valid_days` once given.

    A member who claims one pays `points` for it: that is the points shop. 0 is free.
    """

    id: str
    name: Text
    promotion: str
    kind: BatchKind
    size: int
    per_member: int
    valid_days: int
    schedule: Schedule
    state: State = State.PUBLISHED
    points: int = 0


class TierMeasure(StrEnum):
    POINTS = "points"
    SPENT_MINOR = "spent_minor"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True)
class Tier:
    code: str
    name: Text
    at_least: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Tiers in ascending order, the first at 0, by what the last `qualifying_days` add up to.

    A tier once reached is kept for `kept_days` from the moment at which it was last earned.
    """

    measure: TierMeasure
    qualifying_days: int
    kept_days: int
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class PointsWorth:
    """`points` pay `minor`; a member uses whole steps of points, for at most `most_bp` of the price."""

    points: int
    minor: int
    step: int = 1
    most_bp: int = 10_000


@dataclass(frozen=True, slots=True)
class RuleSet:
    """`decimals` are those of the currency (0, 2 or 3): people who read amounts need them."""

    version: int
    currency: str
    decimals: int
    zone: ZoneInfo
    policies: Policies = field(default_factory=Policies)
    campaigns: tuple[Campaign, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    groups: tuple[Group, ...] = ()
    batches: tuple[Batch, ...] = ()
    ladder: Ladder | None = None
    points_worth: PointsWorth | None = None
