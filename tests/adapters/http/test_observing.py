"""What operators see: health, readiness, metrics, one line a request, and no secret in any of it."""

import asyncio
import json
import logging
from typing import Any

import pytest

from adapters.http.execution.writes import Writes
from adapters.http.observing.metrics import Metrics
from adapters.http.services import HttpSettings
from domain.shared.errors import TooMany
from tests.adapters.http.asking import OWNER, keyed, problem, raw_request, write
from tests.adapters.http.running import Running, running
from tests.adapters.http.small import ROUTES, SmallServices, small_services


async def test_a_living_process_says_so(site: Running) -> None:
    response = await site.client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_readiness_names_what_is_missing() -> None:
    async def missing() -> dict[str, str]:
        return {"database": "does not answer"}

    async def broken() -> dict[str, str]:
        raise OSError("secret address")

    for readiness, said in ((missing, "database"), (broken, "readiness")):
        async with running(small_services(readiness=readiness), ROUTES) as site:
            response = await site.client.get("/readyz")
            assert response.status_code == 503
            assert list(response.json()["missing"]) == [said]
            assert "secret" not in response.text


async def test_metrics_count_by_route_and_status(site: Running) -> None:
    await site.client.get("/api/v1/lines", headers=OWNER)
    await site.client.get("/api/v1/lines")
    await site.client.get("/api/v1/nothing")
    text = (await site.client.get("/metrics")).text
    name = "callout_http_request_duration_seconds_count"
    assert f'{name}{{route="read_lines",method="GET",status="200",process="test"}} 1' in text
    assert f'{name}{{route="read_lines",method="GET",status="401",process="test"}} 1' in text
    assert f'{name}{{route="-",method="GET",status="404",process="test"}} 1' in text
    assert 'callout_http_writes_running{process="test"} 0' in text
    assert "process_cpu_seconds_total" in text


def test_a_histogram_adds_up() -> None:
    metrics = Metrics("p")
    for seconds in (0.001, 0.002, 0.02, 99.0):
        metrics.observe('a"b', "GET", 200, seconds)
    metrics.gauges("pool", "State.", lambda: {"free": 3.0})
    text = metrics.text()
    labels = 'route="a\\"b",method="GET",status="200",process="p"'
    assert f'_bucket{{{labels},le="0.002"}} 2' in text
    assert f'_bucket{{{labels},le="0.025"}} 3' in text
    assert f'_bucket{{{labels},le="+Inf"}} 4' in text
    assert 'pool{which="free",process="p"} 3.0' in text


async def test_each_request_leaves_one_line_without_secrets(services: SmallServices) -> None:
    written: list[bytes] = []
    settings = HttpSettings(write_log=written.append, process="test")
    async with running(services, ROUTES, settings) as site:
        await site.client.get("/api/v1/lines?cursor=secret-cursor", headers={**OWNER, "x-request-id": "r-1"})
        await write(site.client, "secret text", key="secret-key")
        await site.client.get("/api/v1/lines", headers={"authorization": "Bearer secret-token"})
    text = b"".join(written).decode()
    lines: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("read_lines", 200),
        ("write_line", 201),
        ("read_lines", 401),
    ]
    assert (lines[0]["request_id"], lines[0]["path"]) == ("r-1", "/api/v1/lines")
    assert lines[2]["code"] == "session_expired"
    assert "secret" not in text


async def test_a_client_that_hung_up_is_noted_as_such(site: Running, services: SmallServices) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(raw_request("slow-lines", "k", '{"text":"a"}'))
    await services.notebook.begun.wait()
    writer.transport.abort()
    while 'route="write_slowly",method="POST",status="499"' not in (await site.client.get("/metrics")).text:
        pass
    services.notebook.gate.set()


async def test_a_failure_is_logged_under_the_name_that_the_client_is_told(
    site: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "callout.http")
    response = await site.client.post("/api/v1/auth/codes", json={"text": "bug"})
    name = problem(response)["instance"].rpartition("/")[2]
    assert [record.getMessage() for record in caplog.records] == [f"request {name} failed"]


async def test_a_write_that_is_refused_after_the_client_left_is_only_noted() -> None:
    writes, gate = Writes(), asyncio.Event()

    async def work() -> None:
        await gate.wait()
        raise ValueError("refused")

    waiting = asyncio.create_task(writes.to_its_end(work()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert len(writes) == 1
    assert not await writes.drained(0.001)
    gate.set()
    assert await writes.drained(1)


async def test_a_limit_on_everything_can_be_put_before_the_routes() -> None:
    def admit(route: str, who: object) -> None:
        if route == "write_line":
            raise TooMany(retry_after_s=3)

    async with running(small_services(admit=admit), ROUTES) as site:
        refused = await site.client.post("/api/v1/lines", headers=keyed(), json={"text": "a"})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
        assert (await site.client.get("/api/v1/lines", headers=OWNER)).status_code == 200
