"""Time-based codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from adapters.security.authenticators import PyotpAuthenticators, enrolment_uri

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", the key of RFC 6238's examples
NOW = datetime(2026, 5, 1, 8, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


@pytest.mark.parametrize(
    ("unix_s", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_examples_of_rfc_6238_are_right(unix_s: int, code: str) -> None:
    moment = datetime.fromtimestamp(unix_s, UTC)
    assert PyotpAuthenticators().step_of(SECRET, code, moment) == unix_s // 30


@pytest.mark.parametrize(("off", "step"), [(0, STEP), (-1, STEP - 1), (1, STEP + 1), (-2, None), (2, None)])
def test_a_phones_clock_may_be_one_step_off(off: int, step: int | None) -> None:
    code = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=30 * off))
    assert PyotpAuthenticators().step_of(SECRET, code, NOW) == step


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\ud800", "１２３４５６"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert PyotpAuthenticators().step_of(SECRET, code, NOW) is None


def test_a_new_secret_has_160_bits_and_can_be_enrolled() -> None:
    secret = PyotpAuthenticators().new_secret()
    assert len(secret) == 32
    assert enrolment_uri(secret, "manager").startswith("otpauth://totp/Callout:manager?secret=" + secret)
