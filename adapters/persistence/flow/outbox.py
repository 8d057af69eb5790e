"""Events that still want their reactions, leased a few at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import msgspec

from adapters.persistence.pool import Pool
from adapters.persistence.statements import statement
from application.ports.time import SystemClock
from application.ports.upkeep import Leased

LEASE: Final = timedelta(seconds=30)
_LEASE: Final = statement(
    "UPDATE outbox SET attempts = attempts + 1, retry_at = %(until)s WHERE seq IN ("
    "SELECT seq FROM outbox WHERE reacted_at IS NULL AND (retry_at IS NULL OR retry_at <= %(now)s) "
    "ORDER BY seq LIMIT %(limit)s FOR UPDATE SKIP LOCKED) "
    "RETURNING seq, event_id, kind, body, attempts"
)
_DONE: Final = statement("UPDATE outbox SET reacted_at = %(now)s WHERE seq = ANY(%(seqs)s::bigint[])")
_LATER: Final = statement(
    "UPDATE outbox SET retry_at = %(at)s, error = %(error)s WHERE seq = %(seq)s AND reacted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class OutboxLeases:
    pool: Pool
    system_clock: SystemClock
    events: Mapping[str, type]

    async def take(self, limit: int) -> list[Leased]:
        """Up to `limit` events, oldest first, for the length of a lease."""
        now = self.system_clock.now()
        params = {"now": now, "until": now + LEASE, "limit": limit}
        rows = await self._run(_LEASE.raw, _LEASE.arguments(params))
        return [self._leased(row) for row in sorted(rows)]

    async def done(self, leased: Sequence[Leased]) -> None:
        params = {"now": self.system_clock.now(), "seqs": [one.seq for one in leased]}
        async with self.pool.connection() as connection:
            await connection.execute(_DONE.raw, _DONE.arguments(params))

    async def later(self, leased: Leased, error: str) -> None:
        """Try again after a pause that doubles; the error's kind is kept for whoever looks."""
        pause = timedelta(seconds=min(2**leased.attempts, 600))
        params = {"at": self.system_clock.now() + pause, "error": error, "seq": leased.seq}
        async with self.pool.connection() as connection:
            await connection.execute(_LATER.raw, _LATER.arguments(params))

    async def _run(self, raw: bytes, arguments: list[Any]) -> list[tuple[Any, ...]]:
        async with self.pool.connection() as connection:
            return await (await connection.execute(raw, arguments)).fetchall()

    def _leased(self, row: tuple[Any, ...]) -> Leased:
        event: object = msgspec.json.decode(row[3], type=self.events[row[2]])
        return Leased(row[0], row[1], event, row[4])
