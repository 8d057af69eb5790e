"""When points end: so many days after they were earned, or on a date of the calendar in a named zone.

A named day is the last one on which points are valid: they end at the following midnight.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class ExpiryKind(StrEnum):
    """`activity` counts days like `days`, anew from each activity of the member."""

    DAYS = "days"
    ACTIVITY = "activity"
    MONTHS = "months"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"


IN_DAYS = frozenset({ExpiryKind.DAYS, ExpiryKind.ACTIVITY})
_MONTHS_ROUNDED = {ExpiryKind.MONTHS: 0, ExpiryKind.MONTH_END: 1, ExpiryKind.QUARTER_END: 3}


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class Expiry:
    """`count` is in days for the kinds that count days, else in months. `zone` says whose calendar it is."""

    kind: ExpiryKind
    count: int
    zone: str = "UTC"

    def ends_at(self, earned_at: datetime) -> datetime:
        """The first moment at which they are not valid any more, in UTC."""
        if self.kind in IN_DAYS:
            return earned_at + timedelta(days=self.count)
        zone = zone_named(self.zone) or UTC
        last = _last_day(earned_at.astimezone(zone).date(), self.count, _MONTHS_ROUNDED[self.kind])
        return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)

    @property
    def sliding_days(self) -> int | None:
        return self.count if self.kind is ExpiryKind.ACTIVITY else None


def _last_day(earned: date, months: int, rounded_to: int) -> date:
    """So many months later, a month too short ending on its last day; rounded up to the end of that many."""
    month = earned.year * 12 + earned.month - 1 + months
    if rounded_to:
        month += -(month + 1) % rounded_to
    year, number = month // 12, month % 12 + 1
    length = monthrange(year, number)[1]
    return date(year, number, length if rounded_to else min(earned.day, length))
