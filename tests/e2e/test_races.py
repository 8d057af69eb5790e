"""Many at once: one winner, the rest told in words, nothing lost and nothing done twice."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from bootstrap.demo_day.client import Client, Refused
from bootstrap.seeding.model import SeedCity
from domain.identity.roles import Role
from tests.e2e.ordering import act, approve, place, released
from tests.support.database import Database
from tests.support.product import Product

GRABS = 50
HANG_UPS = 500


def rows(database: Database, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.owner) as connection:
        return connection.execute(sql).fetchall()


async def tried(attempt: Any) -> tuple[str, Any]:
    """("done", answer) or (the refusal's code, its status)."""
    try:
        return "done", await attempt
    except Refused as refused:
        return refused.code, refused.status


@asynccontextmanager
async def listening(product: Product, language: str) -> AsyncIterator[tuple[httpx.AsyncClient, list[Any]]]:
    """A client that asks for a language, and the conflicts that it was told."""
    conflicts: list[Any] = []

    async def keep(answer: httpx.Response) -> None:
        if answer.status_code == 409:
            conflicts.append(json.loads(await answer.aread()))

    headers, hooks = {"Accept-Language": language}, {"response": [keep]}
    async with httpx.AsyncClient(
        base_url=product.http.base_url, headers=headers, event_hooks=hooks, trust_env=False
    ) as http:
        yield http, conflicts


def are_words(conflict: dict[str, Any], language: str) -> bool:
    """A title and a detail, both in the language asked for."""
    said = [conflict["title"], conflict["detail"]]
    is_chinese = [re.search("[\u4e00-\u9fff]", one) is not None for one in said]
    return all(said) and is_chinese == [language == "zh-CN"] * 2


async def in_hall(product: Product) -> dict[str, Any]:
    manager = await product.staff("manager")
    await switch_off_dispatch(product)
    owner = await product.homeowner()
    receipt = await approve(product, await place(product, owner))
    await released(product, await owner.get(f"/orders/{receipt['order_id']}"))
    now = await manager.get(f"/orders/{receipt['order_id']}")
    return await act(manager, "open-hall", now)


async def switch_off_dispatch(product: Product) -> None:
    manager = await product.staff("manager")
    path = f"/regions/{product.city.region.id}/dispatch-policy"
    policy = await manager.get(path)
    version = policy.pop("version")
    await manager.put(path, policy | {"is_enabled": False, "expected_version": version})


async def test_of_fifty_grabs_at_once_one_wins_and_the_rest_are_told(
    product: Product, town_database: Database
) -> None:
    order = await in_hall(product)
    manager = await product.staff("manager")
    listed = (await manager.get(f"/orders/{order['order_id']}/candidates"))["items"]
    fitting = [one["worker_id"] for one in listed if one["fits"]][:10]
    workers = [await product.worker(worker_id) for worker_id in fitting]
    assert len(workers) >= 3, "a race needs rivals"
    async with listening(product, "en") as (english, told), listening(product, "zh-CN") as (chinese, said):
        rivals = [
            replace(workers[n % len(workers)], http=chinese if n % 2 else english) for n in range(GRABS)
        ]
        outcomes = await asyncio.gather(*(tried(act(rival, "grab", order)) for rival in rivals))
    assert len(told) + len(said) == GRABS - 1
    assert all(are_words(one, "en") for one in told), told
    assert all(are_words(one, "zh-CN") for one in said), said
    won = [answer for code, answer in outcomes if code == "done"]
    lost = {(code, status) for code, status in outcomes if code != "done"}
    assert len(won) == 1
    assert lost <= {("already_taken", 409), ("stale_version", 409), ("illegal_transition", 409)}
    firm = rows(town_database, "SELECT count(*) FROM visits WHERE is_live AND worker_id IS NOT NULL")
    grabbed = rows(town_database, "SELECT count(*) FROM order_events WHERE action = 'grab'")
    assert (firm, grabbed) == ([(1,)], [(1,)])


async def test_of_two_admins_at_once_one_decides_and_the_other_sees_what_changed(product: Product) -> None:
    receipt = await place(product, await product.homeowner())
    one, two = await product.staff("reviewer"), await product.staff("manager")
    outcomes = await asyncio.gather(
        tried(act(one, "approve", receipt)),
        tried(act(two, "reject", receipt, reason_code="not_ours", note="")),
    )
    assert sorted(code == "done" for code, _ in outcomes) == [False, True]
    refused = next((code, status) for code, status in outcomes if code != "done")
    assert refused in {("stale_version", 409), ("illegal_transition", 409)}


async def test_a_write_sent_twice_at_once_under_one_key_is_done_once(
    product: Product, town_database: Database
) -> None:
    receipt = await place(product, await product.homeowner())
    reviewer = await product.staff("reviewer")
    headers = {"Authorization": f"Bearer {reviewer.token}", "Idempotency-Key": str(uuid4())}
    path = f"/api/v1/orders/{receipt['order_id']}/approve"
    body = {"expected_version": receipt["version"]}
    answers = await asyncio.gather(*(product.http.post(path, json=body, headers=headers) for _ in range(8)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    good = [answer.content for answer in answers if answer.status_code == 200]
    assert good
    assert len(set(good)) == 1
    assert rows(town_database, "SELECT count(*) FROM order_events WHERE action = 'approve'") == [(1,)]
    again = await product.http.post(path, json=body, headers=headers)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    other = await product.http.post(path, json={"expected_version": 99}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_hung_up_writes_are_applied_once_or_not_at_all_and_leak_no_connection(
    product: Product, town_database: Database
) -> None:
    owner = await product.homeowner()
    addresses = [str(one.community_id) for one in product.city.addresses]
    home = (await owner.get("/me/addresses"))["items"][0]
    body = (
        f'{{"community_id":"{home["community_id"] or addresses[0]}","line":"Street","unit":"%s",'
        f'"point":{{"lon":{home["point"]["lon"]},"lat":{home["point"]["lat"]}}}}}'
    )
    room = asyncio.Semaphore(20)
    before = await idle_pool(product)
    await asyncio.gather(*(_hang_up(product, owner, body % f"U{n}", room) for n in range(HANG_UPS)))
    stats = await product.until_metrics("callout_http_writes_running", 0.0)
    assert stats
    made = rows(town_database, "SELECT unit, count(*) FROM addresses WHERE unit LIKE 'U%' GROUP BY unit")
    assert all(count == 1 for _, count in made)
    keys = rows(town_database, "SELECT count(*) FROM idempotency_keys WHERE route = 'add_address'")
    assert keys == [(len(made),)]
    assert len(made) > 0, "some must have come through, or nothing was tested"
    await asyncio.gather(*(owner.get("/me") for _ in range(40)))
    after = await idle_pool(product)
    assert after["pool_max"] == before["pool_max"] >= after["pool_size"], "no connection was lost or leaked"
    assert after.get("requests_waiting", 0.0) == 0.0


async def idle_pool(product: Product) -> dict[str, float]:
    """The pool's gauges once every connection that it has opened is back in it: a leaked one never is."""
    async with asyncio.timeout(25):
        while True:
            text = (await product.http.get("/metrics")).text
            found = re.findall(r'^callout_pool\{which="(\w+)".*\} (\S+)$', text, re.MULTILINE)
            gauges = {which: float(value) for which, value in found}
            if gauges["pool_available"] == gauges["pool_size"] > 0:
                return gauges
            await asyncio.sleep(0.05)


async def _hang_up(product: Product, owner: Client, body: str, room: asyncio.Semaphore) -> None:
    """Send a whole write and close the connection without reading the answer."""
    head = (
        "POST /api/v1/me/addresses HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: Bearer {owner.token}\r\nIdempotency-Key: {uuid4()}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body.encode())}\r\n\r\n"
    )
    async with room:
        _reader, writer = await asyncio.open_connection("127.0.0.1", product.port)
        writer.write(head.encode() + body.encode())
        await writer.drain()
        await asyncio.sleep(0.0005 * (hash(body) % 20))
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        writer.close()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.DISPATCHER])
async def test_staff_without_the_role_are_refused_in_words(
    product: Product, role: Role, seeded: tuple[SeedCity, Database]
) -> None:
    receipt = await place(product, await product.homeowner())
    client = await product.staff(role.value)
    what = "close-unserved" if role is Role.REVIEWER else "approve"
    more = {"reason": "no"} if role is Role.REVIEWER else {}
    code, status = await tried(act(client, what, receipt, **more))
    assert status in {403, 409}, code
