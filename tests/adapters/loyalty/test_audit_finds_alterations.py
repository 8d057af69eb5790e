"""A hand with the owner's role switches the guards off and alters one field: the audit names the row."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio

from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from application.loyalty.report_points import AuditPoints, AuditPointsHandler
from domain.loyalty.audit import AuditReport, Flaw
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import LotId
from tests.adapters.loyalty.conftest import RealTime, Sql, SqlLoyaltyWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import ANNA, BO, CountingIds
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")


@dataclass(frozen=True)
class Scene:
    """Books in which a little of everything has happened, and a hand that nothing holds back."""

    teller: Teller
    owner: Sql

    async def audited(self) -> AuditReport:
        return await AuditPointsHandler(self.teller.new_work)(AuditPoints())


async def played(one: Teller) -> None:
    await one.earn("first", ANNA, (0, 30), 100)
    await one.earn("second", ANNA, (1, 60), 50)
    one.now += timedelta(days=2)
    await one.hold(HoldId(UUID(int=1)), ANNA, 120, one.now + timedelta(days=9))
    await one.end("end", ANNA, HoldId(UUID(int=1)), 110)
    await one.hold(HoldId(UUID(int=2)), ANNA, 5)
    await one.gift(UUID(int=3), ANNA, BO, 10)
    await one.run()
    async with one.new_work() as work:
        (lot,) = await work.ledger.lots_of(BO)
    await one.reverse("back", BO, lot.id, 4)
    one.now += timedelta(days=90)
    await one.run()


@pytest_asyncio.fixture(loop_scope="package")
async def scene(new_database: Callable[[], Database]) -> AsyncIterator[Scene]:
    """In a database of its own: guards and constraints are switched off in it."""
    database = new_database()
    pool = make_pool(database.app, size=2)
    await pool.open()
    store = Store(pool, CountingIds(), RealTime())
    teller = Teller(lambda: SqlLoyaltyWork(store), CountingIds())
    await played(teller)
    with psycopg.connect(database.owner, autocommit=True) as connection:

        def run(text: str, *params: object) -> list[tuple[object, ...]]:
            cursor = connection.execute(text.encode(), params)
            return cursor.fetchall() if cursor.description else []

        for table in ("journals", "postings", "lots", "debts", "holds"):
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for name in ("points_within_amount", "moments_in_order"):
            run(f"ALTER TABLE lots DROP CONSTRAINT lots_{name}")
        run("ALTER TABLE journals DROP CONSTRAINT journals_origin_is_whole")
        yield Scene(teller, run)
    await pool.close()


COLUMNS = {
    "journals": {
        "request_id": "request_id || 'x'",
        "content_hash": "decode(repeat('07', 32), 'hex')",
        "kind": "CASE kind WHEN 'earned' THEN 'spent' ELSE 'earned' END",
        "at": "at + interval '1 microsecond'",
        "origin_reference": "coalesce(origin_reference, id)",
        "origin_kind": "CASE origin_kind WHEN 'order' THEN 'review' ELSE 'order' END",
        "order_id": "CASE WHEN order_id IS NULL THEN id END",
        "seal": "decode(repeat('07', 32), 'hex')",
    },
    "postings": {
        "amount": "amount + 1",
        "account": "CASE account WHEN 'available' THEN 'pending' WHEN 'issued' THEN 'redeemed'"
        " WHEN 'redeemed' THEN 'issued' WHEN 'breakage' THEN 'issued' WHEN 'clawback' THEN 'issued'"
        " ELSE 'available' END",
    },
    "lots": {
        "member_id": "origin_reference",
        "amount": "amount + 1",
        "remaining": "remaining + 1",
        "held": "held + 1",
        "expired": "expired + 1",
        "reversed": "reversed + 1",
        "owed": "owed + 1",
        "earned_at": "earned_at - interval '1 microsecond'",
        "pending_until": "pending_until - interval '1 microsecond'",
        "expires_at": "expires_at + interval '1 microsecond'",
        "matured_at": "coalesce(matured_at + interval '1 microsecond', earned_at)",
        "origin_kind": "CASE origin_kind WHEN 'order' THEN 'review' ELSE 'order' END",
        "origin_reference": "id",
        "policy_version": "policy_version + 1",
        "sliding_days": "7",
        "grace_of": "id",
        "version": "version + 1",
        "seal": "decode(repeat('07', 32), 'hex')",
    },
    "debts": {"amount": "amount + 1"},
}


KIND_OF = (
    "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"
)


async def is_missed(scene: Scene, table: str, column: str, value: str, row: str) -> bool:
    """Alter one field, audit, and put it back. Whatever stays the same is not missed."""
    kind = scene.owner(KIND_OF, table, column)[0][0]
    before = scene.owner(f"SELECT {column}::text FROM {table} WHERE ctid = %s::tid", row)[0][0]
    change = f"UPDATE {table} SET {column} = {value} WHERE ctid = %s::tid RETURNING {column}::text, ctid"
    after, place = scene.owner(change, row)[0]
    is_clean = (await scene.audited()).is_clean
    scene.owner(f"UPDATE {table} SET {column} = %s::{kind} WHERE ctid = %s::tid", before, str(place))
    return is_clean and after != before


async def test_any_single_altered_field_is_found(scene: Scene) -> None:
    assert (await scene.audited()).is_clean
    missed = []
    for table, columns in COLUMNS.items():
        for column, value in columns.items():
            rows = [str(row[0]) for row in scene.owner(f"SELECT ctid FROM {table}")]
            some = rows[:: max(1, len(rows) // 4)]
            missed += [
                (table, column, row) for row in some if await is_missed(scene, table, column, value, row)
            ]
    assert missed == []
    assert (await scene.audited()).is_clean


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ("DELETE FROM postings WHERE account = 'issued' AND amount = -100", Flaw.JOURNAL_SUM),
        ("DELETE FROM postings WHERE lot_id IS NOT NULL AND amount = 100", Flaw.LOT_POSTINGS),
        ("UPDATE holds SET amounts = ARRAY[4] WHERE status = 'open'", Flaw.HELD),
        ("UPDATE holds SET status = 'released', ended_at = held_at WHERE status = 'open'", Flaw.HELD),
        ("DELETE FROM debts", Flaw.DEBT),
        ("UPDATE lots SET remaining = -1 WHERE amount = 50", Flaw.LOT_BOUNDS),
    ],
)
async def test_what_is_missing_or_beyond_all_bounds_is_named(scene: Scene, change: str, flaw: Flaw) -> None:
    if flaw is Flaw.DEBT:
        lot_id = LotId(UUID(str(scene.owner("SELECT id FROM lots WHERE amount = 100")[0][0])))
        await scene.teller.reverse("owed", ANNA, lot_id, 100)
    scene.owner(change)
    assert flaw in {finding.flaw for finding in (await scene.audited()).findings}


async def test_a_lot_that_vanished_is_missed_by_its_postings(scene: Scene) -> None:
    scene.owner("ALTER TABLE postings DROP CONSTRAINT postings_lot_id_fkey")
    scene.owner("DELETE FROM lots WHERE amount = 50")
    assert {one.flaw for one in (await scene.audited()).findings} == {Flaw.LOT_MISSING}
