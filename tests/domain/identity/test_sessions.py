"""The chain of refresh tokens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.refusals import RefreshReused, SessionExpired
from domain.identity.sessions import (
    RefreshToken,
    Session,
    SessionId,
    judge_refresh,
    successor_of,
    token_digest,
    token_text,
)
from domain.shared.ids import AccountId

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
GRACE = timedelta(seconds=10)
SESSION = Session(SessionId(UUID(int=1)), AccountId(UUID(int=2)), uses_cookie=False, opened_at=NOW)
TOKEN = RefreshToken(b"digest", b"seed", NOW + timedelta(days=30))


def test_a_fresh_token_may_be_exchanged() -> None:
    judge_refresh(SESSION, TOKEN, NOW, GRACE)


def test_a_repeat_inside_the_grace_is_not_a_theft() -> None:
    judge_refresh(SESSION, replace(TOKEN, used_at=NOW), NOW + GRACE, GRACE)


def test_a_repeat_after_the_grace_is_a_theft() -> None:
    with pytest.raises(RefreshReused):
        judge_refresh(SESSION, replace(TOKEN, used_at=NOW), NOW + GRACE + timedelta(microseconds=1), GRACE)


def test_a_token_of_a_revoked_session_is_over() -> None:
    with pytest.raises(SessionExpired):
        judge_refresh(replace(SESSION, revoked_at=NOW), TOKEN, NOW, GRACE)


def test_a_token_at_its_end_is_over() -> None:
    with pytest.raises(SessionExpired):
        judge_refresh(SESSION, TOKEN, TOKEN.expires_at, GRACE)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_token_has_one_successor_per_seed_of_full_length(raw: bytes, seed: bytes) -> None:
    token = token_text(raw)
    assert successor_of(token, seed) == successor_of(token, seed)
    assert len(successor_of(token, seed)) == 43  # 256 bits in base64url
    assert successor_of(token, seed) != token


@given(
    st.binary(min_size=32, max_size=32),
    st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=2, unique=True),
)
def test_another_seed_gives_another_successor(raw: bytes, seeds: list[bytes]) -> None:
    assert successor_of(token_text(raw), seeds[0]) != successor_of(token_text(raw), seeds[1])


@given(st.text(max_size=300))
def test_whatever_is_sent_as_a_token_has_a_digest(text: str) -> None:
    assert len(token_digest(text)) == 32


def test_a_lone_surrogate_is_a_wrong_token_like_any_other() -> None:
    assert len(token_digest("\ud800")) == 32
