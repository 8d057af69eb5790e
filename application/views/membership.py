"""What a member told about oneself, in the shape in which it leaves the API."""

from dataclasses import dataclass
from datetime import datetime

from domain.promotions.programme.birthdays import Birthday


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthdayView:
    """Nothing where none was told; it can be changed from `fixed_until` on."""

    month: int | None
    day: int | None
    fixed_until: datetime | None


def birthday_view(birthday: Birthday | None) -> BirthdayView:
    if birthday is None:
        return BirthdayView(month=None, day=None, fixed_until=None)
    return BirthdayView(month=birthday.month, day=birthday.day, fixed_until=birthday.fixed_until)
