"""The stage of every contract, on both stores."""

from collections.abc import AsyncIterator, Callable, Iterator

import psycopg
import pytest
import pytest_asyncio

from adapters.persistence.bulk import insert_missing
from adapters.persistence.pool import Pool, make_pool
from bootstrap.seeding.rows import rows_of
from tests.adapters.contracts.hamlet import elsewhere, hamlet
from tests.adapters.contracts.in_memory import new_store, stage_over
from tests.adapters.contracts.in_postgres import AS_NEW, stage_over_pool
from tests.adapters.contracts.stage import Stage
from tests.support.database import Database, reset


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def pool(process_database: Database) -> AsyncIterator[Pool]:
    """One for all contracts, which share its event loop: to warm a connection takes longer than a test."""
    pool = make_pool(process_database.app, size=4)
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture(scope="package")
def hamlet_in_database(process_database: Database) -> Iterator[Callable[[], None]]:
    """Call it before a test: the hamlet is there, and nothing has happened in it yet.

    Only what a test can have left is taken away: that is ten times quicker than a clean database.
    """
    with psycopg.connect(process_database.admin, autocommit=True) as connection:

        def as_new() -> None:
            found = connection.execute("SELECT count(*) FROM regions WHERE code IN ('hamlet', 'elsewhere')")
            if found.fetchone() != (2,):
                reset(process_database)
                for place in (hamlet(), elsewhere()):
                    for table, rows in rows_of(place, {}):
                        insert_missing(connection, table, rows)
            connection.execute(AS_NEW)

        yield as_new
    reset(process_database)


@pytest.fixture
def sql_stage(pool: Pool, process_database: Database, hamlet_in_database: Callable[[], None]) -> Stage:
    hamlet_in_database()
    return stage_over_pool(pool, process_database)


@pytest.fixture(params=["memory", "postgres"])
def stage(request: pytest.FixtureRequest) -> Stage:
    """The store that the test's title names."""
    if request.param == "memory":
        return stage_over(new_store())
    made: Stage = request.getfixturevalue("sql_stage")
    return made
