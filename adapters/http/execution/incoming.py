"""From a request to a call: path, query, key and body of one route, each in its strict form."""

from typing import Any, Final

import msgspec
from sanic import Request
from sanic.exceptions import PayloadTooLarge

from adapters.http.contract.route import DRAIN_LIMIT_BYTES, JSON_TYPE, PUBLIC, Route
from adapters.http.contract.table import takes_key
from adapters.http.execution.call import NOBODY, Call, KeyedWrite, NewKeyedUnit
from adapters.http.execution.exchange import Exchange
from adapters.http.execution.keys import KEY_HEADER, fingerprint, idempotency_key
from adapters.http.input.devices import DEVICE_HEADER, device_of
from adapters.http.input.json_body import JsonBody
from adapters.http.input.path_ids import path_ids
from adapters.http.input.query_string import QueryString
from adapters.http.problems.server import BodyTooLarge, ContentTypeUnsupported
from application.ports.unit_of_work import RequestKey


class _NoParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters at all."""


_NO_QUERY: Final = QueryString(_NoParameters)


class Incoming:
    """The reading side of one route, compiled."""

    __slots__ = ("_body", "_is_open_write", "_media", "_new_unit", "_query", "_route", "_takes_key")

    def __init__(self, route: Route, new_unit: NewKeyedUnit) -> None:
        self._route = route
        self._new_unit = new_unit
        self._query: QueryString[Any] = QueryString(route.query) if route.query else _NO_QUERY
        self._body = JsonBody(route.body) if route.body else None
        self._takes_key = takes_key(route)
        self._is_open_write = route.is_write and route.access is PUBLIC
        self._media = route.consumes.removesuffix("*")

    async def call(self, exchange: Exchange, texts: dict[str, str]) -> Call[Any, Any]:
        """Raises `PathIdMalformed`, `InputMalformed` and what `read`, `idempotency_key` and `device_of`
        raise."""
        request, who = exchange.request, exchange.who
        ids = path_ids(texts) if texts else {}
        key = idempotency_key(request.headers.get(KEY_HEADER)) if self._takes_key else None
        device = device_of(request.headers.get(DEVICE_HEADER)) if self._route.takes_device else None
        query = self._query(request.query_string)
        raw = await self.read(request)
        body = self._body(raw) if self._body is not None else None
        call = Call(
            actor=who.actor if who else NOBODY,
            ids=ids,
            body=body,
            query=query,
            signed_in=who,
            raw=raw,
            write=None if key is None else self._keyed(exchange, key, query, raw if body is None else body),
            device=device,
        )
        if self._is_open_write:
            call.client_address = request.client_ip
            call.cookies = {name: request.cookies.get(name) or "" for name in request.cookies}
        return call

    async def read(self, request: Request) -> bytes:
        """The body, within the route's limit. Raises `BodyTooLarge` or `ContentTypeUnsupported`."""
        stream = request.stream
        if stream is None or not stream.request_body:
            return b""
        stream.request_max_size = self._route.limit_bytes
        try:
            await request.receive_body()  # type: ignore[no-untyped-call]
        except PayloadTooLarge:
            stream.request_max_size = DRAIN_LIMIT_BYTES
            raise BodyTooLarge() from None
        raw: bytes = request.body
        if raw and self._route.takes_body:
            self._require_type(request.headers.get("content-type", ""))
        return raw

    def _require_type(self, content_type: str) -> None:
        media = content_type.partition(";")[0].strip().lower()
        if not (media.startswith(self._media) if self._route.takes_raw_body else media == JSON_TYPE):
            raise ContentTypeUnsupported()

    def _keyed(self, exchange: Exchange, key: str, query: Any, asked: Any) -> KeyedWrite:
        owner = exchange.who.actor.account_id if exchange.who else None
        if owner is None:
            raise RuntimeError(f"{self._route.name}: a keyed write needs an account")
        request = exchange.request
        asked_as = fingerprint(request.method, request.path, query, asked)
        return KeyedWrite(RequestKey(owner, self._route.name, key, asked_as), self._new_unit)
