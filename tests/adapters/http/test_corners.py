"""Corners of the frame that no client reaches on a good day."""

import gzip
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sanic.exceptions import SanicException

from adapters.http.contract.openapi import document
from adapters.http.contract.table import ROUTES
from adapters.http.docs_page.markdown import api_markdown, problems_markdown
from adapters.http.execution.call import NOBODY, Call, KeyedWrite, PresentingUnit, Reply
from adapters.http.execution.failures import translated
from adapters.http.problems.catalogue import merged
from adapters.http.problems.entry import entry
from adapters.http.problems.server import AddressTooLong, RequestMalformed, UpgradeNeeded
from adapters.http.site.files import stored_file
from application.ports.unit_of_work import RequestKey
from tests.adapters.http.running import running
from tests.adapters.http.small import Notebook, NotebookUnit, SmallServices, WriteLine, small_services


def test_an_open_route_has_no_account_and_takes_no_key() -> None:
    call = Call(actor=NOBODY, ids={}, body=None, query=None)
    with pytest.raises(RuntimeError, match="nobody is signed in"):
        _ = call.account_id
    with pytest.raises(RuntimeError, match="takes no idempotency key"):
        call.keyed(WriteLine(Notebook()))


async def test_what_is_kept_under_a_key_is_what_went_over_the_wire() -> None:
    notebook = Notebook()
    key = RequestKey(UUID(int=1), "write", "k", b"f")
    call = Call(actor=NOBODY, ids={}, body=None, query=None, write=KeyedWrite(key, notebook.new_unit))
    handler = call.keyed(WriteLine(notebook), present=lambda written: {"said": written.text})
    await handler("a")
    assert notebook.answers[(UUID(int=1), "write", "k")] == (b"f", b'{"said":"a"}')
    async with PresentingUnit(NotebookUnit(notebook, RequestKey(UUID(int=1), "w", "2", b"f")), str) as unit:  # type: ignore[arg-type]
        await unit.commit()
    assert notebook.answers[(UUID(int=1), "w", "2")] == (b"f", b"")


@pytest.mark.parametrize(
    ("status", "expected"), [(400, RequestMalformed), (426, UpgradeNeeded), (418, SanicException)]
)
def test_other_refusals_of_the_server_are_told_apart_by_their_status(
    status: int, expected: type[Exception]
) -> None:
    assert isinstance(translated(SanicException("?", status_code=status)), expected)


def test_a_refusal_of_ours_stays_as_it_is() -> None:
    trouble = AddressTooLong()
    assert translated(trouble) is trouble


def test_a_code_that_is_written_twice_stops_the_import() -> None:
    one = {"a": entry("一", "One", "一", "One")}
    assert merged({"First": one}).keys() == {"a"}
    with pytest.raises(ValueError, match="written twice"):
        merged({"First": one, "Second": one})


async def basemap(services: SmallServices, call: Call[None, None]) -> Reply:
    packed = gzip.compress(b'{"features":[]}')
    return Reply(raw=packed, is_packed=True, content_type="application/geo+json", headers={"etag": '"t"'})


async def test_packed_bytes_are_unpacked_for_who_cannot_and_not_sent_twice() -> None:
    served = replace(next(route for route in ROUTES if route.name == "get_basemap"), endpoint=basemap)
    path = "/api/v1/regions/01900000-0000-7000-8000-000000000005/basemap"
    async with running(small_services(), [served]) as site:
        packed = await site.client.get(path)
        plain = await site.client.get(path, headers={"accept-encoding": "identity"})
        known = await site.client.get(path, headers={"if-none-match": '"t"'})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json() == {"features": []}
    assert (known.status_code, known.content) == (304, b"")


def test_a_small_file_is_not_packed(tmp_path: Any) -> None:
    small = tmp_path / "a.txt"
    small.write_text("a")
    assert stored_file(small).packed is None


def test_the_guides_name_every_route_and_every_code() -> None:
    api, problems = api_markdown(document()), problems_markdown()
    for route in ROUTES:
        assert f"`{route.method} {route.path}`" in api
    assert "`stale_version` | 409 |" in problems
