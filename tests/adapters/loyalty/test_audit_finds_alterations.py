"""A hand with the owner's role switches the guards off and alters one field: the audit names it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio

from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from application.loyalty.close_books import CloseBooks, CloseBooksHandler
from application.loyalty.report_points import AuditPoints, AuditPointsHandler
from domain.loyalty.audit import AuditReport, Flaw
from domain.loyalty.closings import Head
from domain.loyalty.holds import HoldId
from domain.loyalty.seals import Seals
from tests.adapters.loyalty.altering import OTHER_VALUE, TABLES, columns_of, without_guards
from tests.adapters.loyalty.conftest import RealTime, Sql, SqlLoyaltyWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import ANNA, BO, CountingIds
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")
KEY = Seals(b"k" * 32)


@dataclass(frozen=True)
class Scene:
    """Books in which a little of everything has happened, and a hand that nothing holds back."""

    teller: Teller
    owner: Sql

    async def audited(self, noted: Head | None = None) -> AuditReport:
        return await AuditPointsHandler(self.teller.new_work)(AuditPoints(noted))

    async def flaws(self, noted: Head | None = None) -> set[Flaw]:
        return {one.flaw for one in (await self.audited(noted)).findings}

    async def close_all(self) -> None:
        done = await CloseBooksHandler(self.teller.new_work, RealTime())(CloseBooks(limit=5))
        assert done.is_done


async def played(one: Teller) -> None:
    await one.earn("first", ANNA, (0, 30), 100)
    async with one.new_work() as work:
        (first,) = await work.ledger.lots_of(ANNA)
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
    await one.reverse("owed", ANNA, first.id, 100)


@pytest_asyncio.fixture(loop_scope="package")
async def scene(new_database: Callable[[], Database]) -> AsyncIterator[Scene]:
    """In a database of its own: guards and constraints are taken away in it."""
    database = new_database()
    pool = make_pool(database.app, size=2)
    await pool.open()
    store = Store(pool, CountingIds(), RealTime(), seals=KEY)
    teller = Teller(lambda: SqlLoyaltyWork(store), CountingIds())
    await played(teller)
    with psycopg.connect(database.owner, autocommit=True) as connection:

        def run(text: str, *params: object) -> list[tuple[object, ...]]:
            cursor = connection.execute(text.encode(), params)
            return cursor.fetchall() if cursor.description else []

        without_guards(run)
        yield Scene(teller, run)
    await pool.close()


async def missed(scene: Scene, table: str, dice: Random, share: float) -> list[str]:
    """Alter one field after another, audit, and put it back; answer those that the audit did not see."""
    rows = [str(row) for (row,) in scene.owner(f"SELECT ctid FROM {table} ORDER BY ctid")]
    found = []
    for column, kind in columns_of(scene.owner, table).items():
        read = f"SELECT {column}::text FROM {table} WHERE ctid = %s::tid"
        put = f"UPDATE {table} SET {column} = {{0}} WHERE ctid = %s::tid RETURNING ctid"
        for number, row in enumerate(rows):
            if number and dice.random() > share:
                continue
            (before,) = scene.owner(read, row)[0]
            value = OTHER_VALUE[kind].format(column, dice.randint(1, 250))
            place = str(scene.owner(put.format(value), row)[0][0])
            assert scene.owner(read, place) != [(before,)], (table, column)
            if (await scene.audited()).is_clean:
                found.append(f"{table}.{column} = {value}, was {before}")
            rows[number] = str(scene.owner(put.format(f"%s::{kind}"), before, place)[0][0])
    return found


async def any_altered_field_is_found(scene: Scene, seed: int, share: float) -> None:
    await scene.close_all()
    assert (await scene.audited()).findings == ()
    for table in TABLES:
        assert scene.owner(f"SELECT count(*) > 0 FROM {table}") == [(True,)], table
        assert await missed(scene, table, Random(seed), share) == []
    assert (await scene.audited()).findings == ()


async def test_any_single_altered_field_is_found(scene: Scene) -> None:
    await any_altered_field_is_found(scene, seed=1, share=0.1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
async def test_any_altered_field_of_any_row_is_found(scene: Scene, seed: int) -> None:
    await any_altered_field_is_found(scene, seed, share=1.0)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ("DELETE FROM postings WHERE account = 'issued' AND amount = -100", Flaw.JOURNAL_SUM),
        ("DELETE FROM postings WHERE lot_id IS NOT NULL AND amount = 100", Flaw.LOT_POSTINGS),
        ("UPDATE holds SET amounts = ARRAY[4] WHERE status = 'open'", Flaw.HELD),
        ("UPDATE holds SET status = 'released', ended_at = held_at WHERE status = 'open'", Flaw.HELD),
        ("DELETE FROM holds WHERE status = 'open'", Flaw.HELD),
        ("DELETE FROM debts", Flaw.DEBT),
        ("UPDATE lots SET remaining = -1 WHERE amount = 50", Flaw.LOT_BOUNDS),
    ],
)
async def test_what_is_missing_or_beyond_all_bounds_is_named(scene: Scene, change: str, flaw: Flaw) -> None:
    scene.owner(change)
    assert flaw in await scene.flaws()


async def test_a_lot_that_vanished_is_missed_by_its_postings(scene: Scene) -> None:
    scene.owner("DELETE FROM lots WHERE amount = 10")
    assert await scene.flaws() == {Flaw.LOT_MISSING}


async def test_a_forger_without_the_key_cannot_seal_again_what_was_altered(scene: Scene) -> None:
    """All sums agree, and each row has a fresh seal: of the right kind, but by another key, or by none."""
    for forger in (Seals(), Seals(b"guessed" * 5)):
        async with scene.teller.new_work() as work:
            (lot, *_) = await work.ledger.lots_of(ANNA)
        longer = replace(lot, expires_at=lot.expires_at + timedelta(days=900))
        scene.owner(
            "UPDATE lots SET expires_at = %s, seal = %s WHERE id = %s",
            longer.expires_at,
            forger.of_lot(longer),
            lot.id,
        )
        assert await scene.flaws() == {Flaw.LOT_SEAL}


async def test_the_newest_journal_that_is_taken_away_is_missed_though_its_lot_is_as_before(
    scene: Scene,
) -> None:
    """With all rows put back as they were sealed before it, only the chain of closings can tell."""
    await scene.teller.adjust(UUID(int=9), ANNA, 40)
    await scene.teller.adjust(UUID(int=10), BO, 1)
    await scene.close_all()
    head = (await scene.audited()).head
    newest = "journal_id = (SELECT id FROM journals ORDER BY number DESC LIMIT 1)"
    scene.owner(f"CREATE TABLE gone AS SELECT * FROM postings WHERE {newest}")
    scene.owner("DELETE FROM postings WHERE journal_id IN (SELECT journal_id FROM gone)")
    scene.owner("DELETE FROM journals WHERE id IN (SELECT journal_id FROM gone)")
    scene.owner("DELETE FROM lots WHERE id IN (SELECT lot_id FROM gone)")
    assert await scene.flaws() == {Flaw.CLOSING}
    scene.owner("DELETE FROM journal_closings WHERE number = (SELECT max(number) FROM journal_closings)")
    assert await scene.flaws() == set()
    assert await scene.flaws(head) == {Flaw.HEAD}


async def test_journals_that_change_places_or_come_in_between_break_the_chain(scene: Scene) -> None:
    await scene.close_all()
    scene.owner("UPDATE journals SET number = -1 WHERE number = 2")
    assert await scene.flaws() == {Flaw.CLOSING}
    scene.owner("UPDATE journals SET number = 2 WHERE number = -1")
    scene.owner("UPDATE journals SET number = CASE number WHEN 2 THEN -3 ELSE -2 END WHERE number IN (2, 3)")
    scene.owner("UPDATE journals SET number = -number WHERE number < 0")
    assert await scene.flaws() == {Flaw.CLOSING}
    scene.owner("UPDATE journals SET number = -5 + number WHERE number IN (2, 3)")
    scene.owner("UPDATE journals SET number = CASE number WHEN -3 THEN 3 ELSE 2 END WHERE number < 0")
    assert await scene.flaws() == set()
