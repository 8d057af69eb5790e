"""Where one-time codes are kept, and how they reach a phone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.identity.account import Locale
from domain.identity.codes import OneTimeCode
from domain.shared.errors import Unavailable


class NoCarrierForCodes(Unavailable):
    """This installation has nobody who carries codes to phones."""

    code = "no_carrier_for_codes"


class Codes(Protocol):
    """One code per phone; each call is atomic by itself."""

    async def put(self, code: OneTimeCode) -> None:
        """Keep it in place of the phone's former code."""
        ...

    async def take_attempt(self, phone_key: bytes) -> OneTimeCode | None:
        """Count one guess and return the code with that count; None when the phone has none."""
        ...

    async def use(self, code: OneTimeCode, now: datetime) -> bool:
        """Mark this very code as used; False when somebody else did, or another code took its place."""
        ...

    async def purge(self, now: datetime) -> int:
        """Forget expired codes; how many."""
        ...


@dataclass(frozen=True, slots=True)
class CodeMessage:
    phone: str
    code: str
    locale: Locale
    expires_at: datetime


class CodeSender(Protocol):
    async def send(self, message: CodeMessage) -> None:
        """Hand the code over for delivery, without waiting for the carrier: the time that a request takes
        must not tell a known phone from an unknown one. Raises `Unavailable` kinds only."""
        ...
