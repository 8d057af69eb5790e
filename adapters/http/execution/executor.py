"""One route, compiled: everything that can be known before a request comes is worked out here."""

import asyncio
from typing import Any, Final

from sanic import Request
from sanic.response import HTTPResponse

from adapters.http.contract.route import PUBLIC, Route
from adapters.http.execution.call import Call
from adapters.http.execution.exchange import Exchange
from adapters.http.execution.incoming import Incoming
from adapters.http.execution.outgoing import Outgoing
from adapters.http.execution.surroundings import Surroundings
from adapters.http.observing import request_ids
from adapters.http.problems.server import RoleNotAllowed
from application.ports.unit_of_work import AlreadyAnswered, StoreUnavailable
from domain.identity.roles import Role

HUNG_UP: Final = 499
RERUN_AFTER_S: Final = (0.05, 0.3, 1.0, 2.0)


class Executor:
    """`handle` is what Sanic calls; `services` goes to the endpoint as it is."""

    def __init__(self, route: Route, services: object, around: Surroundings) -> None:
        if route.endpoint is None:
            raise RuntimeError(f"{route.name}: no endpoint")
        self._endpoint = route.endpoint
        self._name = route.name
        self._is_write = route.is_write
        self._roles: frozenset[Role] | None = None if route.access is PUBLIC else route.access
        self._services = services
        self._around = around
        self._incoming = Incoming(route, around.new_keyed_unit)
        self._outgoing = Outgoing(route, around.metrics, around.log, around.is_secure)

    async def handle(self, request: Request, **texts: str) -> HTTPResponse:
        exchange = Exchange(request, self._around.request_ids.of(request.headers.get(request_ids.HEADER)))
        try:
            response = self._outgoing.answered(exchange, await self._answer(exchange, texts))
        except asyncio.CancelledError:
            self._outgoing.note(exchange, HUNG_UP, 0)
            raise
        except AlreadyAnswered as before:
            response = self._outgoing.replayed(exchange, before.body)
        except Exception as trouble:
            response = self._outgoing.refused(exchange, trouble)
        self._outgoing.note(exchange, response.status, len(response.body or b""))
        return response

    handle.is_stream = True  # type: ignore[attr-defined]  # Sanic then leaves reading the body to us

    async def _answer(self, exchange: Exchange, texts: dict[str, str]) -> object:
        around = self._around
        if self._roles is not None:
            exchange.who, exchange.shown = await around.door.admit(exchange.request)
            if self._roles.isdisjoint(exchange.who.actor.roles):
                raise RoleNotAllowed(roles=sorted(self._roles))
        if around.admit is not None:
            around.admit(self._name, exchange.who)
        call = await self._incoming.call(exchange, texts)
        if self._is_write:
            return await around.writes.to_its_end(self._run(call))
        return await self._endpoint(self._services, call)

    async def _run(self, call: Call[Any, Any]) -> object:
        answer = await self._answered_despite_restarts(call)
        if call.write is not None and not call.write.is_used:
            raise RuntimeError(f"{self._name}: the endpoint did not use the request key")
        return answer

    async def _answered_despite_restarts(self, call: Call[Any, Any]) -> object:
        """A keyed write is run again as a whole when the database went away: its key keeps it done once."""
        for pause_s in RERUN_AFTER_S if call.write is not None else ():
            try:
                return await self._endpoint(self._services, call)
            except StoreUnavailable:
                await asyncio.sleep(pause_s)
        return await self._endpoint(self._services, call)
