"""The ledger on both stores, and a direct look at the books of PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self

import psycopg
import pytest
import pytest_asyncio

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from adapters.persistence.loyalty.ledger import SqlLedger
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.unit import SqlSession, Store
from application.ports.ledger import LoyaltyWork
from tests.domain.loyalty.building import IDS
from tests.support.database import Database

NewWork = Callable[[], LoyaltyWork]


@dataclass(frozen=True)
class RealTime:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SqlLoyaltyWork:
    """A unit of work on PostgreSQL that holds the ledger alone."""

    def __init__(self, store: Store) -> None:
        self._session = SqlSession(store)
        self.ledger = SqlLedger(self._session)

    async def __aenter__(self) -> Self:
        await self._session.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.__aexit__(kind, error, trace)

    def record(self, event: object) -> None:
        self._session.record(event)

    async def commit(self, answer: object | None = None) -> None:
        await self._session.commit(answer)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def pool(process_database: Database) -> AsyncIterator[Pool]:
    """One for all tests here, which share its event loop: to warm a connection takes longer than a test."""
    pool = make_pool(process_database.app, size=4)
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture
def sql_work(pool: Pool, database: Database) -> NewWork:
    store = Store(pool, IDS, RealTime())
    return lambda: SqlLoyaltyWork(store)


@pytest.fixture(params=["memory", "postgres"])
def new_work(request: pytest.FixtureRequest) -> NewWork:
    """Units of work on the store that the test's title names."""
    if request.param == "memory":
        books = Books()
        return lambda: MemoryLoyaltyWork(books)
    work: NewWork = request.getfixturevalue("sql_work")
    return work


class Sql(Protocol):
    def __call__(self, text: str, *params: object) -> list[tuple[object, ...]]: ...


@pytest.fixture
def owner_sql(owner_dsn: str) -> Sql:
    """Run one statement as the tables' owner, past our own code."""

    def run(text: str, *params: object) -> list[tuple[object, ...]]:
        with psycopg.connect(owner_dsn, autocommit=True) as connection:
            cursor = connection.execute(text.encode(), params)
            return cursor.fetchall() if cursor.description else []

    return run
