"""Whoever hangs up at whatever moment, the pool keeps its connections."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.pooled import PooledStatements
from tests.support.database import Database

MOMENTS = 120


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    made = make_pool(database.app, size=3)
    async with made:
        await made.wait()
        yield made


async def steps(number: int) -> None:
    """Let the loop turn that often."""
    for _ in range(number):
        await asyncio.sleep(0)


async def all_back(pool: Pool) -> bool:
    async with asyncio.timeout(10):
        while True:
            stats = pool.get_stats()
            if stats["pool_available"] == stats["pool_size"]:
                return True
            await asyncio.sleep(0.01)


async def test_a_read_that_is_cancelled_at_any_moment_and_again_loses_no_connection(pool: Pool) -> None:
    """A server cancels a handler when its client hangs up, and once more when it closes the connection."""
    statements = PooledStatements(pool)
    for moment in range(MOMENTS):
        readers = [asyncio.create_task(statements.read("SELECT 1", {})) for _ in range(6)]
        await steps(moment)
        for again in (1, 2, 4):
            for reader in readers:
                reader.cancel()
            await steps(again)
        await asyncio.gather(*readers, return_exceptions=True)
    assert await all_back(pool)
    assert await statements.read("SELECT 2", {}) == [(2,)]
