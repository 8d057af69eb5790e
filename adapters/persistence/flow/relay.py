"""From the outbox to the stream: one relay numbers changes in the order in which it sees them committed.

It holds the head's row lock while it does, so two relays never number at once, and a reader that has
seen a number has seen every smaller one. NOTIFY is only a wake-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import msgspec

from adapters.persistence.pool import Pool
from adapters.persistence.statements import statement
from application.audience import Told, told
from application.ports.time import SystemClock

CHANNEL: Final = "callout_stream"
BATCH: Final = 500
KEEP: Final = timedelta(days=3)

_HEAD: Final = b"SELECT number FROM stream_head WHERE id = 1 FOR UPDATE"
_PENDING: Final = statement(
    "SELECT seq, kind, body FROM outbox WHERE relayed_at IS NULL ORDER BY seq LIMIT %(limit)s"
)
_NUMBER: Final = statement(
    "INSERT INTO stream_entries (number, kind, subject_id, version, event, at, account_ids, staff_of, "
    "workers_of, relayed_at) SELECT number, kind, subject_id, version, event, at, account_ids, staff_of, "
    "workers_of, %(now)s FROM jsonb_populate_recordset(NULL::stream_entries, %(rows)s::jsonb)"
)
_MOVE_HEAD: Final = statement("UPDATE stream_head SET number = %(number)s WHERE id = 1")
_MARK: Final = statement("UPDATE outbox SET relayed_at = %(now)s WHERE seq = ANY(%(seqs)s::bigint[])")
_FORGET: Final = statement(
    "WITH gone AS (DELETE FROM stream_entries WHERE number IN (SELECT number FROM stream_entries "
    "WHERE relayed_at < %(before)s ORDER BY number LIMIT 5000) RETURNING number) "
    "UPDATE stream_head SET oldest = greatest(oldest, (SELECT max(number) FROM gone)) "
    "WHERE id = 1 AND EXISTS (SELECT 1 FROM gone)"
)
_FORGET_OUTBOX: Final = statement(
    "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE relayed_at < %(before)s "
    "AND reacted_at IS NOT NULL ORDER BY seq LIMIT 5000)"
)


@dataclass(frozen=True, slots=True)
class Relay:
    pool: Pool
    system_clock: SystemClock
    events: Mapping[str, type]

    async def __call__(self) -> int:
        """Relay one batch; the number of outbox rows done."""
        now = self.system_clock.now()
        async with self.pool.connection() as connection, connection.transaction():
            head = (await (await connection.execute(_HEAD)).fetchone() or (0,))[0]
            cursor = await connection.execute(_PENDING.raw, [BATCH])
            rows = await cursor.fetchall()
            if not rows:
                return 0
            changes = [one for row in rows for one in told(self._event(row[1], row[2]))]
            entries = [_entry(head + place, one) for place, one in enumerate(changes, start=1)]
            if entries:
                encoded = msgspec.json.encode(entries).decode()
                await connection.execute(_NUMBER.raw, _NUMBER.arguments({"now": now, "rows": encoded}))
                await connection.execute(_MOVE_HEAD.raw, [head + len(entries)])
                await connection.execute(f"NOTIFY {CHANNEL}".encode())
            seqs = [row[0] for row in rows]
            await connection.execute(_MARK.raw, _MARK.arguments({"now": now, "seqs": seqs}))
        return len(rows)

    async def forget(self) -> None:
        """Drop what no client can still need, a few thousand rows at a time."""
        before = self.system_clock.now() - KEEP
        async with self.pool.connection() as connection:
            await connection.execute(_FORGET.raw, [before])
            await connection.execute(_FORGET_OUTBOX.raw, [before])

    def _event(self, kind: str, body: bytes) -> object:
        return msgspec.json.decode(body, type=self.events[kind])


def _entry(number: int, one: Told) -> dict[str, Any]:
    audience = one.audience
    return {
        "number": number,
        "kind": one.kind.value,
        "subject_id": one.id,
        "version": one.version,
        "event": one.event,
        "at": one.at,
        "account_ids": sorted(audience.account_ids),
        "staff_of": audience.staff_of,
        "workers_of": audience.workers_of,
    }
