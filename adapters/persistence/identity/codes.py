"""One-time codes on PostgreSQL: the row lock makes guesses in parallel count one after another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.persistence.pooled import PooledStatements
from domain.identity.codes import OneTimeCode

_PUT: Final = """
INSERT INTO one_time_codes (phone_key, digest, expires_at, attempts, used_at)
VALUES (%(phone_key)s, %(digest)s, %(expires_at)s, %(attempts)s, %(used_at)s)
ON CONFLICT (phone_key) DO UPDATE
SET digest = excluded.digest, expires_at = excluded.expires_at, attempts = excluded.attempts,
    used_at = excluded.used_at
"""
_TAKE_ATTEMPT: Final = """
UPDATE one_time_codes SET attempts = least(attempts + 1, 30000) WHERE phone_key = %(phone_key)s
RETURNING phone_key, digest, expires_at, attempts, used_at
"""
_USE: Final = """
UPDATE one_time_codes SET used_at = %(now)s
WHERE phone_key = %(phone_key)s AND digest = %(digest)s AND used_at IS NULL
RETURNING 1
"""
_PURGE: Final = """
WITH gone AS (DELETE FROM one_time_codes WHERE expires_at <= %(now)s RETURNING 1) SELECT count(*) FROM gone
"""


@dataclass(frozen=True, slots=True)
class SqlCodes:
    statements: PooledStatements

    async def put(self, code: OneTimeCode) -> None:
        params = {
            "phone_key": code.phone_key,
            "digest": code.digest,
            "expires_at": code.expires_at,
            "attempts": code.attempts,
            "used_at": code.used_at,
        }
        await self.statements.run(_PUT, params)

    async def take_attempt(self, phone_key: bytes) -> OneTimeCode | None:
        rows = await self.statements.run(_TAKE_ATTEMPT, {"phone_key": phone_key})
        if not rows:
            return None
        key, digest, expires_at, attempts, used_at = rows[0]
        return OneTimeCode(bytes(key), bytes(digest), expires_at, attempts, used_at)

    async def use(self, code: OneTimeCode, now: datetime) -> bool:
        params = {"phone_key": code.phone_key, "digest": code.digest, "now": now}
        return bool(await self.statements.run(_USE, params))

    async def purge(self, now: datetime) -> int:
        rows = await self.statements.run(_PURGE, {"now": now})
        return int(rows[0][0])
