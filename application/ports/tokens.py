"""Sessions, and the two sources of what cannot be guessed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.identity.sessions import AccessToken, Ending, RefreshToken, Session, SessionId, SignedInActor


@dataclass(frozen=True, slots=True)
class TokenPair:
    access: AccessToken
    refresh: RefreshToken


@dataclass(frozen=True, slots=True)
class PresentedRefresh:
    """A refresh token that was given out, with its session."""

    session: Session
    token: RefreshToken


class Sessions(Protocol):
    """Sessions and their tokens; each call is atomic by itself."""

    async def open(self, session: Session, pair: TokenPair) -> None: ...

    async def authenticate(self, digest: bytes, now: datetime) -> SignedInActor | None:
        """Who holds this access token; None unless token, session and account are all alive.

        The hot path of every request: one select on three primary keys.
        """
        ...

    async def presented(self, digest: bytes) -> PresentedRefresh | None:
        """The refresh token of that digest, used or not; None also when its account is not active."""
        ...

    async def rotate(self, used: PresentedRefresh, pair: TokenPair, now: datetime) -> bool:
        """Mark the token as used and keep its successors; False when the session was revoked meanwhile.

        A successor that is kept already stays as it is.
        """
        ...

    async def revoke(self, session_id: SessionId, ending: Ending, now: datetime) -> None:
        """End all tokens of the session; no effect on one that ended before."""
        ...

    async def purge(self, now: datetime) -> int:
        """Forget tokens that are over and sessions without any; how many tokens."""
        ...


class Randomness(Protocol):
    """Unpredictable, from the operating system (seeded in tests)."""

    def token_bytes(self, length: int) -> bytes: ...

    def below(self, end: int) -> int:
        """Uniform in [0, end)."""
        ...


class Signer(Protocol):
    def mac(self, purpose: str, message: bytes) -> bytes:
        """32 bytes that only the server's secret can make; purposes are apart from each other."""
        ...
