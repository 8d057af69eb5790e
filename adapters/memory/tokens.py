"""Sessions in memory, and randomness that repeats itself."""

from dataclasses import replace
from datetime import datetime
from random import Random

from adapters.memory.accounts import MemoryAccounts
from application.ports.tokens import PresentedRefresh, TokenPair
from domain.identity.sessions import AccessToken, Ending, RefreshToken, Session, SessionId, SignedInActor


class MemorySessions:
    def __init__(self, accounts: MemoryAccounts) -> None:
        self._accounts = accounts
        self._sessions: dict[SessionId, Session] = {}
        self._access: dict[bytes, tuple[SessionId, AccessToken]] = {}
        self._refresh: dict[bytes, tuple[SessionId, RefreshToken]] = {}

    async def open(self, session: Session, pair: TokenPair) -> None:
        self._sessions[session.id] = session
        self._keep(session.id, pair)

    async def authenticate(self, digest: bytes, now: datetime) -> SignedInActor | None:
        session_id, token = self._access.get(digest, (None, None))
        if session_id is None or token is None or token.expires_at <= now:
            return None
        session = self._sessions[session_id]
        account = self._accounts.rows[session.account_id]
        if session.revoked_at is not None or not account.is_active:
            return None
        return SignedInActor(account.actor, session.id, session.uses_cookie, account.locale, token.expires_at)

    async def presented(self, digest: bytes) -> PresentedRefresh | None:
        session_id, token = self._refresh.get(digest, (None, None))
        if session_id is None or token is None:
            return None
        session = self._sessions[session_id]
        if not self._accounts.rows[session.account_id].is_active:
            return None
        return PresentedRefresh(session, token)

    async def rotate(self, used: PresentedRefresh, pair: TokenPair, now: datetime) -> bool:
        session = self._sessions[used.session.id]
        if session.revoked_at is not None:
            return False
        session_id, token = self._refresh[used.token.digest]
        self._refresh[token.digest] = (session_id, replace(token, used_at=token.used_at or now))
        self._keep(session_id, pair)
        return True

    async def revoke(self, session_id: SessionId, ending: Ending, now: datetime) -> None:
        session = self._sessions.get(session_id)
        if session is not None and session.revoked_at is None:
            self._sessions[session_id] = replace(session, revoked_at=now)

    async def purge(self, now: datetime) -> int:
        kept = len(self._access) + len(self._refresh)
        self._access = {key: row for key, row in self._access.items() if row[1].expires_at > now}
        self._refresh = {key: row for key, row in self._refresh.items() if row[1].expires_at > now}
        alive = {row[0] for row in self._refresh.values()} | {row[0] for row in self._access.values()}
        self._sessions = {key: session for key, session in self._sessions.items() if key in alive}
        return kept - len(self._access) - len(self._refresh)

    def _keep(self, session_id: SessionId, pair: TokenPair) -> None:
        self._access[pair.access.digest] = (session_id, pair.access)
        self._refresh.setdefault(pair.refresh.digest, (session_id, pair.refresh))


class SeededRandomness:
    """The same seed gives the same bytes. For tests and the arena; never for a server."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)

    def token_bytes(self, length: int) -> bytes:
        return self._random.randbytes(length)

    def below(self, end: int) -> int:
        return self._random.randrange(end)
