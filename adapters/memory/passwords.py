"""Proofs of staff in memory: no hashing to speak of, and authenticators that everybody can compute."""

from datetime import datetime

from application.ports.passwords import PasswordVerdict

_STRONG = "plain:"
_WEAK = "weak:"


class PlainPasswords:
    async def hashed(self, password: str) -> str:
        return _STRONG + password

    async def verify(self, stored: str | None, password: str) -> PasswordVerdict:
        if stored == _STRONG + password:
            return PasswordVerdict.RIGHT
        if stored == _WEAK + password:
            return PasswordVerdict.RIGHT_BUT_WEAKLY_HASHED
        return PasswordVerdict.WRONG


class CountingAuthenticators:
    """The code of a step is the step's last six digits."""

    def new_secret(self) -> str:
        return "SECRET"

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        step = int(now.timestamp()) // 30
        return step if code == f"{step % 1_000_000:06d}" else None
