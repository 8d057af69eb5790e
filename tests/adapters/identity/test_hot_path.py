"""Authentication as each request meets it: one statement, on primary keys, that survives lost connections."""

import psycopg
import pytest

from adapters.persistence.identity.sessions import AUTHENTICATE, SqlSessions
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.statements import statement
from application.ports.unit_of_work import StoreUnavailable
from tests.adapters.identity.conftest import NOW, IdentityStore
from tests.adapters.identity.people import homeowner
from tests.adapters.identity.test_sessions_contract import digest, opened
from tests.support.database import Database

# What the planner does with a table of one row says nothing; it depends on when it last looked.
MANY = (
    "INSERT INTO sessions SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*"
    " FROM sessions AS one, generate_series(1, 300)",
    "INSERT INTO access_tokens SELECT (jsonb_populate_record(one,"
    r" jsonb_build_object('digest', '\x' || encode(sha256(number::text::bytea), 'hex')))).*"
    " FROM access_tokens AS one, generate_series(1, 300) AS number",
    "ANALYZE sessions, accounts, access_tokens",
)


async def test_it_reads_three_primary_keys_and_nothing_else(
    pool: Pool, sql_store: IdentityStore, database: Database
) -> None:
    account = homeowner()
    await sql_store.accounts.add((account,))
    await opened(sql_store, account)
    with psycopg.connect(database.admin, autocommit=True) as admin:
        for one in MANY:
            admin.execute(one)
    compiled = statement("EXPLAIN (COSTS OFF) " + AUTHENTICATE)
    arguments = compiled.arguments({"digest": digest("first access"), "now": NOW})
    async with pool.connection() as connection:
        for way in (b"seqscan", b"mergejoin", b"hashjoin"):
            await connection.execute(b"SET enable_" + way + b" = off")
        cursor = await connection.execute(compiled.raw, arguments)
        plan = "\n".join(row[0] for row in await cursor.fetchall())
        await connection.execute(b"RESET ALL")
    for key in ("access_tokens_pkey", "sessions_pkey", "accounts_pkey"):
        assert key in plan
    assert "Seq Scan" not in plan
    assert "Sort" not in plan


async def test_after_the_database_dropped_every_connection_the_next_request_is_served(
    pool: Pool, sql_store: IdentityStore, database: Database
) -> None:
    account = homeowner()
    await sql_store.accounts.add((account,))
    await opened(sql_store, account)
    await pool.resize(4, 4)
    await pool.wait()
    with psycopg.connect(database.admin, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert await sql_store.sessions.authenticate(digest("first access"), NOW) is not None


async def test_without_a_database_it_says_so_in_our_own_words(app_dsn: str) -> None:
    closed = make_pool(app_dsn.replace("/callout_", "/no_such_"), size=1)
    closed.timeout = 0.2
    await closed.open()
    try:
        with pytest.raises(StoreUnavailable):
            await SqlSessions(PooledStatements(closed)).authenticate(digest("x"), NOW)
    finally:
        await closed.close()
