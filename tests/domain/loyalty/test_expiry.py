"""When points end: days, months, the ends of months and quarters in a named zone, and activity."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loyalty.earning import extended
from domain.loyalty.expiry import Expiry, ExpiryKind
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import EarningPolicyMalformed
from tests.domain.loyalty.building import a_lot, day, policy

K = ExpiryKind


@pytest.mark.parametrize(
    ("earned", "kind", "months", "first_invalid"),
    [
        ("2025-01-31", K.MONTHS, 1, "2025-03-01"),  # a month too short ends on its last day
        ("2024-01-31", K.MONTHS, 1, "2024-03-01"),
        ("2025-01-15", K.MONTHS, 1, "2025-02-16"),
        ("2024-02-29", K.MONTHS, 12, "2025-03-01"),
        ("2020-07-06", K.MONTH_END, 12, "2021-08-01"),
        ("2020-12-31", K.MONTH_END, 1, "2021-02-01"),
        ("2026-01-10", K.QUARTER_END, 12, "2027-04-01"),
        ("2026-03-31", K.QUARTER_END, 12, "2027-04-01"),
        ("2026-04-01", K.QUARTER_END, 12, "2027-07-01"),
        ("2026-11-30", K.QUARTER_END, 1, "2027-01-01"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Santiago", "UTC"])
def test_points_live_through_the_last_named_day(
    earned: str, kind: ExpiryKind, months: int, first_invalid: str, zone: str
) -> None:
    own = ZoneInfo(zone)
    for hour in (0, 12, 23):
        at = datetime.combine(date.fromisoformat(earned), datetime.min.time(), own) + timedelta(hours=hour)
        end = Expiry(kind, months, zone).ends_at(at.astimezone(UTC))
        assert end == datetime.combine(date.fromisoformat(first_invalid), datetime.min.time(), own)
        assert end.tzinfo is UTC


def test_the_calendar_is_that_of_the_zone_and_not_of_utc() -> None:
    late = datetime(2026, 1, 31, 20, tzinfo=UTC)  # in Shanghai it is February already
    assert Expiry(K.MONTH_END, 1, "Asia/Shanghai").ends_at(late) == datetime(2026, 3, 31, 16, tzinfo=UTC)
    assert Expiry(K.MONTH_END, 1, "UTC").ends_at(late) == datetime(2026, 3, 1, tzinfo=UTC)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([K.MONTHS, K.MONTH_END, K.QUARTER_END]),
    st.integers(1, 60),
)
def test_rounding_up_never_shortens_a_life(at: datetime, kind: ExpiryKind, months: int) -> None:
    end = Expiry(kind, months, "Asia/Shanghai").ends_at(at)
    plain = Expiry(K.MONTHS, months, "Asia/Shanghai").ends_at(at)
    assert plain <= end <= plain + timedelta(days=93)
    assert end >= at + timedelta(days=28 * months)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("zone", {"zone": "Mars/Olympus"}),
        ("zone", {"zone": "../etc/passwd"}),
        ("expiry_months", {"expiry_kind": K.MONTHS, "expiry_months": 0}),
        ("expiry_months", {"expiry_months": 9_999}),
        ("grace_days", {"grace_days": -1}),
        ("adjustment_limit", {"adjustment_limit": -1}),
        ("thousand_worth_minor", {"thousand_worth_minor": 10**13}),
    ],
)
def test_a_policy_that_cannot_be_is_refused_with_its_place(field: str, change: dict[str, object]) -> None:
    with pytest.raises(EarningPolicyMalformed) as refusal:
        replace(policy(), **change)  # type: ignore[arg-type]
    assert refusal.value.facts == {"field": field}


def test_activity_moves_the_end_of_living_lots_alone() -> None:
    rules = EarningPolicy(
        "CNY", 1, day(0), 100, cooling_off_days=0, expiry_days=30, expiry_kind=ExpiryKind.ACTIVITY
    )
    sliding, fixed = a_lot(10, rules=rules), a_lot(10, rules=policy(0, 30))
    assert [lot.expires_at for lot in extended([sliding, fixed], day(20))] == [day(50)]
    assert extended([sliding], day(30)) == ()
    assert extended([sliding], day(0)) == ()
