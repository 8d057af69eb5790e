"""One town per process, with its scene set once; tests read it, or change what nobody else looks at.

The pool is opened once too: a backend's first look at PostGIS costs more than a test.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
import pytest_asyncio

from tests.adapters.reads.stage import DAY, Scene, Stage, open_stage, set_scene
from tests.support.database import TestServer
from tests.support.town import seed_town


@pytest.fixture(scope="session")
def scene(test_server: TestServer, process_name: str) -> Iterator[Scene]:
    database = test_server.clone(f"callout_{process_name}_reads")
    yield set_scene(seed_town(database, first_day=DAY - timedelta(days=1)), database)
    test_server.drop(database.name)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(scene: Scene) -> AsyncIterator[Stage]:
    async with open_stage(scene.city, scene.database) as opened:
        yield opened
