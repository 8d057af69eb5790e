"""Write a generated city into the database: idempotent, in one transaction."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import psycopg

from adapters.persistence.bulk import insert_missing
from adapters.security.passwords import Argon2Passwords
from bootstrap.seeding.generate import generate_city
from bootstrap.seeding.model import SeedCity, SeedPlan
from bootstrap.seeding.rows import calendar_rows, rows_of
from domain.shared.ids import AccountId


def load_city(owner_dsn: str, plan: SeedPlan) -> SeedCity:
    """Generate and write; a second time only what is missing is written."""
    city = generate_city(plan)
    hashes = _hashed(city)
    with psycopg.connect(owner_dsn) as connection:
        for table, rows in rows_of(city, hashes):
            insert_missing(connection, table, rows)
        connection.execute("ANALYZE")
    return city


def carry_shifts_on(owner_dsn: str, plan: SeedPlan) -> None:
    """Shifts and leaves from `plan.first_day` on, for workers that are there already."""
    city = generate_city(plan)
    with psycopg.connect(owner_dsn) as connection:
        for table, rows in calendar_rows(city):
            insert_missing(connection, table, rows)


def _hashed(city: SeedCity) -> dict[AccountId, str]:
    """In a loop of its own, so that a caller may have one running."""

    async def work() -> dict[AccountId, str]:
        passwords = Argon2Passwords()
        return {account: await passwords.hashed(word) for account, word in city.passwords.items()}

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work()).result()
