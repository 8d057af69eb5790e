"""The stream's entries, read from a cursor. A connection of its own listens for wake-ups."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg

from adapters.persistence.flow.relay import CHANNEL
from adapters.persistence.pool import Pool
from adapters.persistence.statements import statement
from application.ports.changes import Audience, Batch, Change, ChangeKind, Span
from domain.identity.roles import Actor, Role
from domain.shared.ids import AccountId, RegionId

_SPAN: Final = statement("SELECT oldest, number FROM stream_head WHERE id = 1")
_COLUMNS: Final = "number, kind, subject_id, version, event, at, account_ids, staff_of, workers_of"
_ALL: Final = statement(
    f"SELECT {_COLUMNS} FROM stream_entries WHERE number > %(after)s ORDER BY number LIMIT %(limit)s"
)
_MINE: Final = statement(
    f"SELECT {_COLUMNS} FROM stream_entries WHERE number > %(after)s AND number <= %(upto)s AND ("
    "account_ids @> ARRAY[%(me)s::uuid] OR (%(is_staff)s AND staff_of IS NOT NULL "
    "AND (%(region)s::uuid IS NULL OR staff_of = %(region)s::uuid)) "
    "OR (%(is_worker)s AND workers_of = %(region)s::uuid)) ORDER BY number LIMIT %(limit)s"
)
LOOK_AGAIN_AFTER_S: Final = 5.0
RETRY_AFTER_S: Final = 0.5


@dataclass(slots=True)
class SqlChanges:
    """`listening` runs as a task of the process; without it `wait` only looks again now and then."""

    pool: Pool
    dsn: str
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def span(self) -> Span:
        async with self.pool.connection() as connection:
            row = await (await connection.execute(_SPAN.raw)).fetchone()
        return Span(*row) if row else Span(0, 0)

    async def read_after(self, position: int, limit: int, reader: Actor | None = None) -> Batch:
        newest = (await self.span()).newest
        params: dict[str, Any] = {"after": position, "limit": limit, "upto": newest}
        plan = _ALL
        if reader is not None:
            plan = _MINE
            params |= {
                "me": reader.account_id,
                "is_staff": reader.is_staff,
                "is_worker": reader.has(Role.WORKER),
                "region": reader.region_id,
            }
        async with self.pool.connection() as connection:
            rows = await (await connection.execute(plan.raw, plan.arguments(params))).fetchall()
        changes = tuple(_change(row) for row in rows if row[0] <= newest)
        is_last = len(changes) < limit
        return Batch(changes, max(position, newest) if is_last else changes[-1].position)

    async def wait(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN_AFTER_S)
        except TimeoutError:
            return
        self._wake.clear()

    async def listening(self) -> None:
        """Listen until cancelled; after every (re)connection look once, since nothing was heard before."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.dsn, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}".encode())
                    self._wake.set()
                    async for _ in connection.notifies():
                        self._wake.set()
            except psycopg.Error:
                await asyncio.sleep(RETRY_AFTER_S)


def _change(row: tuple[Any, ...]) -> Change:
    return Change(
        position=row[0],
        kind=ChangeKind(row[1]),
        id=row[2],
        version=row[3],
        event=row[4],
        at=row[5],
        audience=Audience(
            frozenset(AccountId(account) for account in row[6]),
            RegionId(row[7]) if row[7] else None,
            RegionId(row[8]) if row[8] else None,
        ),
    )
