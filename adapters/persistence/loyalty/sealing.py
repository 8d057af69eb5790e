"""Books from before there was a key are sealed again under it, once, by the owner of the tables.

Only what fits its older seal gets a new one: whatever was altered before stays to be found by the audit.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import psycopg

from adapters.persistence.loyalty import audit as reading
from adapters.persistence.loyalty import statements as sql
from domain.loyalty.movements import Debt
from domain.loyalty.seals import Seals

UNSEALED: Final = bytes(32)  # of holds and debts, which had no seal
Row = tuple[Any, ...]
Fresh = Callable[[Row], bytes | None]


def is_keyed(owner_dsn: str) -> bool:
    """Whether this database has had closings, and so seals under a key."""
    with psycopg.connect(owner_dsn) as connection:
        return connection.execute("SELECT to_regclass('journal_closings')").fetchone() != (None,)


def seal_older_books(owner_dsn: str, seals: Seals) -> int:
    """In one transaction, with nobody else at the books. How many rows were sealed."""
    older = Seals()

    def journal(row: Row) -> bytes | None:
        record = reading.record_from(row)
        return seals.of_journal(record) if older.fits_journal(record) else None

    def lot(row: Row) -> bytes | None:
        stored = reading.stored_lot(row)
        fits = stored.lot is not None and older.fits_lot(stored.lot, stored.seal)
        return seals.of_lot(stored.lot) if stored.lot is not None and fits else None

    def hold(row: Row) -> bytes | None:
        stored = reading.stored_hold(row)
        return seals.of_hold(stored.hold) if stored.hold and stored.seal == UNSEALED else None

    def debt(row: Row) -> bytes | None:
        return seals.of_debt(Debt(*row[:-1])) if bytes(row[-1]) == UNSEALED else None

    tables: tuple[tuple[str, str, str, Fresh], ...] = (
        ("journals", "id", reading.JOURNALS, journal),
        ("lots", "id", reading.LOTS, lot),
        ("holds", "id", reading.HOLDS, hold),
        ("debts", "member_id", reading.DEBTS, debt),
    )
    with psycopg.connect(owner_dsn) as connection:
        return sum(_sealed(connection, *table) for table in tables)


def _sealed(connection: psycopg.Connection[Row], table: str, key: str, text: str, fresh: Fresh) -> int:
    connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
    done = 0
    for page in _pages(connection, text):
        pairs = [(seal, row[0]) for row in page if (seal := fresh(row)) is not None]
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET seal = %s WHERE {key} = %s".encode(), pairs)
        done += len(pairs)
    connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER".encode())
    return done


def _pages(connection: psycopg.Connection[Row], text: str) -> Iterator[list[Row]]:
    after: Any = sql.NO_ID
    while page := connection.execute(text.encode(), {"after": after, "limit": reading.PAGE}).fetchall():
        yield page
        after = page[-1][0]
