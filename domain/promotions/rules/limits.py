"""How often, and how much: limits by who asks and by period, and budgets that cancelling gives back to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.shared.errors import RuleBroken


class Scope(StrEnum):
    """Whose uses are counted together. ORDER and LINE bound one order's reward, without a count."""

    TOTAL = "total"
    MEMBER = "member"
    HOUSEHOLD = "household"
    ADDRESS = "address"
    PHONE = "phone"
    DEVICE = "device"
    ORDER = "order"
    LINE = "line"


class Measure(StrEnum):
    """USES counts orders or events; MINOR the money given; POINTS the points given."""

    USES = "uses"
    MINOR = "minor"
    POINTS = "points"


class Period(StrEnum):
    """Calendar periods of the rule set's zone; weeks begin on Monday."""

    EVER = "ever"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class BudgetOverdrawn(RuleBroken):
    """Facts: `asked`, `left`."""

    code = "budget_overdrawn"


@dataclass(frozen=True, slots=True)
class Limit:
    scope: Scope
    measure: Measure
    at_most: int
    period: Period = Period.EVER


COUNTED: Final = frozenset(Scope) - {Scope.ORDER, Scope.LINE}


@dataclass(frozen=True, slots=True)
class CounterKey:
    """One running count: stored with what was given, so that a return takes it off the very same one."""

    promotion: str
    scope: Scope
    subject: str
    measure: Measure
    since: date


@dataclass(frozen=True, slots=True)
class Usage:
    """What was given before: by counter, and from each campaign's budget. `subjects` says who asks now.

    A scope without a subject is not counted; but what is limited by device needs one (`is_dodged`).
    """

    subjects: Mapping[Scope, str] = field(default_factory=dict)
    counts: Mapping[CounterKey, int] = field(default_factory=dict)
    spent: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    """A campaign's purse, in money, uses or points."""

    measure: Measure
    at_most: int
    spent: int = 0

    @property
    def left(self) -> int:
        return max(0, self.at_most - self.spent)

    def draw(self, amount: int) -> "Budget":
        """Raises `BudgetOverdrawn`: then nothing is taken."""
        if amount > self.left:
            raise BudgetOverdrawn(asked=amount, left=self.left)
        return replace(self, spent=self.spent + amount)

    def give_back(self, amount: int) -> "Budget":
        return replace(self, spent=max(0, self.spent - amount))


def is_dodged(limits: Iterable[Limit], subjects: Mapping[Scope, str]) -> bool:
    """Limited by device, and no device known: a limit that ends by leaving a header out would be none."""
    return Scope.DEVICE not in subjects and any(limit.scope is Scope.DEVICE for limit in limits)


def period_start(period: Period, now: datetime, zone: ZoneInfo) -> date:
    """The local day on which the period of `now` began; the first day of all for EVER."""
    today = now.astimezone(zone).date()
    starts = {
        Period.EVER: date.min,
        Period.DAY: today,
        Period.WEEK: today - timedelta(days=today.weekday()),
        Period.MONTH: today.replace(day=1),
        Period.QUARTER: today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
        Period.YEAR: today.replace(month=1, day=1),
    }
    return starts[period]


def counters(
    promotion: str, limits: Iterable[Limit], subjects: Mapping[Scope, str], now: datetime, zone: ZoneInfo
) -> tuple[tuple[Limit, CounterKey], ...]:
    """The counts that a use at `now` touches, with the limit of each."""
    return tuple(
        (
            limit,
            CounterKey(
                promotion=promotion,
                scope=limit.scope,
                subject="" if limit.scope is Scope.TOTAL else subjects[limit.scope],
                measure=limit.measure,
                since=period_start(limit.period, now, zone),
            ),
        )
        for limit in limits
        if limit.scope is Scope.TOTAL or (limit.scope in COUNTED and limit.scope in subjects)
    )
