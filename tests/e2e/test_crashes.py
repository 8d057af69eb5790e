"""kill -9 under load: the real processes of `make run`, over a town of its own, come back by themselves."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from adapters.persistence.embedded import roles
from adapters.persistence.embedded.site import choose_site
from bootstrap.demo_day.client import Client, Refused
from bootstrap.settings import ROOT
from tests.bootstrap.watching import Running, free_port, wait_until
from tests.e2e.ordering import act, approve, place, released, serve
from tests.e2e.running_town import RunningTown

WRITERS = 6


@pytest.fixture(scope="module")
def product() -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="callout-crash-"))
    folder.chmod(0o755)
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "CALLOUT_DATA": str(folder),
        "CALLOUT_PORT": str(port),
        "CALLOUT_API_PROCESSES": "2",
        "CALLOUT_DEMO_CITY": "yunxi",
        "CALLOUT_FRONTENDS": str(folder / "none"),
    }
    output = folder / "output.txt"
    with output.open("wb") as target:
        process = subprocess.Popen(
            [sys.executable, "-m", "bootstrap.cli", "supervise"],
            cwd=ROOT, env=environment, stdout=target, stderr=subprocess.STDOUT,
        )  # fmt: skip
    one = Running(process, folder, port, output)
    try:
        wait_until(one.is_up, 90)
        yield one
    finally:
        if process.poll() is None:
            one.stop()
        shutil.rmtree(one.postgres, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Load:
    """Homeowners who keep adding addresses; `acknowledged` are the units that were answered with 201."""

    owner: Client
    home: dict[str, Any]
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def write(self, until: asyncio.Event) -> None:
        while not until.is_set():
            unit = f"K{uuid4().hex[:12]}"
            body = {
                "community_id": self.home["community_id"],
                "line": "Street",
                "unit": unit,
                "point": self.home["point"],
            }
            try:
                await self.owner.post("/me/addresses", body)
                self.acknowledged.append(unit)
            except (Refused, httpx.TransportError) as trouble:
                self.refused.append(repr(trouble))
                await asyncio.sleep(0.05)


async def loaded(product: Running, who: int, strike: Any) -> Load:
    """Run the load, strike in the middle of it, go on until writes are acknowledged again."""
    limits = httpx.Limits(max_connections=WRITERS * 2)
    async with httpx.AsyncClient(base_url=product.url, timeout=20, limits=limits, trust_env=False) as http:
        owner = await RunningTown(product, http).homeowner(who)
        load = Load(owner, (await owner.get("/me/addresses"))["items"][0])
        done = asyncio.Event()
        writers = [asyncio.create_task(load.write(done)) for _ in range(WRITERS)]
        await _more_writes(load, 40)
        strike()
        await _more_writes(load, 40)
        done.set()
        await asyncio.gather(*writers)
    return load


async def completed_order(product: Running) -> None:
    """One order from placing to its review, which gives points: the books are not empty any more."""
    async with httpx.AsyncClient(base_url=product.url, timeout=20, trust_env=False) as http:
        town = RunningTown(product, http)
        owner, manager = await town.homeowner(2), await town.staff("manager")
        receipt = await approve(town, await place(town, owner))
        path = f"/orders/{receipt['order_id']}"
        await released(town, await owner.get(path))
        offered = await _until(manager, path, lambda order: order["status"] == "OFFERED")
        worker = await town.worker(offered["offers"][0]["worker_id"])
        await worker.post(f"/offers/{offered['offers'][0]['id']}/accept")
        await serve(town, worker, receipt["order_id"])
        receipt = await act(owner, "confirm", await owner.get(path))
        await act(owner, "review", receipt, stars=5, tags=[], text="Fine")
        await _until(owner, "/me/points", lambda points: points["pending"] > 0)


async def _until(client: Client, path: str, holds: Callable[[Any], bool]) -> Any:
    async with asyncio.timeout(30):
        while True:
            if holds(answer := await client.get(path)):
                return answer
            await asyncio.sleep(0.1)


async def _more_writes(load: Load, number: int) -> None:
    wanted = len(load.acknowledged) + number
    async with asyncio.timeout(60):
        while True:
            if len(load.acknowledged) >= wanted:
                return
            await asyncio.sleep(0.05)


def counted(product: Running, load: Load) -> dict[str, int]:
    """How often each acknowledged write is there; the books, which are not empty, are in balance."""
    dsn = choose_site(product.data).dsn(roles.OWNER, roles.DATABASE)
    with psycopg.connect(dsn) as connection:
        found = connection.execute(
            "SELECT unit, count(*) FROM addresses WHERE unit = ANY(%s) GROUP BY unit", (load.acknowledged,)
        ).fetchall()
        (postings,) = connection.execute("SELECT count(*) FROM postings").fetchone() or (0,)
        (off_balance,) = connection.execute(
            "SELECT count(*) FROM (SELECT journal_id FROM postings GROUP BY journal_id "
            "HAVING sum(amount) <> 0) wrong"
        ).fetchone() or (None,)
    assert postings > 0
    assert off_balance == 0
    return dict(found)


def api_processes(product: Running) -> list[int]:
    return [
        pid
        for pid in product.children()
        if b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    ]


@pytest.mark.timeout(240)
async def test_an_api_process_that_is_killed_under_load_loses_no_acknowledged_write(
    product: Running,
) -> None:
    await completed_order(product)
    victim = api_processes(product)[0]
    load = await loaded(product, 0, lambda: os.kill(victim, signal.SIGKILL))
    assert counted(product, load) == dict.fromkeys(load.acknowledged, 1)
    wait_until(lambda: len(api_processes(product)) == 2 and victim not in api_processes(product))


@pytest.mark.timeout(240)
async def test_postgresql_that_is_killed_under_load_loses_no_acknowledged_write(product: Running) -> None:
    load = await loaded(product, 1, lambda: os.kill(product.postmaster(), signal.SIGKILL))
    assert counted(product, load) == dict.fromkeys(load.acknowledged, 1)


@pytest.mark.timeout(120)
def test_ctrl_c_ends_everything_within_ten_seconds(product: Running) -> None:
    children = product.children()
    assert product.stop() < 10
    assert children
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
