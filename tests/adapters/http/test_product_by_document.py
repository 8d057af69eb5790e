"""The whole product over a seeded town, tried by a client made from the document: its own ids half the time,
made-up ones otherwise, valid and invalid values in turn. Never a 500, always what the document says."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from adapters.http.contract.openapi import document
from adapters.http.contract.table import API_PREFIX, ROUTES
from bootstrap.seeding.model import SeedCity
from tests.adapters.http.test_schemathesis import CHECKS
from tests.e2e import ordering
from tests.e2e.conftest import seeded  # noqa: F401  # a fixture
from tests.support.database import Database, TestServer
from tests.support.product import Product, running_product

pytestmark = pytest.mark.soak
ROLES_OF = {route.name: sorted(route.access) for route in ROUTES if isinstance(route.access, frozenset)}
SIGNS_EVERYBODY_OUT = "sign_out"
schema = schemathesis.openapi.from_dict(document())


@dataclass
class Town:
    """Where the product listens, the token of each role, and ids that are there, by the names of fields."""

    address: str = ""
    tokens: dict[str, str | None] = field(default_factory=dict)
    known: dict[str, list[Any]] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(1))

    def make_real(self, part: object) -> None:
        """Put known ids and plausible versions in place of made-up ones, more often than not."""
        if isinstance(part, dict):
            for name in part.keys() & self.known.keys():
                if self.random.random() < 0.7:
                    part[name] = self.random.choice(self.known[name])


async def settled(product: Product) -> Town:
    """A town with one order under review and one that is ready, and somebody signed in for each role."""
    owner, worker_id = await product.homeowner(), str(product.city.worker_accounts[0].id)
    staff = {name: await product.staff(name) for name in ("reviewer", "dispatcher", "manager")}
    people = staff | {"homeowner": owner, "worker": await product.worker(worker_id)}
    asked = await ordering.place(product, owner)
    ready = await ordering.approve(product, await ordering.place(product, owner, which=3))
    region_id = str(product.city.region.id)
    service = await ordering.service_of(product, owner)
    addresses = (await owner.get("/me/addresses"))["items"]
    known = {
        "order_id": [asked["order_id"], ready["order_id"]],
        "order_ids": [[ready["order_id"]]],
        "region_id": [region_id],
        "service_id": [service["id"]],
        "address_id": [address["id"] for address in addresses],
        "community_id": [addresses[0]["community_id"]],
        "worker_id": [worker_id],
        "worker_ids": [[worker_id]],
        "expected_version": [1, 2, 3],
        "limit": [1, 2, 100],
    }
    tokens = {role: client.token for role, client in people.items()}
    return Town(f"http://127.0.0.1:{product.port}{API_PREFIX}", tokens, known)


@pytest.fixture(scope="module")
def town(
    test_server: TestServer,
    seeded: tuple[SeedCity, Database],  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Town]:
    """The product in a thread of its own: this client blocks."""
    database = test_server.clone("callout_by_document", seeded[1].name)
    loop, stop, started, made = asyncio.new_event_loop(), asyncio.Event(), threading.Event(), [Town()]

    async def serve() -> None:
        async with running_product(database, seeded[0], tmp_path_factory.mktemp("data")) as product:
            made[0] = await settled(product)
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert started.wait(60)
    yield made[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(60)
    loop.close()
    test_server.drop(database.name)


@schema.parametrize()
@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_the_product_does_what_the_document_says(case: Any, town: Town) -> None:
    name = case.operation.definition.raw["operationId"]
    if name == SIGNS_EVERYBODY_OUT:
        return
    for part in (case.path_parameters, case.query, case.body):
        town.make_real(part)
    roles = ROLES_OF.get(name)
    headers = {} if roles is None else {"Authorization": f"Bearer {town.tokens[town.random.choice(roles)]}"}
    case.call_and_validate(base_url=town.address, headers=headers, checks=CHECKS)
