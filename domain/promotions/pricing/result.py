"""What the engine answers: amounts by line, what applied, what did not and why."""

from dataclasses import dataclass
from enum import StrEnum

from domain.promotions.conditions.explaining import Explanation
from domain.promotions.rules.limits import CounterKey


class Reason(StrEnum):
    """Why a promotion or a code did not apply."""

    CONDITION_NOT_MET = "condition_not_met"
    MIN_SPEND_NOT_MET = "min_spend_not_met"
    MIN_QTY_NOT_MET = "min_qty_not_met"
    CODE_UNKNOWN = "code_unknown"
    CODE_TWICE = "code_twice"
    NOT_PUBLISHED = "not_published"
    PAUSED = "paused"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    OUT_OF_HOURS = "out_of_hours"
    MAX_USES_REACHED = "max_uses_reached"
    MEMBER_LIMIT_REACHED = "member_limit_reached"
    LIMIT_REACHED = "limit_reached"
    DEVICE_UNKNOWN = "device_unknown"
    BUDGET_EXCEEDED = "budget_exceeded"
    GROUP_LOST = "group_lost"
    NOT_IN_BEST = "not_in_best"
    TOO_MANY = "too_many"
    NOTHING_TO_DISCOUNT = "nothing_to_discount"
    COUPON_EXPIRED = "coupon_expired"
    COUPON_IN_USE = "coupon_in_use"
    COUPON_USED = "coupon_used"


@dataclass(frozen=True, slots=True)
class Refused:
    """`rival` is the promotion that won the group; `left` what the limit or budget still held."""

    promotion: str | None
    reason: Reason
    code: str | None = None
    explanation: Explanation | None = None
    rival: str | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """Units that come on top, free of charge."""

    service: str
    units: int


@dataclass(frozen=True, slots=True)
class Applied:
    """`shares` has one amount for each line of the basket, in its order; `counters` are to count this use."""

    promotion: str
    campaign: str | None
    code: str | None
    lane: int
    minor: int
    shares: tuple[int, ...]
    extra: Extra | None
    counters: tuple[CounterKey, ...]


@dataclass(frozen=True, slots=True)
class PricedLine:
    """list - discount = price; price - points = what is to be paid in money. Minor units."""

    id: str
    units: int
    listed_minor: int
    discount_minor: int
    price_minor: int
    points_used: int
    points_minor: int

    @property
    def payable_minor(self) -> int:
        return self.price_minor - self.points_minor


@dataclass(frozen=True, slots=True)
class Totals:
    """`due_minor` is what is left to pay once points and tenders have paid their part."""

    listed_minor: int
    discount_minor: int
    price_minor: int
    points_used: int
    points_minor: int
    tendered_minor: int
    due_minor: int


@dataclass(frozen=True, slots=True)
class Search:
    """How the combination was found. No other one saves `gap_minor` more; 0 is proven best."""

    evaluated: int
    gap_minor: int

    @property
    def is_proven(self) -> bool:
        return self.gap_minor == 0


@dataclass(frozen=True, slots=True)
class Priced:
    """`search` is None where the best combination was not asked for."""

    rules_version: int
    lines: tuple[PricedLine, ...]
    totals: Totals
    applied: tuple[Applied, ...]
    refused: tuple[Refused, ...]
    tenders: tuple[tuple[str, int], ...]
    search: Search | None
