"""Books from before seals are sealed by the migration, in the words of the code that checks them."""

from collections.abc import AsyncIterator

import psycopg
import pytest
import pytest_asyncio
from alembic import command

from adapters.persistence.migrations.run import _config, _connected, upgrade
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.unit import Store
from domain.loyalty.earning import expire, mature
from domain.loyalty.lots import Lot
from domain.loyalty.seals import JournalRecord, record_of
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
