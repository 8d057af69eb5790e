"""A served notebook for each test that asks."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.http.running import Running, running
from tests.adapters.http.small import ROUTES, SmallServices, small_services


@pytest.fixture
def services() -> SmallServices:
    return small_services()


@pytest.fixture
async def site(services: SmallServices) -> AsyncIterator[Running]:
    async with running(services, ROUTES) as served:
        yield served
