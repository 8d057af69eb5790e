"""Sessions and their opaque tokens. Only hashes are kept; times are real time (the system clock).

A session is the family of all tokens that descend from one sign-in. Its refresh tokens form one chain:
the successor of a token is computed from the token itself and a random seed that is stored beside the
token's hash. So a repeated refresh inside the grace gets the *same* successor (two tabs, a lost answer),
and a thief who joins the chain cannot start a branch of his own.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from domain.identity.refusals import RefreshReused, SessionExpired
from domain.identity.roles import Actor
from domain.shared.ids import AccountId

SessionId = NewType("SessionId", UUID)

TOKEN_BYTES: Final = 32


class Ending(StrEnum):
    """Why a session was revoked."""

    SIGNED_OUT = "signed_out"
    REFRESH_REUSED = "refresh_reused"


@dataclass(frozen=True, slots=True)
class TokenLives:
    """How long tokens live, and how long a used refresh token still gets its successor again."""

    access: timedelta = timedelta(minutes=15)
    refresh: timedelta = timedelta(days=30)
    grace: timedelta = timedelta(seconds=10)


DEFAULT_TOKEN_LIVES: Final = TokenLives()


@dataclass(frozen=True, slots=True)
class Session:
    """`uses_cookie`: the tokens travel in cookies, so writes must show a CSRF token."""

    id: SessionId
    account_id: AccountId
    uses_cookie: bool
    opened_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessToken:
    digest: bytes
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RefreshToken:
    digest: bytes
    seed: bytes
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedInActor:
    """Who a request comes from, and through which session."""

    actor: Actor
    session_id: SessionId
    uses_cookie: bool
    locale: str
    access_expires_at: datetime


def token_text(raw: bytes) -> str:
    """Raw token bytes as the text that travels: base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def token_digest(token: str) -> bytes:
    """What is kept of a token: SHA-256 of its text. Unsalted is right for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def successor_of(token: str, seed: bytes) -> str:
    """The next refresh token of the chain: HMAC-SHA256 of the seed under the token (256 bits)."""
    return token_text(hmac.digest(token.encode(), seed, "sha256"))


def judge_refresh(session: Session, presented: RefreshToken, now: datetime, grace: timedelta) -> None:
    """Returns when the token may be exchanged. Raises `SessionExpired` or `RefreshReused`."""
    if session.revoked_at is not None or now >= presented.expires_at:
        raise SessionExpired()
    if presented.used_at is not None and now - presented.used_at > grace:
        raise RefreshReused()
