"""The two proofs that staff give: a password and an authenticator."""

from datetime import datetime
from enum import Enum, auto
from typing import Protocol


class PasswordVerdict(Enum):
    WRONG = auto()
    RIGHT = auto()
    RIGHT_BUT_WEAKLY_HASHED = auto()


class Passwords(Protocol):
    """Hashing is slow on purpose, so it runs off the event loop."""

    async def hashed(self, password: str) -> str: ...

    async def verify(self, stored: str | None, password: str) -> PasswordVerdict:
        """Takes as long without a stored hash as with one, and is then always WRONG."""
        ...


class Authenticators(Protocol):
    """Time-based codes by RFC 6238: six digits, 30 s steps, SHA-1."""

    def new_secret(self) -> str:
        """A base32 secret to enrol."""
        ...

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """The time step that this code belongs to, one step off allowed; None when it is wrong."""
        ...
