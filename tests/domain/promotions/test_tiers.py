from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from domain.promotions.programme.streaks import (
    FirstOrder,
    days_to_birthday,
    is_referral_due,
    referral_due_at,
    streak,
)
from domain.promotions.programme.tiers import Activity, standing_at
from domain.promotions.rules.limits import Period
from domain.promotions.rules.model import Ladder, Tier, TierMeasure
from domain.shared.texts import Text

START = datetime(2026, 1, 1, tzinfo=UTC)
LADDER = Ladder(
    TierMeasure.POINTS,
    qualifying_days=100,
    kept_days=50,
    tiers=tuple(
        Tier(code, Text(code, code), least) for code, least in (("basic", 0), ("silver", 10), ("gold", 30))
    ),
)


def day(count: float) -> datetime:
    return START + timedelta(days=count)


def test_a_tier_is_reached_by_what_the_qualifying_days_add_up_to() -> None:
    found = standing_at(LADDER, [Activity(day(0), 6), Activity(day(50), 6)], day(60))
    assert (found.tier.code, found.counted, found.missing) == ("silver", 12, 18)
    assert found.kept_until == day(150)  # the first part stops counting on day 100


def test_a_tier_is_kept_for_a_while_after_it_is_no_longer_earned() -> None:
    past = [Activity(day(0), 12)]
    assert [standing_at(LADDER, past, day(each)).tier.code for each in (0, 99, 149, 150)] == [
        "silver", "silver", "silver", "basic",
    ]  # fmt: skip
    assert standing_at(LADDER, past, day(120)).counted == 0


def test_the_future_does_not_count() -> None:
    found = standing_at(LADDER, [Activity(day(9), 99)], day(8))
    assert (found.tier.code, found.counted, found.kept_until, found.missing) == ("basic", 0, None, 10)


def test_at_the_top_nothing_is_missing() -> None:
    found = standing_at(LADDER, [Activity(day(0), 40)], day(1))
    assert (found.tier.code, found.next_tier, found.missing) == ("gold", None, None)


def test_what_is_taken_back_can_cost_the_tier() -> None:
    past = [Activity(day(0), 12), Activity(day(10), -6)]
    assert standing_at(LADDER, past, day(20)).tier.code == "silver"
    assert standing_at(LADDER, past, day(60)).tier.code == "basic"


def test_a_tier_is_that_of_a_walk_through_every_day() -> None:
    """Against the definition, day by day."""
    random = Random(3)
    for _ in range(150):
        past = [
            Activity(day(random.randint(0, 300)), random.randint(-8, 20)) for _ in range(random.randint(0, 8))
        ]
        now = random.randint(0, 400)
        assert standing_at(LADDER, past, day(now)).tier.code == _walked(past, now)


def _walked(past: list[Activity], now: int) -> str:
    best = LADDER.tiers[0]
    for each in range(max(0, now - 49), now + 1):
        counted = sum(a.amount for a in past if a.at <= day(each) < a.at + timedelta(days=100))
        # Up to the end of that day the sum stands; what comes on the next one is a day of its own.
        for tier in LADDER.tiers:
            if (
                counted >= tier.at_least
                and tier.at_least > best.at_least
                and day(each) + timedelta(51) > day(now)
            ):
                best = tier
    # A sum that ended exactly 50 days ago stood until then.
    counted = sum(a.amount for a in past if a.at <= day(now - 50) < a.at + timedelta(days=100))
    for tier in LADDER.tiers:
        if counted >= tier.at_least and tier.at_least > best.at_least:
            best = tier
    return best.code


ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("days", "now", "count"),
    [
        ([], 0, 0),
        ([0], 0, 1),
        ([0, 7, 14], 14, 3),
        ([0, 7, 14], 20, 3),  # the week after has not ended yet
        ([0, 7, 14], 28, 0),
        ([0, 14], 14, 1),
        ([0, 1, 2], 2, 1),
    ],
)
def test_a_streak_counts_weeks_without_a_gap(days: list[int], now: int, count: int) -> None:
    monday = datetime(2026, 1, 5, 4, tzinfo=UTC)
    moments = [monday + timedelta(days=each) for each in days]
    assert streak(moments, Period.WEEK, monday + timedelta(days=now), ZONE) == count


def test_streaks_of_months_cross_the_year() -> None:
    moments = [datetime(2025, month, 28, tzinfo=UTC) for month in (10, 11, 12)]
    assert streak(moments, Period.MONTH, datetime(2026, 1, 3, tzinfo=UTC), ZONE) == 3
    assert streak(moments, Period.QUARTER, datetime(2026, 1, 3, tzinfo=UTC), ZONE) == 1
    assert streak(moments, Period.YEAR, datetime(2026, 1, 3, tzinfo=UTC), ZONE) == 1
    assert streak(moments, Period.DAY, datetime(2025, 12, 29, 3, tzinfo=UTC), ZONE) == 1
    assert streak(moments, Period.EVER, datetime(2026, 1, 3, tzinfo=UTC), ZONE) == 1


@pytest.mark.parametrize(
    ("born", "today", "days"),
    [
        (date(1990, 5, 6), date(2026, 5, 6), 0),
        (date(1990, 5, 6), date(2026, 5, 7), 364),
        (date(1992, 2, 29), date(2026, 2, 27), 1),
        (date(1992, 2, 29), date(2028, 2, 28), 1),
        (date(1990, 1, 1), date(2026, 12, 31), 1),
    ],
)
def test_a_birthday_comes_every_year(born: date, today: date, days: int) -> None:
    assert days_to_birthday(born, today) == days


def test_a_referral_earns_once_the_first_order_has_cooled_off_unrefunded() -> None:
    first = FirstOrder(day(0), refunded_minor=0, is_paid=True)
    assert referral_due_at(first, cooling_off_days=7) == day(7)
    assert not is_referral_due(first, 7, day(6.99))
    assert is_referral_due(first, 7, day(7))
    for spoiled in (FirstOrder(None, 0, True), FirstOrder(day(0), 1, True), FirstOrder(day(0), 0, False)):
        assert not is_referral_due(spoiled, 7, day(99))
