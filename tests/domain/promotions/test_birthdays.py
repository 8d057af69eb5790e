from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.programme.birthdays import (
    Birthday,
    BirthdayFixed,
    BirthdayMalformed,
    Celebration,
    anniversaries,
)
from domain.promotions.programme.streaks import days_to_birthday
from domain.shared.ids import AccountId

ANNA = AccountId(UUID(int=1))
SANTIAGO, SHANGHAI = ZoneInfo("America/Santiago"), ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def born(month: int, day: int) -> Birthday:
    return Birthday(ANNA, month, day, NOON)


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (-1, 5)])
def test_a_day_that_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(BirthdayMalformed):
        born(month, day)


def test_a_birthday_stays_for_a_year_and_the_same_again_changes_nothing() -> None:
    told = born(2, 29)
    assert told.moved(2, 29, NOON + timedelta(days=400)) is told
    with pytest.raises(BirthdayFixed):
        told.moved(3, 1, told.fixed_until - timedelta(microseconds=1))
    moved = told.moved(3, 1, told.fixed_until)
    assert (moved.month, moved.day, moved.given_at) == (3, 1, told.fixed_until)


def test_the_day_is_that_of_the_region() -> None:
    late = datetime(2026, 5, 9, 23, tzinfo=UTC)
    assert anniversaries(late, SANTIAGO, 0)[0].on == date(2026, 5, 9)
    (day,) = anniversaries(late, SHANGHAI, 0)
    assert (day.month, day.day, day.on) == (5, 10, date(2026, 5, 10))
    assert day.ends_at == datetime(2026, 5, 10, 16, tzinfo=UTC)


def test_a_29_february_is_celebrated_on_the_28th_of_common_years_alone() -> None:
    def of_leaplings(year: int) -> list[date]:
        days = anniversaries(datetime(year, 3, 5, 12, tzinfo=UTC), SHANGHAI)
        return [one.on for one in days if (one.month, one.day) == (2, 29)]

    assert of_leaplings(2026) == [date(2026, 2, 28)]
    assert of_leaplings(2028) == [date(2028, 2, 29)]


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_birthday_comes_in_exactly_those_windows_that_hold_its_day(today: date, birth: date) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=SANTIAGO)
    found = [
        one.on for one in anniversaries(now, SANTIAGO) if (one.month, one.day) == (birth.month, birth.day)
    ]
    window = (today - timedelta(days=back) for back in range(32))
    assert found == [day for day in window if days_to_birthday(birth, day) == 0]


def test_a_member_has_one_event_a_year() -> None:
    ids = {Celebration(ANNA, date(year, month, 1)).event_id for year in (2026, 2027) for month in (1, 12)}
    assert len(ids) == 2
