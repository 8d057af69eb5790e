"""A write is done once under its key, whoever hangs up, and answered the same again."""

import asyncio

import pytest

from adapters.http.execution.keys import fingerprint
from adapters.http.input.json_body import JsonBody
from tests.adapters.http.asking import OWNER, WORKER, keyed, problem, raw_request, write
from tests.adapters.http.running import Running, running
from tests.adapters.http.small import ROUTES, Line, SmallServices


async def test_a_repeated_write_is_answered_again_and_done_once(
    site: Running, services: SmallServices
) -> None:
    first = await write(site.client, "a")
    again = await write(site.client, "a")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert services.notebook.lines == ["a"]


async def test_an_answer_without_a_body_is_repeated_too(site: Running, services: SmallServices) -> None:
    path = "/api/v1/lines/01900000-0000-7000-8000-000000000005"
    answers = [await site.client.delete(path, headers=keyed()) for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b""), (204, b"")]
    assert services.notebook.lines == ["erased"]


async def test_another_body_under_the_same_key_is_refused(site: Running, services: SmallServices) -> None:
    await write(site.client, "a")
    other = await write(site.client, "b")
    assert (other.status_code, problem(other)["code"]) == (422, "idempotency_key_reused")
    assert services.notebook.lines == ["a"]


async def test_a_key_is_private_to_its_owner_and_its_route(site: Running, services: SmallServices) -> None:
    await write(site.client, "a")
    headers = {**WORKER, "idempotency-key": "k-1"}
    other = await site.client.post("/api/v1/lines", headers=headers, json={"text": "b"})
    services.notebook.gate.set()
    elsewhere = await write(site.client, "c", path="/slow-lines")
    assert (other.status_code, elsewhere.status_code) == (201, 201)
    assert services.notebook.lines == ["a", "b", "c"]


async def test_the_order_of_keys_and_white_space_do_not_matter(
    site: Running, services: SmallServices
) -> None:
    headers = keyed(**{"content-type": "application/json"})
    for raw in (b'{"text":"a","count":0}', b'{ "count" : 0, "text" : "\\u0061" }', b'{"text":"a"}'):
        response = await site.client.post("/api/v1/lines", headers=headers, content=raw)
        assert response.status_code == 201
    assert services.notebook.lines == ["a"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "idempotency_key_missing"),
        ("", "idempotency_key_missing"),
        ("two words", "idempotency_key_malformed"),
        ("é", "idempotency_key_malformed"),
        ("k" * 201, "idempotency_key_malformed"),
    ],
)
async def test_a_write_without_a_proper_key_is_400(site: Running, key: str | None, code: str) -> None:
    headers = (
        {**OWNER} if key is None else {**OWNER, "idempotency-key": key.encode("latin-1").decode("latin-1")}
    )
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    response = await site.client.post("/api/v1/lines", headers=raw, json={"text": "a"})
    assert (response.status_code, problem(response)["code"]) == (400, code)


async def test_a_twin_in_flight_is_409_and_told_when_to_ask_again(
    site: Running, services: SmallServices
) -> None:
    first = asyncio.create_task(write(site.client, "a", path="/slow-lines"))
    await services.notebook.begun.wait()
    twin = await write(site.client, "a", path="/slow-lines")
    assert (twin.status_code, problem(twin)["code"]) == (409, "twin_in_flight")
    assert int(twin.headers["retry-after"]) >= 1
    services.notebook.gate.set()
    assert (await first).status_code == 201
    assert services.notebook.lines == ["a"]


async def test_signing_in_needs_no_key(site: Running) -> None:
    response = await site.client.post("/api/v1/auth/sessions/code", json={"text": "a"})
    assert response.status_code == 201


async def test_an_endpoint_that_forgets_its_key_is_our_fault(site: Running) -> None:
    response = await site.client.post("/api/v1/forgetful", headers=keyed())
    assert (response.status_code, problem(response)["code"]) == (500, "internal_error")


async def test_a_write_runs_to_its_end_when_the_client_hangs_up(
    site: Running, services: SmallServices
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(raw_request("slow-lines", "gone", '{"text":"a"}'))
    await services.notebook.begun.wait()
    writer.close()
    await writer.wait_closed()
    services.notebook.gate.set()
    again = await write(site.client, "a", key="gone", path="/slow-lines")
    while again.status_code == 409:
        again = await write(site.client, "a", key="gone", path="/slow-lines")
    assert again.headers["idempotent-replayed"] == "true"
    assert services.notebook.lines == ["a"]


async def test_forty_hung_up_writes_are_each_applied_once_or_not_at_all(
    site: Running, services: SmallServices
) -> None:
    async def hang_up(number: int) -> None:
        raw = raw_request("lines", f"h-{number}", f'{{"text":"{number}"}}')
        _, writer = await asyncio.open_connection("127.0.0.1", site.port)
        writer.write(raw[: len(raw) - number % 3 * 4])  # a third each: whole, cut short, cut shorter
        await writer.drain()
        for _ in range(number % 5):
            await asyncio.sleep(0)
        writer.transport.abort()

    await asyncio.gather(*(hang_up(number) for number in range(40)))
    before = list(services.notebook.lines)
    assert len(before) == len(set(before))
    for number in range(40):
        answer = await write(site.client, str(number), key=f"h-{number}")
        assert answer.status_code == 201
    assert sorted(services.notebook.lines, key=int) == [str(number) for number in range(40)]
    assert services.notebook.running == set()


async def test_a_stopping_server_waits_for_its_writes(services: SmallServices) -> None:
    async with running(services, ROUTES) as served:
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(raw_request("slow-lines", "late", '{"text":"a"}'))
        await services.notebook.begun.wait()
        asyncio.get_running_loop().call_later(0.05, services.notebook.gate.set)
    assert services.notebook.lines == ["a"]


def test_a_fingerprint_tells_method_path_and_parts_apart() -> None:
    line, other = JsonBody(Line)(b'{"text":"a"}'), JsonBody(Line)(b'{"text":"b"}')
    prints = {
        fingerprint("POST", "/a", None, line),
        fingerprint("PUT", "/a", None, line),
        fingerprint("POST", "/b", None, line),
        fingerprint("POST", "/a", None, other),
        fingerprint("POST", "/a", line, None),
        fingerprint("POST", "/a", None, b"photo"),
    }
    assert len(prints) == 6
