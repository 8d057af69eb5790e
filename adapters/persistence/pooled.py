"""Single statements on a pool: what is atomic by itself needs no unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import errors
from psycopg_pool import PoolTimeout

from adapters.persistence.pool import Pool, give_back
from adapters.persistence.statements import statement
from application.ports.unit_of_work import StoreUnavailable

Row = tuple[Any, ...]
_LOST = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow)


@dataclass(frozen=True, slots=True)
class PooledStatements:
    """Runs texts with `%(name)s` parameters. Raises `StoreUnavailable` when the database does not answer."""

    pool: Pool

    async def read(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        """One select. A crash breaks every pooled connection: they are replaced, and it runs once more."""
        try:
            return await self.run(sql, params)
        except StoreUnavailable:
            await self.pool.check()
            return await self.run(sql, params)

    async def read_one(self, sql: str, params: Mapping[str, Any]) -> Row | None:
        rows = await self.read(sql, params)
        return rows[0] if rows else None

    async def run(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        """One statement, never repeated; no rows when it returns none."""
        compiled = statement(sql)
        try:
            # Not `pool.connection()`: its commit on leaving is work for nothing on an autocommit connection.
            connection = await self.pool.getconn()
            try:
                cursor = await connection.execute(compiled.raw, compiled.arguments(params))
                has_rows = cursor.pgresult is not None and cursor.pgresult.nfields > 0
                return await cursor.fetchall() if has_rows else []
            finally:
                await give_back(self.pool, connection)
        except (*_LOST, PoolTimeout) as lost:
            raise StoreUnavailable() from lost
        except errors.OperationalError as lost:
            if lost.sqlstate is None or lost.sqlstate.startswith("08"):
                raise StoreUnavailable() from lost
            raise
