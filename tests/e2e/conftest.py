"""A seeded town for each test that asks, cloned from one that is seeded once per process."""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bootstrap.seeding.model import SeedCity
from tests.support.database import Database, TestServer
from tests.support.product import Product, running_product
from tests.support.town import seed_town

_numbers = count(1)


@pytest.fixture(scope="session")
def seeded(test_server: TestServer, process_name: str) -> Iterator[tuple[SeedCity, Database]]:
    """The tiny second region: a fictional town far from the demo city, in another currency and zone."""
    database = test_server.clone(f"callout_{process_name}_town")
    yield seed_town(database), database
    test_server.drop(database.name)


@pytest.fixture
def town_database(
    test_server: TestServer, process_name: str, seeded: tuple[SeedCity, Database]
) -> Iterator[Database]:
    """A clone of the seeded town, the test's own."""
    name = f"callout_{process_name}_town_{next(_numbers)}"
    yield test_server.clone(name, seeded[1].name)
    test_server.drop(name)


@pytest.fixture
async def product(
    town_database: Database, seeded: tuple[SeedCity, Database], tmp_path: Path
) -> AsyncIterator[Product]:
    async with running_product(town_database, seeded[0], tmp_path) as served:
        yield served
