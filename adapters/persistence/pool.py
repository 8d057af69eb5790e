"""The psycopg pool of one process: autocommit, raw cursors, `jit=off`, warmed for PostGIS."""

import asyncio
from typing import Any, Final

from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg_pool import AsyncConnectionPool

Pool = AsyncConnectionPool[AsyncConnection[tuple[Any, ...]]]
_OPTIONS: Final = (
    "-c jit=off -c statement_timeout=15000 -c lock_timeout=3000 -c timezone=UTC"
    " -c idle_in_transaction_session_timeout=30000"
)


class JsonBytes(Loader):
    """jsonb stays bytes: msgspec decodes it straight into the wanted type."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def make_pool(dsn: str, *, size: int = 8, name: str = "callout") -> Pool:
    """A closed pool; open it inside the running loop."""
    return AsyncConnectionPool(
        dsn,
        min_size=min(2, size),
        max_size=size,
        open=False,
        name=name,
        timeout=10.0,
        kwargs={"autocommit": True, "cursor_factory": AsyncRawCursor, "options": _OPTIONS},
        configure=_configure,
        check=None,
    )


async def _configure(connection: AsyncConnection[tuple[Any, ...]]) -> None:
    connection.adapters.register_loader("jsonb", JsonBytes)
    # The first PostGIS call on a fresh backend costs some 40 ms: pay it before a request does.
    await connection.execute(b"SELECT ST_DWithin('POINT(0 0)'::geography, 'POINT(0 0)'::geography, 1)")


_returning: Final[set[asyncio.Task[None]]] = set()


async def give_back(pool: Pool, connection: AsyncConnection[tuple[Any, ...]]) -> None:
    """Return a connection even when the caller is cancelled at this very moment.

    Sanic cancels a handler whose client hung up; a cancelled `putconn` would lose the connection for good.
    """
    task = asyncio.create_task(pool.putconn(connection))
    _returning.add(task)
    task.add_done_callback(_returning.discard)
    await asyncio.shield(task)
