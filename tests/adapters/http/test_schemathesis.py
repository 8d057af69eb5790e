"""A client made from the document alone: whatever it sends that the document allows (or forbids) is answered
as the document says, and never with a 500."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.http.contract.openapi import document
from adapters.http.contract.table import API_PREFIX, ROUTES
from tests.adapters.http.everything import everything
from tests.adapters.http.running import running

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
ROLE_OF = {route.name: min(route.access) for route in ROUTES if isinstance(route.access, frozenset)}
schema = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server in a thread of its own: this client blocks."""
    stop, port, started = asyncio.Event(), [0], threading.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        services, _, _ = everything()
        async with running(services, ROUTES) as site:
            port[0] = site.port
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert started.wait(20)
    yield f"http://127.0.0.1:{port[0]}{API_PREFIX}"
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    loop.close()


@schema.parametrize()
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_the_server_does_what_the_document_says(case: Any, address: str) -> None:
    role = ROLE_OF.get(case.operation.definition.raw["operationId"])
    headers = {} if role is None else {"Authorization": f"Bearer {role}"}
    case.call_and_validate(base_url=address, headers=headers, checks=CHECKS)
