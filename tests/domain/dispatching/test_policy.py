"""When visits are due, and which settings are refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.dispatching.policy import (
    DispatchMode,
    DispatchPolicy,
    DispatchPolicyInvalid,
    ScoreWeights,
    evening_before,
    is_frozen,
    is_released,
)
from domain.shared.time import Window

SANTIAGO = ZoneInfo("America/Santiago")
POLICY = DispatchPolicy(release_horizon_s=4 * 3600, evening_hour=18)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SANTIAGO).astimezone(UTC)


def two_hours(day: int, hour: int) -> Window:
    return Window(local(day, hour), local(day, hour) + timedelta(hours=2))


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        (local(10, 17, 59), False),
        (local(10, 18), True),
        (local(11, 9), True),
    ],
)
def test_tomorrows_visits_are_released_in_the_evening_local_time(now: datetime, is_due: bool) -> None:
    assert is_released(two_hours(11, 14), POLICY, now, SANTIAGO, is_urgent=False) is is_due


def test_a_visit_is_released_when_its_window_is_within_the_horizon() -> None:
    late_order = two_hours(10, 16)
    policy = replace(POLICY, evening_hour=24)
    assert not is_released(late_order, policy, local(9, 23), SANTIAGO, is_urgent=False)
    assert is_released(late_order, policy, local(10, 12), SANTIAGO, is_urgent=False)


def test_an_urgent_visit_is_released_at_once() -> None:
    assert is_released(two_hours(20, 14), POLICY, local(10, 9), SANTIAGO, is_urgent=True)


def test_the_day_after_tomorrow_waits_for_its_own_evening() -> None:
    assert not is_released(two_hours(12, 9), POLICY, local(10, 20), SANTIAGO, is_urgent=False)
    assert evening_before(local(12, 9), POLICY, SANTIAGO) == local(11, 18)


def test_the_evening_is_that_of_the_region_also_when_utc_is_a_day_ahead() -> None:
    first_thing = Window(local(11, 0, 30), local(11, 2))
    assert evening_before(first_thing.start, POLICY, SANTIAGO) == local(10, 18)


def test_a_visit_close_to_its_start_is_frozen() -> None:
    assert is_frozen(local(10, 10), POLICY, local(10, 9))
    assert not is_frozen(local(10, 10), POLICY, local(10, 8, 59))


def test_urgent_offers_live_shorter() -> None:
    assert (POLICY.ttl_s(is_urgent=True), POLICY.ttl_s(is_urgent=False)) == (90, 600)


def test_only_one_mode_asks_several_workers_at_once() -> None:
    assert [replace(POLICY, mode=mode, k=4).offered_at_once for mode in DispatchMode] == [1, 4, 1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("k", 0),
        ("k", 6),
        ("tick_s", 4),
        ("radius_m", 99),
        ("offer_ttl_s", 14),
        ("urgent_offer_ttl_s", 601),
        ("release_horizon_s", -1),
        ("evening_hour", 25),
        ("freeze_s", -1),
        ("load_cap_permille", 0),
        ("visits_cap", 0),
    ],
)
def test_a_setting_out_of_range_is_named(field: str, value: Any) -> None:
    with pytest.raises(DispatchPolicyInvalid) as refusal:
        replace(POLICY, **{field: value})
    assert refusal.value.facts == {"field": field}


@pytest.mark.parametrize("name", ["travel", "waiting", "skill", "load"])
def test_weights_are_never_negative(name: str) -> None:
    values: dict[str, int] = {name: -1}
    with pytest.raises(DispatchPolicyInvalid):
        ScoreWeights(**values)
