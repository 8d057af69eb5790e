"""Readings that are worked out from a member's past: streaks, birthdays, and when a referral is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.promotions.rules.limits import Period, period_start
from domain.shared.time import require_aware


def streak(moments: Iterable[datetime], period: Period, now: datetime, zone: ZoneInfo) -> int:
    """How many calendar periods without a gap have one of the moments.

    The current period counts once it has one; until it ends, the streak up to the one before is not lost.
    """
    hit = {period_start(period, moment, zone) for moment in moments if moment <= now}
    current = period_start(period, now, zone)
    if current not in hit:
        current = _before(current, period)
    count = 0
    while current in hit:
        count += 1
        if period is Period.EVER:
            break
        current = _before(current, period)
    return count


def _before(start: date, period: Period) -> date:
    """The start of the period before. EVER has none before it."""
    if period is Period.EVER:
        return start
    day = start - timedelta(days=1)
    starts = {
        Period.DAY: day,
        Period.WEEK: day - timedelta(days=day.weekday()),
        Period.MONTH: day.replace(day=1),
        Period.QUARTER: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        Period.YEAR: day.replace(month=1, day=1),
    }
    return starts[period]


def days_to_birthday(born: date, today: date) -> int:
    """0 on the day itself; who was born on 29 February has it on the 28th where there is no 29th."""
    this_year = _birthday(born, today.year)
    coming = this_year if this_year >= today else _birthday(born, today.year + 1)
    return (coming - today).days


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


@dataclass(frozen=True, slots=True)
class FirstOrder:
    """What became of the first order of who was referred; `is_paid` True where nothing is to be paid."""

    completed_at: datetime | None
    refunded_minor: int
    is_paid: bool

    def __post_init__(self) -> None:
        if self.completed_at is not None:
            require_aware(self.completed_at)


def referral_due_at(first: FirstOrder, cooling_off_days: int) -> datetime | None:
    """From when the referral earns; None while the order is not completed, unpaid or refunded."""
    if first.completed_at is None or first.refunded_minor > 0 or not first.is_paid:
        return None
    return first.completed_at + timedelta(days=cooling_off_days)


def is_referral_due(first: FirstOrder, cooling_off_days: int, now: datetime) -> bool:
    due_at = referral_due_at(first, cooling_off_days)
    return due_at is not None and now >= due_at
