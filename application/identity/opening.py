"""What every way of signing in ends with: a session, its tokens, and who it belongs to."""

from dataclasses import dataclass
from datetime import datetime

from application.identity.csrf import new_csrf_token
from application.ports.accounts import Me, Profiles
from application.ports.ids import Ids
from application.ports.time import SystemClock
from application.ports.tokens import Randomness, Sessions, Signer, TokenPair
from domain.identity.sessions import (
    DEFAULT_TOKEN_LIVES,
    TOKEN_BYTES,
    AccessToken,
    RefreshToken,
    Session,
    SessionId,
    TokenLives,
    token_digest,
    token_text,
)
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session as its owner gets it; the plain tokens exist nowhere else.

    `csrf_token` is None unless the tokens are to travel in cookies.
    """

    access_token: str
    refresh_token: str
    csrf_token: str | None
    access_expires_at: datetime
    refresh_expires_at: datetime
    account: Me

    @property
    def uses_cookie(self) -> bool:
        return self.csrf_token is not None


@dataclass(frozen=True, slots=True)
class MintedPair:
    """Two tokens with what is kept of them."""

    access: str
    refresh: str
    kept: TokenPair


@dataclass(frozen=True, slots=True)
class TokenMint:
    randomness: Randomness
    lives: TokenLives = DEFAULT_TOKEN_LIVES

    def first_pair(self, now: datetime) -> MintedPair:
        return self.next_pair(token_text(self.randomness.token_bytes(TOKEN_BYTES)), now)

    def next_pair(self, refresh: str, now: datetime) -> MintedPair:
        """A fresh access token beside this refresh token."""
        access = token_text(self.randomness.token_bytes(TOKEN_BYTES))
        seed = self.randomness.token_bytes(TOKEN_BYTES)
        kept = TokenPair(
            AccessToken(token_digest(access), now + self.lives.access),
            RefreshToken(token_digest(refresh), seed, now + self.lives.refresh),
        )
        return MintedPair(access, refresh, kept)


@dataclass(frozen=True, slots=True)
class SessionOpener:
    sessions: Sessions
    profiles: Profiles
    mint: TokenMint
    signer: Signer
    ids: Ids
    system_clock: SystemClock

    async def __call__(self, account_id: AccountId, *, uses_cookie: bool) -> SignedIn:
        """Open a session of an account that has proved itself."""
        now = self.system_clock.now()
        session = Session(SessionId(self.ids.new()), account_id, uses_cookie, opened_at=now)
        pair = self.mint.first_pair(now)
        await self.sessions.open(session, pair.kept)
        return await self.described(session, pair)

    async def described(self, session: Session, pair: MintedPair) -> SignedIn:
        """The answer for a session with these tokens."""
        csrf = new_csrf_token(self.signer, self.mint.randomness, session.id) if session.uses_cookie else None
        return SignedIn(
            access_token=pair.access,
            refresh_token=pair.refresh,
            csrf_token=csrf,
            access_expires_at=pair.kept.access.expires_at,
            refresh_expires_at=pair.kept.refresh.expires_at,
            account=await self.profiles.of(session.account_id),
        )
