"""Pages need nobody else's host; front ends are served with the caching that their names allow."""

import gzip
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.http.app import create
from adapters.http.contract.openapi import document
from adapters.http.docs_page.page import problems_page, reference_page
from adapters.http.problems.catalogue import ENTRIES
from adapters.http.services import HttpSettings
from adapters.http.site.policy import page_headers
from tests.adapters.http.asking import OWNER
from tests.adapters.http.running import Running, running
from tests.adapters.http.small import ROUTES, SmallServices

SCRIPT = "<script>console.log(1)</script>"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What the builds of the three front ends leave behind."""
    for name in ("admin", "worker-h5", "homeowner-h5"):
        folder = tmp_path / name
        (folder / "assets").mkdir(parents=True)
        (folder / "index.html").write_text(f"<!doctype html><title>{name}</title>{SCRIPT}")
        (folder / "assets" / "index-B1a2c3D4.js").write_text("let a = 1;" * 200)
        (folder / "favicon.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
async def front(services: SmallServices, built: Path) -> AsyncIterator[Running]:
    async with running(services, ROUTES, HttpSettings(site=built, process="test")) as served:
        yield served


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "homeowner-h5"),
        ("/orders/5", "homeowner-h5"),
        ("/admin/", "admin"),
        ("/admin/review", "admin"),
        ("/admin/orders/5/history", "admin"),
        ("/worker/", "worker-h5"),
        ("/worker/jobs", "worker-h5"),
    ],
)
async def test_a_view_of_a_single_page_is_its_index(front: Running, path: str, title: str) -> None:
    response = await front.client.get(path)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    assert f"<title>{title}</title>" in response.text


@pytest.mark.parametrize("path", ["/admin", "/worker"])
async def test_a_front_end_without_its_last_slash_is_sent_on(front: Running, path: str) -> None:
    response = await front.client.get(path)
    assert (response.status_code, response.headers["location"]) == (308, f"{path}/")


async def test_a_file_with_a_hash_in_its_name_is_kept_for_ever_and_packed(front: Running) -> None:
    response = await front.client.get("/admin/assets/index-B1a2c3D4.js")
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"].startswith("text/javascript")
    plain = await front.client.get("/admin/assets/index-B1a2c3D4.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == response.text == "let a = 1;" * 200


async def test_what_is_known_by_its_tag_is_not_sent_again(front: Running) -> None:
    first = await front.client.get("/admin/")
    again = await front.client.get("/admin/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/nothing.js",
        "/secret.txt",
        "/admin/..%2fsecret.txt",
        "/admin/%2e%2e/secret.txt",
        "//secret.txt",
        "/admin/assets/../../secret.txt",
        "/..%5csecret.txt",
    ],
)
async def test_what_was_not_built_is_not_served(front: Running, path: str) -> None:
    response = await front.client.get(path)
    assert response.status_code in (200, 404)
    assert "secret" not in response.text.replace("secret.txt", "")


async def test_a_page_forbids_foreign_hosts_and_frames(front: Running) -> None:
    response = await front.client.get("/admin/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "worker-src 'self' blob:" in policy
    assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';", policy)
    assert "http" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"


async def test_the_api_is_not_swallowed_by_the_pages(front: Running) -> None:
    assert (await front.client.get("/api/v1/nothing")).status_code == 404
    assert (await front.client.get("/api/nothing")).headers["content-type"] == "application/problem+json"
    assert (await front.client.get("/api/v1/lines", headers=OWNER)).status_code == 200
    assert (await front.client.post("/orders/5")).status_code == 405


def test_only_inline_scripts_are_allowed_by_hash() -> None:
    policy = page_headers(b'<script src="/a.js"></script><script type="module" src=x></script>')
    assert "sha256" not in policy["content-security-policy"]


async def test_the_reference_is_one_page_without_foreign_hosts(site: Running) -> None:
    for path in ("/docs", "/docs/problems"):
        response = await site.client.get(path)
        assert response.status_code == 200
        assert re.findall(r'(?:src|href)="(?:https?:)?//', response.text) == []
        assert response.headers["content-encoding"] == "gzip"
        assert "sha256-" in response.headers["content-security-policy"]


def test_every_operation_schema_and_code_has_an_anchor() -> None:
    whole = document()
    page, problems = reference_page(whole).decode(), problems_page().decode()
    for methods in whole["paths"].values():
        for operation in methods.values():
            assert f'<section id="{operation["operationId"]}"' in page
    for name in whole["components"]["schemas"]:
        assert f'id="schema-{name}"' in page
    for code in ENTRIES:
        assert f'<section id="{code}"' in problems
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


async def test_the_document_is_served_and_packed(site: Running) -> None:
    response = await site.client.get("/api/v1/openapi.json")
    assert (response.status_code, response.json()["openapi"]) == (200, "3.1.0")
    assert response.headers["content-encoding"] == "gzip"


def test_without_front_ends_the_root_is_unknown_but_the_app_starts(services: SmallServices) -> None:
    app = create(services, HttpSettings(), ROUTES)  # type: ignore[arg-type]  # a small table needs little
    assert "callout" in app.name


def test_packing_is_the_same_each_time() -> None:
    assert gzip.compress(b"a" * 999, mtime=0) == gzip.compress(b"a" * 999, mtime=0)
