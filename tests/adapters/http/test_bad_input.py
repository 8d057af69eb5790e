"""Bad input of every kind is a 400 that says where, never a 500, and leaves nothing behind."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.http.input.json_body import JsonBody
from adapters.http.input.path_ids import path_id
from adapters.http.input.query_string import QueryString
from adapters.http.models.dispatch import NearestQuery
from adapters.http.models.fields import Nothing, PageQuery
from adapters.http.models.orders import OrdersQuery
from adapters.http.problems.server import InputMalformed, PathIdMalformed
from tests.adapters.http.asking import OWNER, keyed, problem, send
from tests.adapters.http.running import Running
from tests.adapters.http.small import Line, SmallServices

BAD_BODIES: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", ""),
    "no JSON": (b"{", ""),
    "trailing characters": (b'{"text":"a"} x', ""),
    "a list": (b"[]", ""),
    "an unknown field": (b'{"text":"a","admin":true}', "admin"),
    "an unknown nested field": (b'{"text":"a","point":{"lon":1,"lat":2,"alt":3}}', "point.alt"),
    "a missing field": (b"{}", ""),
    "another type": (b'{"text":1}', "text"),
    "a bool for a number": (b'{"text":"a","count":true}', "count"),
    "a fraction for a number": (b'{"text":"a","count":1.5}', "count"),
    "a huge number": (b'{"text":"a","count":99999999999999999999999999}', "count"),
    "a number of a thousand digits": (b'{"text":"a","count":' + b"9" * 1000 + b"}", "count"),
    "an endless number": (b'{"text":"a","point":{"lon":1e999,"lat":0}}', "point.lon"),
    "no number": (b'{"text":"a","point":{"lon":NaN,"lat":0}}', ""),
    "infinity": (b'{"text":"a","point":{"lon":Infinity,"lat":0}}', ""),
    "a point off the map": (b'{"text":"a","point":{"lon":181,"lat":0}}', "point.lon"),
    "an escaped NUL": (b'{"text":"a\\u0000b"}', "text"),
    "an escaped NUL in a list": (b'{"text":"a","names":["b","\\u0000"]}', "names[1]"),
    "a raw NUL": (b'{"text":"a\x00b"}', ""),
    "invalid UTF-8": (b'{"text":"\xff\xfe"}', ""),
    "invalid UTF-8 in a key": (b'{"\xff":"a"}', ""),
    "a lone surrogate": (b'{"text":"\\ud800"}', ""),
    "surrogates the wrong way round": (b'{"text":"\\udc00\\ud800"}', ""),
    "a key twice": (b'{"text":"a","text":"b"}', ""),
    "a key twice in disguise": (b'{"text":"a","te\\u0078t":"b"}', ""),
    "a key twice within": (b'{"text":"a","point":{"lon":1,"lat":2,"lat":3}}', ""),
    "a naive moment": (b'{"text":"a","at":"2026-11-22T12:00:00"}', "at"),
    "a moment that is none": (b'{"text":"a","at":"2026-13-41T12:00:00Z"}', "at"),
    "a moment before calendars": (b'{"text":"a","at":"0001-01-01T00:00:00+14:00"}', "at"),
    "a moment after calendars": (b'{"text":"a","at":"9999-12-31T23:59:59-14:00"}', "at"),
    "too long a text": (b'{"text":"' + b"a" * 2001 + b'"}', "text"),
    "too many names": (b'{"text":"a","names":["1","2","3","4","5","6"]}', "names"),
    "a deep nest": (b'{"text":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "text"),
    "a deep nest under an unknown name": (b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "x"),
}


@pytest.mark.parametrize(("raw", "field"), BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_body_that_cannot_be_meant_is_refused_with_its_place(
    site: Running, services: SmallServices, raw: bytes, field: str
) -> None:
    response = await send(site.client, raw)
    body = problem(response)
    assert (response.status_code, body["code"]) == (400, "input_malformed")
    assert [error["field"] for error in body["errors"]] == [field]
    assert services.notebook.lines == []
    assert services.notebook.answers == {}


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "", "image/png", "application/jsonx"]
)
async def test_another_content_type_is_415(site: Running, content_type: str) -> None:
    response = await send(site.client, b'{"text":"a"}', content_type)
    assert (response.status_code, problem(response)["code"]) == (415, "content_type_unsupported")


async def test_a_content_type_may_name_its_charset(site: Running) -> None:
    response = await send(site.client, b'{"text":"a"}', "application/json; charset=utf-8")
    assert response.status_code == 201


@pytest.mark.parametrize("size", [256 * 1024 + 1, 3_000_000, 20_000_000])
async def test_json_beyond_256_kib_is_413(site: Running, size: int) -> None:
    response = await send(site.client, b'{"text":"' + b"a" * size + b'"}')
    assert (response.status_code, problem(response)["code"]) == (413, "body_too_large")


async def test_a_photo_beyond_its_own_limit_is_413_and_below_it_is_taken(site: Running) -> None:
    headers = keyed(**{"content-type": "image/jpeg"})
    over = await site.client.post("/api/v1/uploads", headers=headers, content=b"x" * 2_000_001)
    assert over.status_code == 413
    under = await site.client.post("/api/v1/uploads", headers=headers, content=b"x" * 2_000_000)
    assert (under.status_code, under.json()["text"]) == (200, "2000000")


async def test_a_chunked_body_is_bounded_too(site: Running) -> None:
    async def endless() -> Any:
        for _ in range(40):
            yield b" " * 10_000

    response = await site.client.post(
        "/api/v1/lines", headers=keyed(**{"content-type": "application/json"}), content=endless()
    )
    assert response.status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        "unknown=1",
        "limit=0",
        "limit=101",
        "limit=ten",
        "limit=",
        "limit=1&limit=2",
        "limit=99999999999999999999",
        "cursor=%00",
        "cursor=%ff",
        "cursor=%ed%a0%80",
        "limit",
        "&&",
        "cursor=" + "a" * 600,
    ],
)
async def test_a_query_that_cannot_be_meant_is_refused(site: Running, query: str) -> None:
    response = await site.client.get(f"/api/v1/lines?{query}", headers=OWNER)
    assert (response.status_code, problem(response)["code"]) == (400, "input_malformed")


async def test_a_route_without_parameters_takes_none(site: Running) -> None:
    path = "/api/v1/lines/01900000-0000-7000-8000-000000000005"
    assert (await site.client.get(path, headers=OWNER)).status_code == 200
    assert (await site.client.get(f"{path}?a=1", headers=OWNER)).status_code == 400


@pytest.mark.parametrize(
    "name",
    [
        "1",
        "x" * 36,
        "01900000000070008000000000000005",
        "{01900000-0000-7000-8000-00000000005}",
        "01900000-0000-7000-8000-0000000000_5",
        "%00",
        "%ff",
        "01900000-0000-7000-8000-000000000005%00",
    ],
)
async def test_a_path_that_names_no_id_is_404(site: Running, name: str) -> None:
    response = await site.client.get(f"/api/v1/lines/{name}", headers=OWNER)
    assert (response.status_code, problem(response)["code"]) == (404, "path_id_malformed")


def test_an_id_in_capitals_is_the_same_id() -> None:
    assert path_id("01900000-0000-7000-8000-0000000000AB") == path_id("01900000-0000-7000-8000-0000000000ab")


def test_a_body_may_be_left_out_where_nothing_is_needed() -> None:
    assert JsonBody(Nothing)(b"") == JsonBody(Nothing)(b"{}") == Nothing()


def test_escaped_backslashes_are_no_nul() -> None:
    assert JsonBody(Line)(b'{"text":"a\\\\u0000b"}').text == "a\\u0000b"


def test_the_same_key_in_two_objects_is_no_twin() -> None:
    assert JsonBody(Line)(b'{"text":"lon","point":{"lon":1,"lat":2},"names":["text","text"]}').text == "lon"


def test_a_list_parameter_may_stand_many_times() -> None:
    query = QueryString(OrdersQuery)("status=READY&status=OFFERED&limit=5")
    assert ([status.value for status in query.status], query.limit) == (["READY", "OFFERED"], 5)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "NaN", "1e999", "181"])
def test_a_parameter_that_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(InputMalformed):
        QueryString(NearestQuery)(f"lon={text}&lat=0&skill=plumbing")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
near_misses = st.fixed_dictionaries(
    {},
    optional={
        "text": json_values,
        "count": json_values,
        "at": json_values,
        "point": json_values | st.fixed_dictionaries({"lon": json_values, "lat": json_values}),
        "names": json_values,
    },
)


@given(st.binary(max_size=200) | near_misses.map(lambda value: json.dumps(value).encode("utf-8", "replace")))
@settings(max_examples=120, deadline=None)
def test_whatever_bytes_come_they_decode_or_are_refused(raw: bytes) -> None:
    try:
        line = JsonBody(Line)(raw)
    except InputMalformed:
        return
    assert 1 <= len(line.text) <= 2000
    assert "\x00" not in line.text
    line.text.encode()


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["limit", "cursor", "=", "&", "%", "00", "ff", "9"])).map("".join)
)
@settings(max_examples=80, deadline=None)
def test_whatever_query_comes_it_decodes_or_is_refused(raw: str) -> None:
    try:
        query = QueryString(PageQuery)(raw)
    except InputMalformed:
        return
    assert 1 <= query.limit <= 100


@given(st.text(max_size=40))
def test_whatever_stands_in_a_path_is_an_id_or_names_nothing(text: str) -> None:
    try:
        found = path_id(text)
    except PathIdMalformed:
        return
    assert str(found) == text.lower()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.dictionaries(
        st.sampled_from(["authorization", "cookie", "idempotency-key", "x-request-id", "accept-language"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40).map(str.strip),
    ),
    raw=st.binary(max_size=60),
)
async def test_whatever_headers_come_nothing_is_a_500(
    site: Running, headers: dict[str, str], raw: bytes
) -> None:
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    encoded[b"content-type"] = b"application/json"
    for path in ("/api/v1/lines", "/api/v1/auth/sessions/code"):
        response = await site.client.post(path, headers=encoded, content=raw)
        assert response.status_code < 500, (headers, raw, response.text)
