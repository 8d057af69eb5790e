"""One-time codes: six digits that prove a phone. Times are real time (the system clock)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.identity.refusals import CodeExpired, CodeWrong, TooManyAttempts

CODE_DIGITS: Final = 6
CODE_LIFE: Final = timedelta(minutes=5)
MAX_ATTEMPTS: Final = 5


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """The code that one phone was last sent; a new one takes its place.

    `phone_key` and `digest` are keyed hashes: neither the number nor the code is kept.
    `attempts` counts the guesses so far, the one being judged included.
    """

    phone_key: bytes
    digest: bytes
    expires_at: datetime
    attempts: int = 0
    used_at: datetime | None = None

    def judge(self, digest: bytes, now: datetime) -> None:
        """Returns when the guess is right. Raises `CodeExpired`, `TooManyAttempts` or `CodeWrong`."""
        if self.used_at is not None or now >= self.expires_at:
            raise CodeExpired()
        if self.attempts > MAX_ATTEMPTS:
            raise TooManyAttempts()
        if not hmac.compare_digest(self.digest, digest):
            raise CodeWrong(attempts_left=MAX_ATTEMPTS - self.attempts)


def written(number: int) -> str:
    """A number below 10**CODE_DIGITS as the digits that are sent, leading zeros kept."""
    return f"{number:0{CODE_DIGITS}d}"
