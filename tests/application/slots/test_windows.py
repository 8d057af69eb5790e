"""Which windows of a day are put to a homeowner."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from application.slots.true_slots import is_bookable, windows_of
from domain.orders.policy import OrderPolicy

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_day_has_two_hours_from_each_half_hour_on_between_eight_and_eight() -> None:
    windows = list(windows_of(date(2026, 11, 24), SHANGHAI))
    assert len(windows) == 21
    assert windows[0].start == datetime(2026, 11, 24, 0, tzinfo=UTC)
    assert windows[-1].end == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert {window.length for window in windows} == {timedelta(hours=2)}
    starts = [window.start for window in windows]
    assert {later - earlier for earlier, later in pairwise(starts)} == {timedelta(minutes=30)}


@pytest.mark.parametrize("day", [date(2026, 4, 4), date(2026, 4, 5), date(2026, 9, 5), date(2026, 9, 6)])
def test_windows_follow_the_clocks_on_the_wall_when_these_are_changed(day: date) -> None:
    zone = ZoneInfo("America/Santiago")
    windows = list(windows_of(day, zone))
    assert windows[0].start.astimezone(zone).hour == 8
    assert windows[-1].end.astimezone(zone).hour == 20


def test_a_window_that_has_begun_or_is_too_far_away_is_not_shown_as_free() -> None:
    policy = OrderPolicy()
    (first, *_, last) = windows_of(date(2026, 11, 24), SHANGHAI)
    assert not is_bookable(first, policy, first.start + timedelta(seconds=1))
    assert is_bookable(first, policy, first.start)
    ahead = timedelta(days=policy.book_at_most_days_ahead)
    assert is_bookable(last, policy, last.start - ahead)
    assert not is_bookable(last, policy, last.start - ahead - timedelta(seconds=1))
