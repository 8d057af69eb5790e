"""A client of the public API, as a front end would be one: tokens, request keys, problems in words."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import httpx

TRIES: Final = 4
PAUSE_S: Final = 0.3


class Refused(Exception):
    """The server said no: the problem's code and status."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code


@dataclass(slots=True)
class Client:
    """One signed-in account. A write keeps its key over repeats, so it is done once."""

    http: httpx.AsyncClient
    token: str | None = None
    account: dict[str, Any] = field(default_factory=dict)
    refresh_token: str | None = None
    device: str | None = None

    async def get(self, path: str, **query: Any) -> Any:
        return await self._send("GET", path, params={k: v for k, v in query.items() if v is not None})

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return await self._send("POST", path, json=body or {}, key=str(uuid4()))

    async def put(self, path: str, body: dict[str, Any]) -> Any:
        return await self._send("PUT", path, json=body, key=str(uuid4()))

    async def upload(self, path: str, picture: bytes) -> Any:
        headers = {"Content-Type": "image/jpeg"}
        return await self._send("POST", path, content=picture, headers=headers, key=str(uuid4()))

    async def sign_in(self, path: str, body: dict[str, Any]) -> None:
        session = await self._send("POST", path, json=body)
        self._keep(session)

    def _keep(self, session: dict[str, Any]) -> None:
        self.token, self.refresh_token = session["access_token"], session["refresh_token"]
        self.account = session["account"]

    async def _send(
        self,
        method: str,
        path: str,
        *,
        key: str | None = None,
        headers: dict[str, str] | None = None,
        **rest: Any,
    ) -> Any:
        for attempt in range(1, TRIES + 1):
            sent = dict(headers or {})
            if self.token:
                sent["Authorization"] = f"Bearer {self.token}"
            if self.device:
                sent["X-Device-Id"] = self.device
            if key:
                sent["Idempotency-Key"] = key
            try:
                answer = await self.http.request(method, f"/api/v1{path}", headers=sent, **rest)
            except httpx.TransportError:
                if attempt == TRIES:
                    raise
                await asyncio.sleep(PAUSE_S * 2**attempt)
                continue
            if answer.status_code == 401 and self.refresh_token and attempt == 1:
                await self._refresh()
                continue
            if answer.status_code in {429, 503} and attempt < TRIES:
                await asyncio.sleep(min(float(answer.headers.get("Retry-After", "1")), 5.0))
                continue
            return _content(answer)
        raise RuntimeError("unreachable")

    async def _refresh(self) -> None:
        token, self.token = self.refresh_token, None
        answer = await self.http.post("/api/v1/auth/sessions/refresh", json={"refresh_token": token})
        self._keep(_content(answer))


def _content(answer: httpx.Response) -> Any:
    body = json.loads(answer.content) if answer.content else None
    if answer.is_success:
        return body
    problem = body if isinstance(body, dict) else {}
    raise Refused(answer.status_code, str(problem.get("code", "?")), str(problem.get("detail", "")))
