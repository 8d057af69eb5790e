"""A worker sees phone and full address from acceptance to completion + 24 h, and at no other time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.privacy import CONTACT_AFTER_COMPLETION, masked_phone, worker_sees_contact

START = datetime(2026, 5, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 10 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
MAYBE = st.none() | MOMENTS
TICK = timedelta(microseconds=1)


@given(MAYBE, MAYBE, MAYBE, MOMENTS)
def test_what_is_seen_was_accepted_is_not_released_and_is_not_long_done(
    accepted_at: datetime | None, completed_at: datetime | None, released_at: datetime | None, now: datetime
) -> None:
    seen = worker_sees_contact(accepted_at, completed_at, released_at, now)
    has_begun = accepted_at is not None and accepted_at <= now
    is_over = completed_at is not None and completed_at + timedelta(hours=24) <= now
    is_released = released_at is not None and released_at <= now
    assert seen == (has_begun and not is_over and not is_released)


@given(MOMENTS, MAYBE, MAYBE, MOMENTS, MOMENTS)
def test_once_lost_the_sight_does_not_come_back(
    accepted_at: datetime,
    completed_at: datetime | None,
    released_at: datetime | None,
    a: datetime,
    b: datetime,
) -> None:
    earlier, later = sorted((a, b))
    was_seen = worker_sees_contact(accepted_at, completed_at, released_at, earlier)
    if earlier >= accepted_at and not was_seen:
        assert not worker_sees_contact(accepted_at, completed_at, released_at, later)


def test_the_first_moment_is_the_acceptance() -> None:
    assert worker_sees_contact(START, None, None, START)
    assert not worker_sees_contact(START, None, None, START - TICK)


def test_the_last_moment_is_just_before_a_day_after_completion() -> None:
    end = START + CONTACT_AFTER_COMPLETION
    assert worker_sees_contact(START, START, None, end - TICK)
    assert not worker_sees_contact(START, START, None, end)


def test_a_reopened_visit_is_seen_again_because_it_is_no_longer_completed() -> None:
    late = START + timedelta(days=3)
    assert not worker_sees_contact(START, START, None, late)
    assert worker_sees_contact(START, None, None, late)


def test_whoever_drops_a_visit_sees_nothing_from_then_on() -> None:
    assert not worker_sees_contact(START, None, START + timedelta(hours=1), START + timedelta(hours=1))


@given(st.text("0123456789", min_size=1, max_size=15))
def test_a_masked_phone_keeps_its_length_and_hides_at_least_four_digits(digits: str) -> None:
    masked = masked_phone("+" + digits)
    assert masked is not None
    assert len(masked) == len(digits) + 1
    assert masked.count("*") >= min(4, len(digits))


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("+56912345678", "+56*****5678"), ("+8613800138000", "+86*******8000"), ("+1234567", "+12****7")],
)
def test_a_masked_phone_shows_the_country_and_the_end(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


def test_no_phone_stays_no_phone() -> None:
    assert masked_phone(None) is None
