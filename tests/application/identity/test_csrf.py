"""A CSRF token belongs to one session and cannot be made up."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.memory.tokens import SeededRandomness
from adapters.security.signing import HmacSigner
from application.identity.csrf import check_csrf_token, new_csrf_token
from domain.identity.refusals import CsrfFailed
from domain.identity.sessions import SessionId

SIGNER = HmacSigner(b"s" * 32)
MINE = SessionId(UUID(int=1))
OTHER = SessionId(UUID(int=2))


def test_a_token_is_good_for_its_own_session() -> None:
    check_csrf_token(SIGNER, MINE, new_csrf_token(SIGNER, SeededRandomness(), MINE))


def test_a_token_is_worth_nothing_to_another_session() -> None:
    with pytest.raises(CsrfFailed):
        check_csrf_token(SIGNER, OTHER, new_csrf_token(SIGNER, SeededRandomness(), MINE))


def test_a_token_is_worth_nothing_under_another_secret() -> None:
    with pytest.raises(CsrfFailed):
        check_csrf_token(HmacSigner(b"t" * 32), MINE, new_csrf_token(SIGNER, SeededRandomness(), MINE))


@given(st.none() | st.text(max_size=80) | st.sampled_from([".", "a.b", "\ud800.\ud800"]))
def test_what_was_not_made_here_is_refused(presented: str | None) -> None:
    with pytest.raises(CsrfFailed):
        check_csrf_token(SIGNER, MINE, presented)
