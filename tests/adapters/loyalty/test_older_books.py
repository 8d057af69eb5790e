"""Books from before seals are sealed by the migration, in the words of the code that checks them."""

from collections.abc import AsyncIterator

import psycopg
import pytest
import pytest_asyncio
from alembic import command

from adapters.persistence.loyalty.sealing import is_keyed, seal_older_books
from adapters.persistence.migrations.run import _config, _connected, upgrade
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.unit import Store
from domain.loyalty.audit import Flaw
from domain.loyalty.earning import expire, mature
from domain.loyalty.lots import Lot
from domain.loyalty.records import JournalRecord, record_of
from domain.loyalty.seals import Seals
from tests.adapters.loyalty.conftest import RealTime, SqlLoyaltyWork
from tests.domain.loyalty.building import ANNA, IDS, awarded, day, heading, policy
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")


LOT = "INSERT INTO lots VALUES (%s, %s, %s, %s, 0, %s, %s, %s, %s, 'order', %s, %s, 1, 3)"
JOURNAL = "INSERT INTO journals VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
POSTING = "INSERT INTO postings VALUES (%s, %s, %s, %s, %s, %s)"


def old_lot(lot: Lot) -> tuple[object, ...]:
    points = (lot.id, lot.member_id, lot.amount, lot.remaining)
    moments = (lot.earned_at, lot.pending_until, lot.expires_at, lot.matured_at)
    return (*points, *moments, lot.origin.reference, lot.origin.order_id)


def old_journal(record: JournalRecord) -> tuple[object, ...]:
    head = (record.id, record.request_id, record.content_hash, record.kind, record.at)
    return (*head, record.origin_kind, record.origin_reference, record.order_id)


@pytest_asyncio.fixture(loop_scope="package")
async def older(empty_database: Database) -> AsyncIterator[Database]:
    """At the first schema, with an award that matured and ended, and one that is pending."""
    with _connected(empty_database.owner) as connection:
        command.upgrade(_config(connection), "0001")
        connection.commit()
    first, second = awarded(10, rules=policy(7, 30)), awarded(20)
    ripe = mature(heading(day(8)), first.lots)
    assert ripe is not None
    over = expire(heading(day(31)), ripe.lots)
    assert over is not None
    with psycopg.connect(empty_database.owner) as connection:
        for table in ("lots", "postings"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for lot in (over.lots[0], second.lots[0]):
            connection.execute(LOT, old_lot(lot))
        for movement in (first, ripe, over, second):
            record = record_of(movement.journal)
            connection.execute(JOURNAL, old_journal(record))
            for one in record.postings:
                values = (record.id, one.seq, one.account, one.amount, one.member_id, one.lot_id)
                connection.execute(POSTING, values)
        for table in ("lots", "postings"):
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    yield empty_database


async def test_books_from_before_seals_pass_the_audit_after_the_migration(older: Database) -> None:
    upgrade(older.owner)
    pool: Pool = make_pool(older.app, size=1)
    await pool.open()
    store = Store(pool, IDS, RealTime())
    async with SqlLoyaltyWork(store) as work:
        report = await work.ledger.reads.audit()
    async with SqlLoyaltyWork(store) as work:
        (lot,) = await work.ledger.lots_of(ANNA)
    await pool.close()
    assert (report.findings, report.journals, report.lots) == ((), 4, 2)
    assert lot.remaining == 20
    with psycopg.connect(older.owner) as connection:
        assert connection.execute("SELECT sum(expired) FROM lots").fetchone() == (10,)


async def test_older_books_are_sealed_under_the_key_but_not_what_was_altered_before(older: Database) -> None:
    assert not is_keyed(older.owner)
    upgrade(older.owner)
    assert is_keyed(older.owner)
    with psycopg.connect(older.owner) as connection:
        connection.execute("ALTER TABLE lots DISABLE TRIGGER USER")
        connection.execute("UPDATE lots SET policy_version = 9 WHERE amount = 10")
        connection.execute("ALTER TABLE lots ENABLE TRIGGER USER")
        connection.execute(
            "INSERT INTO debts (member_id, amount, version, seal) VALUES (%s, 0, 1, %s)", (ANNA, bytes(32))
        )
    seals = Seals(b"k" * 32)
    assert seal_older_books(older.owner, seals) == 4 + 1 + 1
    assert seal_older_books(older.owner, seals) == 0
    pool: Pool = make_pool(older.app, size=1)
    await pool.open()
    async with SqlLoyaltyWork(Store(pool, IDS, RealTime(), seals=seals)) as work:
        report = await work.ledger.reads.audit()
    await pool.close()
    assert [one.flaw for one in report.findings] == [Flaw.LOT_SEAL]
    with psycopg.connect(older.owner) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute("UPDATE journals SET kind = 'spent'")
