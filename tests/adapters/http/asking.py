"""How the tests ask."""

from typing import Any

import httpx

OWNER = {"authorization": "Bearer owner"}
WORKER = {"authorization": "Bearer worker"}


def keyed(key: str = "k-1", **more: str) -> dict[str, str]:
    return {**OWNER, "idempotency-key": key, **more}


async def write(
    client: httpx.AsyncClient, text: Any, key: str = "k-1", path: str = "/lines"
) -> httpx.Response:
    return await client.post(f"/api/v1{path}", headers=keyed(key), json={"text": text})


async def send(
    client: httpx.AsyncClient, raw: bytes, content_type: str = "application/json"
) -> httpx.Response:
    headers = keyed(**{"content-type": content_type})
    return await client.post("/api/v1/lines", headers=headers, content=raw)


def problem(response: httpx.Response) -> dict[str, Any]:
    """The problem, after checking that it is one."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    assert set(body) >= {"type", "title", "status", "detail", "instance", "code"}
    assert body["type"] == f"/docs/problems#{body['code']}"
    assert body["instance"] == f"/requests/{response.headers['x-request-id']}"
    return body


HEAD = (
    "POST /api/v1/{path} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer owner\r\nidempotency-key: {key}\r\n"
    "content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
)


def raw_request(path: str, key: str, body: str) -> bytes:
    """The bytes of a keyed write, for clients that hang up."""
    return (HEAD.format(path=path, key=key, length=len(body)) + body).encode()
