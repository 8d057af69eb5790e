"""A member's birthday: day and month alone, seldom changed, celebrated once a calendar year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from domain.promotions.programme.streaks import days_to_birthday
from domain.shared.errors import Malformed, RuleBroken
from domain.shared.ids import AccountId
from domain.shared.time import require_aware

LATE_DAYS: Final = 31
"""A birthday that no run saw is made up for within so many days."""
FIXED_FOR: Final = timedelta(days=365)
LEAP_YEAR: Final = 2000


class BirthdayMalformed(Malformed):
    """No year has this day."""

    code = "birthday_malformed"


class BirthdayFixed(RuleBroken):
    """It was given less than a year ago."""

    code = "birthday_fixed"


class BirthdayReasonMissing(Malformed):
    """Staff correct a birthday for a reason."""

    code = "birthday_reason_missing"


@dataclass(frozen=True, slots=True)
class Birthday:
    """The year of birth is nobody's business. Raises `BirthdayMalformed`."""

    member_id: AccountId
    month: int
    day: int
    given_at: datetime

    def __post_init__(self) -> None:
        require_aware(self.given_at)
        try:
            date(LEAP_YEAR, self.month, self.day)
        except ValueError:
            raise BirthdayMalformed() from None

    @property
    def born(self) -> date:
        """In a leap year that stands for all."""
        return date(LEAP_YEAR, self.month, self.day)

    @property
    def fixed_until(self) -> datetime:
        return self.given_at + FIXED_FOR

    def moved(self, month: int, day: int, at: datetime) -> "Birthday":
        """The same again changes nothing. Raises `BirthdayFixed`, `BirthdayMalformed`."""
        if (month, day) == (self.month, self.day):
            return self
        moved = replace(self, month=month, day=day, given_at=at)
        if at < self.fixed_until:
            raise BirthdayFixed()
        return moved


@dataclass(frozen=True, slots=True)
class Correction:
    """Staff put another day in place of what was told (`before`), and say why. It is kept for good.

    The right one counts as told at that moment: it is celebrated from then on, and the member may not change
    it for a year. Raises `BirthdayReasonMissing`.
    """

    id: UUID
    right: Birthday
    before: Birthday | None
    by: AccountId
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise BirthdayReasonMissing()

    @property
    def changes_nothing(self) -> bool:
        return self.before is not None and self.before.born == self.right.born


@dataclass(frozen=True, slots=True)
class Anniversary:
    """Who was born on that day of that month celebrates on `on`, which ends at `ends_at`."""

    month: int
    day: int
    on: date
    ends_at: datetime


def anniversaries(now: datetime, zone: ZoneInfo, late_days: int = LATE_DAYS) -> tuple[Anniversary, ...]:
    """Of the local day of `now` and those before it; 29 February on the 28th of common years."""
    today = now.astimezone(zone).date()
    days = (today - timedelta(days=back) for back in range(late_days + 1))
    return tuple(one for day in days for one in _on(day, zone))


def _on(day: date, zone: ZoneInfo) -> Iterator[Anniversary]:
    ends_at = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    yield Anniversary(day.month, day.day, day, ends_at)
    leapling = date(LEAP_YEAR, 2, 29)
    if (day.month, day.day) != (2, 29) and days_to_birthday(leapling, day) == 0:
        yield Anniversary(2, 29, day, ends_at)


@dataclass(frozen=True, slots=True)
class Celebration:
    """A birthday that has come and was not celebrated yet."""

    member_id: AccountId
    on: date

    @property
    def event_id(self) -> UUID:
        return uuid5(self.member_id, f"birthday {self.on.year}")
