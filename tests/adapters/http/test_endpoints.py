"""Every route of the contract, called once with an example: it reaches its handler, and its answer has the
shape that the document says. Writes are repeated under their key."""

import httpx
import msgspec
import pytest

from adapters.http.contract.route import JSON_TYPE, PUBLIC, Route
from adapters.http.contract.table import API_PREFIX, ROUTES, takes_key
from tests.adapters.http.everything import everything
from tests.adapters.http.examples import SOME_ID, example
from tests.adapters.http.running import running
from tests.adapters.http.small import OWNER, WORKER

COMMANDS = [route for route in ROUTES if route.path.startswith("/orders/") and route.is_write]


def token_for(route: Route) -> dict[str, str]:
    if route.access is PUBLIC or route.access is None:
        return {}
    role = min(route.access)
    return {"authorization": f"Bearer {role}"}


def path_of(route: Route) -> str:
    return API_PREFIX + route.path.format(**dict.fromkeys(route.path_ids, SOME_ID))


def query_of(route: Route) -> httpx.QueryParams:
    if route.query is None:
        return httpx.QueryParams()
    values = msgspec.to_builtins(example(route.query))
    pairs = ((name, value if isinstance(value, list) else [value]) for name, value in values.items())
    return httpx.QueryParams([(name, str(each)) for name, listed in pairs for each in listed])


async def call(client: httpx.AsyncClient, route: Route) -> httpx.Response:
    headers = token_for(route)
    if takes_key(route):
        headers["idempotency-key"] = "k-1"
    content = b""
    if route.body is not None:
        headers["content-type"] = JSON_TYPE
        content = msgspec.json.encode(example(route.body))
    if route.takes_raw_body:
        headers["content-type"] = "image/jpeg"
        content = b"picture"
    return await client.request(
        route.method, path_of(route), params=query_of(route), headers=headers, content=content
    )


def check_shape(route: Route, response: httpx.Response) -> None:
    assert response.status_code == route.status, response.text
    if route.status == 204:
        assert response.content == b""
    elif route.output is not None:
        assert response.headers["content-type"] == JSON_TYPE
        msgspec.json.decode(response.content, type=route.output)


async def test_every_route_reaches_its_handler_and_answers_in_the_shape_of_the_document() -> None:
    services, told, _ = everything()
    async with running(services, ROUTES) as site:
        for route in ROUTES:
            before = len(told.calls)
            check_shape(route, await call(site.client, route))
            assert len(told.calls) > before or route.name == "get_basemap", route.name


async def test_every_write_is_kept_under_its_key_in_the_words_in_which_it_was_answered() -> None:
    services, _, notebook = everything()
    async with running(services, ROUTES) as site:
        for route in filter(takes_key, ROUTES):
            first = await call(site.client, route)
            again = await call(site.client, route)
            assert again.headers.get("idempotent-replayed") == "true", route.name
            assert (again.status_code, again.content) == (first.status_code, first.content), route.name
    assert len(notebook.answers) == len(list(filter(takes_key, ROUTES)))


async def test_every_route_that_is_not_public_asks_who_calls_and_refuses_the_wrong_role() -> None:
    services, told, _ = everything()
    async with running(services, ROUTES) as site:
        for route in ROUTES:
            if route.access is PUBLIC or route.access is None:
                continue
            stranger = await site.client.request(route.method, path_of(route))
            assert stranger.status_code == 401, route.name
            if "system" not in route.access:
                wrong = await site.client.request(
                    route.method, path_of(route), headers={"authorization": "Bearer system"}
                )
                assert wrong.status_code == 403, route.name
    assert told.calls == []


@pytest.mark.parametrize("route", COMMANDS, ids=lambda route: route.name)
async def test_a_command_without_the_version_that_was_seen_is_refused(route: Route) -> None:
    services, told, _ = everything()
    async with running(services, ROUTES) as site:
        headers = {**token_for(route), "idempotency-key": "k"}
        response = await site.client.post(path_of(route), headers=headers, json={})
    assert response.status_code == 400
    assert told.calls == []


async def test_commands_carry_who_asks_for_what_and_the_version_seen() -> None:
    services, told, _ = everything()
    async with running(services, ROUTES) as site:
        for route in COMMANDS:
            await call(site.client, route)
    for name, (command,) in told.calls:
        assert (command.order_id, command.expected_version) == (SOME_ID, 1), name
        assert command.actor.account_id in (OWNER, WORKER), name
