"""The unit of work on PostgreSQL: single selects to load, one statement to store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self

import msgspec
from psycopg import AsyncConnection, errors

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.fragments import COUNT_MISMATCH, Fragment, WriteBatch
from adapters.persistence.pool import Pool, give_back
from adapters.persistence.statements import statement
from application.ports.ids import Ids
from application.ports.time import SystemClock
from application.ports.unit_of_work import (
    AlreadyAnswered,
    IdempotencyKeyReused,
    RequestKey,
    StoreUnavailable,
    TwinInFlight,
)
from domain.loyalty.seals import Seals
from domain.shared.errors import DomainError

Row = tuple[Any, ...]

_REMEMBER: Final = Fragment(
    "idempotency_key",
    "INSERT INTO idempotency_keys (owner_id, route, key, fingerprint, answer, created_at) "
    "VALUES (%(owner_id)s, %(route)s, %(key)s, %(fingerprint)s, %(answer)s, %(created_at)s)",
    expects=1,
)
_RUN_AGAIN: Final = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.DeadlockDetected,
    errors.SerializationFailure,
)
_STORED: Final = (
    "SELECT fingerprint, answer FROM idempotency_keys "
    "WHERE owner_id = %(owner_id)s AND route = %(route)s AND key = %(key)s"
)
_RECORD: Final = Fragment(
    "outbox",
    "INSERT INTO outbox (event_id, kind, body) SELECT event_id, kind, body "
    "FROM json_to_recordset(%(rows)s::json) AS one (event_id uuid, kind text, body jsonb)",
)


@dataclass(frozen=True, slots=True)
class Store:
    """What every unit of work of a process shares."""

    pool: Pool
    ids: Ids
    system_clock: SystemClock
    encode: Callable[[object], bytes] = msgspec.json.encode
    seals: Seals = field(default_factory=Seals)


class SqlSession:
    """One connection for the time of a use case: reads now, buffers writes, stores them at commit."""

    def __init__(self, store: Store, key: RequestKey | None = None) -> None:
        self._store = store
        self._key = key
        self._batch = WriteBatch()
        self._events: list[object] = []
        self._connection: AsyncConnection[Row] | None = None
        self._is_in_transaction = False

    async def __aenter__(self) -> Self:
        try:
            self._connection = await self._store.pool.getconn()
        except Exception as trouble:
            raise StoreUnavailable() from trouble
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            if self._is_in_transaction and not connection.closed:
                await connection.rollback()
            if self._key is not None and isinstance(error, DomainError):
                await self._replay(connection, error)
        finally:
            await give_back(self._store.pool, connection)
            if isinstance(error, StoreUnavailable):
                # A crash breaks every idle connection: replace them now, not one by one.
                await self._store.pool.check()

    @property
    def seals(self) -> Seals:
        return self._store.seals

    async def fetch_one(self, sql: str, params: Mapping[str, Any]) -> Row | None:
        rows = await self.fetch_all(sql, params)
        return rows[0] if rows else None

    async def fetch_all(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        """Run one select. Raises `StoreUnavailable` when the connection is lost."""
        compiled = statement(sql)
        return await self._run(compiled.raw, compiled.arguments(params))

    async def begin(self, how: bytes = b"BEGIN") -> None:
        """Make all that follows one transaction of several statements, for what a single one cannot do.

        It ends with `commit`; left without, or cancelled, it is rolled back (at the latest by the pool).
        """
        if not self._is_in_transaction:
            self._is_in_transaction = True
            await self._run(how, [])

    def write(self, fragment: Fragment, params: Mapping[str, Any]) -> None:
        self._batch.add(fragment, params)

    def is_waiting(self, params: Mapping[str, Any]) -> bool:
        """Whether a write with these very arguments is still to be stored."""
        return any(one is params for one in self._batch.params)

    def record(self, event: object) -> None:
        self._events.append(event)

    async def commit(self, answer: object | None = None) -> None:
        if self._events:
            self._batch.add(_RECORD, self._outbox_rows())
        if self._key is not None:
            self._batch.add(_REMEMBER, self._remembered(self._key, answer))
        if not self._batch:
            return
        raw, arguments = self._batch.statement()
        try:
            await self._run(raw, arguments)
            if self._is_in_transaction:
                await self._run(b"COMMIT", [])
                self._is_in_transaction = False
        except errors.IntegrityError as refusal:
            raise await self._refused(refusal) from refusal
        except errors.LockNotAvailable as held:
            raise TwinInFlight() from held
        except errors.Error as mismatch:
            if mismatch.sqlstate != COUNT_MISMATCH:
                raise
            raise self._mismatched(mismatch) from None
        self._batch, self._events = WriteBatch(), []

    async def _run(self, raw: bytes, arguments: list[Any]) -> list[Row]:
        if self._connection is None:
            raise RuntimeError("the unit of work is not open")
        try:
            cursor = await self._connection.execute(raw, arguments)
            # `cursor.description` would make an object for each column, of every answer.
            has_rows = cursor.pgresult is not None and cursor.pgresult.nfields
            return await cursor.fetchall() if has_rows else []
        except _RUN_AGAIN as lost:
            raise StoreUnavailable() from lost
        except errors.OperationalError as lost:
            if lost.sqlstate is None or lost.sqlstate.startswith("08"):
                raise StoreUnavailable() from lost
            raise

    def _outbox_rows(self) -> dict[str, Any]:
        """One text for all of them: psycopg would write arrays element by element, in Python."""
        rows = [
            {
                "event_id": self._store.ids.new(),
                "kind": type(event).__name__,
                "body": msgspec.Raw(self._store.encode(event)),
            }
            for event in self._events
        ]
        return {"rows": msgspec.json.encode(rows).decode()}

    def _remembered(self, key: RequestKey, answer: object | None) -> dict[str, Any]:
        return {
            "owner_id": key.owner_id,
            "route": key.route,
            "key": key.key,
            "fingerprint": key.fingerprint,
            "answer": b"" if answer is None else self._store.encode(answer),
            "created_at": self._store.system_clock.now(),
        }

    async def _refused(self, refusal: errors.IntegrityError) -> Exception:
        name = refusal.diag.constraint_name or ""
        if name == "idempotency_keys_pkey":
            return TwinInFlight()  # turned into the stored answer on leaving the block
        leaf = REFUSALS.get(name)
        return leaf() if leaf else refusal

    def _mismatched(self, mismatch: errors.Error) -> Exception:
        leaf = self._batch.refusal_of(mismatch.diag.message_primary or "")
        return leaf() if leaf else mismatch

    async def _replay(self, connection: AsyncConnection[Row], error: DomainError) -> None:
        """A refusal under a key that was answered before is not a refusal: it is the answer again."""
        if isinstance(error, StoreUnavailable) or connection.closed or self._key is None:
            return
        compiled = statement(_STORED)
        params = {"owner_id": self._key.owner_id, "route": self._key.route, "key": self._key.key}
        cursor = await connection.execute(compiled.raw, compiled.arguments(params))
        row = await cursor.fetchone()
        if row is None:
            return
        if bytes(row[0]) != self._key.fingerprint:
            raise IdempotencyKeyReused() from error
        raise AlreadyAnswered(bytes(row[1])) from error
