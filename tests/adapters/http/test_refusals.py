"""Every refusal leaves as a problem with a stable code and words in both languages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest

from adapters.http.problems.catalogue import ENTRIES
from adapters.http.problems.codes import classes_by_code
from adapters.http.problems.kinds import STATUS_OF, status_of
from adapters.http.problems.render import refused
from adapters.http.problems.server import InputMalformed
from domain.orders.refusals import StaleVersion
from domain.shared.errors import DomainError, NotFound, TooMany
from tests.adapters.http.asking import OWNER, WORKER, problem, write
from tests.adapters.http.running import Running
from tests.adapters.http.small import TROUBLES

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("domain", "application", "adapters", "bootstrap")
NOT_FACTS = {"detail", "message", "field"}


async def told(client: httpx.AsyncClient, text: str, language: str = "en") -> httpx.Response:
    return await client.post("/api/v1/auth/codes", json={"text": text}, headers={"accept-language": language})


@pytest.mark.parametrize(
    ("trouble", "status", "code", "facts"),
    [
        ("stale", 409, "stale_version", {"seen": 1, "version": 3, "status": "READY"}),
        ("expired", 410, "offer_expired", {"expired_at": "2026-11-22T12:00:00Z"}),
        ("rule", 422, "photos_missing", {"kind": "before", "needed": 2, "there": 1}),
        ("slow", 429, "too_many", None),
        ("down", 503, "unavailable", None),
        ("kindless", 500, "internal_error", None),
        ("bug", 500, "internal_error", None),
    ],
)
async def test_a_kind_has_its_status_and_only_allowed_facts_leave(
    site: Running, trouble: str, status: int, code: str, facts: dict[str, object] | None
) -> None:
    response = await told(site.client, trouble)
    body = problem(response)
    assert (response.status_code, body["code"], body.get("facts")) == (status, code, facts)
    assert "secret" not in response.text


async def test_who_must_wait_is_told_how_long(site: Running) -> None:
    assert (await told(site.client, "slow")).headers["retry-after"] == "17"
    assert int((await told(site.client, "down")).headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("en", "en"),
        ("zh-CN,zh;q=0.9", "zh-CN"),
        ("fr, en;q=0.2, zh;q=0.8", "zh-CN"),
        ("fr", "zh-CN"),
        ("*;q=x", "zh-CN"),
    ],
)
async def test_a_problem_speaks_the_readers_language(site: Running, wanted: str, language: str) -> None:
    response = await told(site.client, "stale", wanted)
    assert response.headers["content-language"] == language
    title = ENTRIES["stale_version"].title
    assert problem(response)["title"] == (title.en if language == "en" else title.zh)


async def test_the_accounts_language_counts_where_the_request_names_none(site: Running) -> None:
    del site.client.headers["accept-encoding"]
    response = await site.client.get("/api/v1/lines?x=1", headers=OWNER)
    assert response.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "route_unknown"),
        ("POST", "/api/v1/nothing/at/all", 404, "route_unknown"),
        ("GET", "/nothing", 404, "route_unknown"),
        ("PATCH", "/api/v1/lines", 405, "method_not_allowed"),
        ("OPTIONS", "/api/v1/lines", 405, "method_not_allowed"),
        ("GET", "/api/v1/stream", 426, "upgrade_needed"),
        ("GET", "/api/v1/lines", 401, "not_signed_in"),
        ("GET", "/" + "a" * 9000, 413, "body_too_large"),
    ],
)
async def test_what_the_server_itself_refuses_is_a_problem_too(
    site: Running, method: str, path: str, status: int, code: str
) -> None:
    response = await site.client.request(method, path)
    assert (response.status_code, problem(response)["code"]) == (status, code)
    if status == 405:
        assert response.headers["allow"] == "GET, HEAD, POST"
    if status == 401:
        assert response.headers["www-authenticate"].startswith("Bearer")


async def test_what_is_not_http_is_a_problem_too(site: Running) -> None:
    import asyncio

    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(b"HELLO\r\n\r\n")
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert b'"request_malformed"' in answer


async def test_the_wrong_role_is_told_who_may(site: Running) -> None:
    response = await site.client.get("/api/v1/lines/01900000-0000-7000-8000-000000000005", headers=WORKER)
    assert (response.status_code, problem(response)["facts"]) == (403, {"roles": ["homeowner"]})


@pytest.mark.parametrize(
    "header", ["Basic b3duZXI=", "Bearer", "owner", "Bearer nobody", "Bearer " + "x" * 999]
)
async def test_a_token_that_is_none_is_401(site: Running, header: str) -> None:
    response = await site.client.get("/api/v1/lines", headers={"authorization": header})
    assert response.status_code == 401
    assert problem(response)["code"] in ("not_signed_in", "session_expired")


async def test_a_request_may_bring_its_own_harmless_name(site: Running) -> None:
    kept = await site.client.get("/api/v1/lines", headers={"x-request-id": "abc-1"})
    assert kept.headers["x-request-id"] == "abc-1"
    made = await site.client.get("/api/v1/lines", headers={"x-request-id": "<script>"})
    assert made.headers["x-request-id"] != "<script>"


async def test_a_failed_write_can_be_tried_again_under_its_key(site: Running) -> None:
    assert (await write(site.client, "")).status_code == 400
    assert (await write(site.client, "a")).status_code == 201


@cache
def texts() -> tuple[str, ...]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(path.read_text() for path in paths)


def nodes(wanted: str) -> Iterator[ast.AST]:
    """Of every source that has that pattern. Read, not imported: importing everything takes ten seconds."""
    pattern = re.compile(wanted, re.MULTILINE)
    trees = (ast.parse(text) for text in texts() if pattern.search(text))
    return (node for tree in trees for node in ast.walk(tree))


@cache
def definitions() -> tuple[tuple[str, str], ...]:
    """(class, code) of every class with a code of its own."""
    classes = [node for node in nodes(r'^    code(: .*)? = "') if isinstance(node, ast.ClassDef)]
    return tuple((one.name, code) for one in classes if (code := code_of(one)) is not None)


def code_of(definition: ast.ClassDef) -> str | None:
    for line in definition.body:
        target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
        value = getattr(line, "value", None)
        is_code = isinstance(target, ast.Name) and target.id == "code"
        if is_code and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return None


def test_every_code_has_words_in_both_languages_and_no_word_is_left_over() -> None:
    codes = {code for _, code in definitions()}
    assert sorted(codes - ENTRIES.keys()) == []
    assert sorted(ENTRIES.keys() - codes) == []
    for entry in ENTRIES.values():
        for text in (entry.title, entry.advice):
            assert text.en.strip()
            assert any("一" <= letter <= "鿿" for letter in text.zh)


def test_every_code_belongs_to_one_class() -> None:
    codes = [code for _, code in definitions()]
    assert sorted(codes) == sorted(set(codes))


def test_every_kind_has_a_status() -> None:
    kinds = [kind for kind in DomainError.__subclasses__() if kind.__module__ == DomainError.__module__]
    assert {status_of(kind) for kind in kinds} == set(STATUS_OF.values())
    assert status_of(DomainError) == 500


def raised_facts() -> Iterator[tuple[str, str]]:
    """(code, fact) for every refusal that is made anywhere in the product."""
    code_of_class = dict(definitions())
    for node in nodes(rf"\b({'|'.join(code_of_class)})\(\s*\w+="):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in code_of_class:
            yield from ((code_of_class[node.func.id], one.arg) for one in node.keywords if one.arg)


def test_every_fact_that_is_raised_is_allowed_out() -> None:
    facts = raised_facts()
    withheld = {(code, fact) for code, fact in facts if fact not in ENTRIES[code].facts | NOT_FACTS}
    assert withheld == set()


def test_a_cause_without_words_speaks_with_those_of_its_kind() -> None:
    class BrandNew(NotFound):
        code = "brand_new"

    said = refused(BrandNew(), "en", "r-1")
    assert said.status == 404
    assert b'"code":"brand_new"' in said.body
    assert ENTRIES["not_found"].title.en.encode() in said.body


def test_errors_name_their_fields() -> None:
    said = refused(InputMalformed("unknown field", "point.alt"), "zh-CN", "r-1")
    assert b'"errors":[{"field":"point.alt","message":"unknown field"}]' in said.body


def test_a_refusal_of_a_kind_stays_short() -> None:
    assert len(refused(StaleVersion(seen=1, version=2, status="READY"), "en", "r").body) < 500
    assert refused(TooMany(), "en", "r").headers["retry-after"] == "30"


def test_troubles_cover_every_path() -> None:
    assert {type(trouble) for trouble in TROUBLES.values()} >= {KeyError, DomainError, StaleVersion}


def test_what_is_told_of_codes_does_not_depend_on_what_else_is_imported() -> None:
    class Planted(NotFound):
        code = "planted"

    classes_by_code.cache_clear()
    assert Planted.code not in classes_by_code()
    assert classes_by_code()["stale_version"] is StaleVersion
