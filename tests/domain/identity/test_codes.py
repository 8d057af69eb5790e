"""When a guess at a one-time code is right, and when it no longer matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.identity.codes import CODE_LIFE, MAX_ATTEMPTS, OneTimeCode, written
from domain.identity.refusals import CodeExpired, CodeWrong, TooManyAttempts

SENT_AT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
CODE = OneTimeCode(b"phone", b"right", SENT_AT + CODE_LIFE, attempts=1)


def test_the_right_guess_in_time_is_accepted() -> None:
    CODE.judge(b"right", SENT_AT)


def test_a_wrong_guess_is_told_how_many_are_left() -> None:
    with pytest.raises(CodeWrong) as refusal:
        CODE.judge(b"wrong", SENT_AT)
    assert refusal.value.facts == {"attempts_left": MAX_ATTEMPTS - 1}


def test_the_last_allowed_guess_may_still_be_right() -> None:
    replace(CODE, attempts=MAX_ATTEMPTS).judge(b"right", SENT_AT)


def test_after_the_allowed_guesses_even_the_right_one_is_refused() -> None:
    with pytest.raises(TooManyAttempts):
        replace(CODE, attempts=MAX_ATTEMPTS + 1).judge(b"right", SENT_AT)


def test_a_code_lives_five_minutes_and_not_a_microsecond_longer() -> None:
    CODE.judge(b"right", SENT_AT + CODE_LIFE - timedelta(microseconds=1))
    with pytest.raises(CodeExpired):
        CODE.judge(b"right", SENT_AT + CODE_LIFE)


def test_a_used_code_is_over() -> None:
    with pytest.raises(CodeExpired):
        replace(CODE, used_at=SENT_AT).judge(b"right", SENT_AT)


@pytest.mark.parametrize(("number", "text"), [(0, "000000"), (42, "000042"), (999_999, "999999")])
def test_a_code_keeps_its_leading_zeros(number: int, text: str) -> None:
    assert written(number) == text
