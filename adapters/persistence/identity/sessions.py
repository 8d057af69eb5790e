"""Sessions and tokens on PostgreSQL, each call one statement."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from adapters.persistence.pooled import PooledStatements, Row
from application.ports.tokens import PresentedRefresh, TokenPair
from domain.identity.roles import Actor, Role
from domain.identity.sessions import Ending, RefreshToken, Session, SessionId, SignedInActor
from domain.shared.ids import AccountId, RegionId

# The hot path: every request with a token runs this, on three primary keys.
AUTHENTICATE: Final = """
SELECT a.id, a.roles, a.region_id, s.id, s.uses_cookie, a.locale, t.expires_at
FROM access_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
WHERE t.digest = %(digest)s AND t.expires_at > %(now)s AND s.revoked_at IS NULL AND a.is_active
"""
_OPEN: Final = """
WITH opened AS (
  INSERT INTO sessions (id, account_id, uses_cookie, opened_at)
  VALUES (%(session_id)s, %(account_id)s, %(uses_cookie)s, %(opened_at)s)
), access AS (
  INSERT INTO access_tokens (digest, session_id, expires_at)
  VALUES (%(access_digest)s, %(session_id)s, %(access_expires_at)s)
)
INSERT INTO refresh_tokens (digest, session_id, seed, expires_at)
VALUES (%(refresh_digest)s, %(session_id)s, %(seed)s, %(refresh_expires_at)s)
"""
_PRESENTED: Final = """
SELECT s.id, s.account_id, s.uses_cookie, s.opened_at, s.revoked_at, t.digest, t.seed, t.expires_at, t.used_at
FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
WHERE t.digest = %(digest)s AND a.is_active
"""
_ROTATE: Final = """
WITH alive AS (
  SELECT id FROM sessions WHERE id = %(session_id)s AND revoked_at IS NULL
), used AS (
  UPDATE refresh_tokens SET used_at = %(now)s
  WHERE digest = %(used_digest)s AND used_at IS NULL AND EXISTS (SELECT 1 FROM alive)
), access AS (
  INSERT INTO access_tokens (digest, session_id, expires_at)
  SELECT %(access_digest)s, id, %(access_expires_at)s FROM alive
), refresh AS (
  INSERT INTO refresh_tokens (digest, session_id, seed, expires_at)
  SELECT %(refresh_digest)s, id, %(seed)s, %(refresh_expires_at)s FROM alive
  ON CONFLICT (digest) DO NOTHING
)
SELECT 1 FROM alive
"""
_REVOKE: Final = """
UPDATE sessions SET revoked_at = %(now)s, ending = %(ending)s WHERE id = %(id)s AND revoked_at IS NULL
"""
_PURGE_TOKENS: Final = """
WITH access AS (DELETE FROM access_tokens WHERE expires_at <= %(now)s RETURNING 1),
     refresh AS (DELETE FROM refresh_tokens WHERE expires_at <= %(now)s RETURNING 1)
SELECT (SELECT count(*) FROM access) + (SELECT count(*) FROM refresh)
"""
_PURGE_SESSIONS: Final = """
DELETE FROM sessions s
WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.session_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM access_tokens t WHERE t.session_id = s.id)
"""


@dataclass(frozen=True, slots=True)
class SqlSessions:
    statements: PooledStatements

    async def open(self, session: Session, pair: TokenPair) -> None:
        params = {
            "session_id": session.id,
            "account_id": session.account_id,
            "uses_cookie": session.uses_cookie,
            "opened_at": session.opened_at,
        }
        await self.statements.run(_OPEN, params | _pair_params(pair))

    async def authenticate(self, digest: bytes, now: datetime) -> SignedInActor | None:
        row = await self.statements.read_one(AUTHENTICATE, {"digest": digest, "now": now})
        return None if row is None else signed_in_actor_from(row)

    async def presented(self, digest: bytes) -> PresentedRefresh | None:
        row = await self.statements.read_one(_PRESENTED, {"digest": digest})
        if row is None:
            return None
        return PresentedRefresh(
            Session(SessionId(row[0]), AccountId(row[1]), row[2], row[3], row[4]),
            RefreshToken(bytes(row[5]), bytes(row[6]), row[7], row[8]),
        )

    async def rotate(self, used: PresentedRefresh, pair: TokenPair, now: datetime) -> bool:
        params = {"session_id": used.session.id, "used_digest": used.token.digest, "now": now}
        return bool(await self.statements.run(_ROTATE, params | _pair_params(pair)))

    async def revoke(self, session_id: SessionId, ending: Ending, now: datetime) -> None:
        await self.statements.run(_REVOKE, {"id": session_id, "ending": ending.value, "now": now})

    async def purge(self, now: datetime) -> int:
        rows = await self.statements.run(_PURGE_TOKENS, {"now": now})
        await self.statements.run(_PURGE_SESSIONS, {})
        return int(rows[0][0])


def signed_in_actor_from(row: Row) -> SignedInActor:
    """A row of `AUTHENTICATE`."""
    return SignedInActor(
        actor=Actor(AccountId(row[0]), _roles(tuple(row[1])), _region(row[2])),
        session_id=SessionId(row[3]),
        uses_cookie=row[4],
        locale=row[5],
        access_expires_at=row[6],
    )


@lru_cache(maxsize=256)
def _roles(names: tuple[str, ...]) -> frozenset[Role]:
    return frozenset(map(Role, names))


def _region(value: UUID | None) -> RegionId | None:
    return None if value is None else RegionId(value)


def _pair_params(pair: TokenPair) -> dict[str, Any]:
    return {
        "access_digest": pair.access.digest,
        "access_expires_at": pair.access.expires_at,
        "refresh_digest": pair.refresh.digest,
        "seed": pair.refresh.seed,
        "refresh_expires_at": pair.refresh.expires_at,
    }
