"""A server in the test's own loop, on a free port of 127.0.0.1, with clients for it."""

import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from adapters.http.app import create
from adapters.http.contract.route import Route
from adapters.http.services import HttpSettings


@dataclass(frozen=True, slots=True)
class Running:
    """`client` knows the address; `port` is for sockets of other kinds."""

    client: httpx.AsyncClient
    port: int
    server: Any


@asynccontextmanager
async def running(
    services: Any, routes: Iterable[Route], settings: HttpSettings | None = None
) -> AsyncIterator[Running]:
    app = create(services, settings or HttpSettings(process="test"), routes)
    listener = socket.create_server(("127.0.0.1", 0))
    server: Any = await app.create_server(sock=listener, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = listener.getsockname()[1]
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", verify=False) as client:
            yield Running(client, port, server)
    finally:
        await server.before_stop()
        await server.close()
        for connection in tuple(server.connections):
            connection.close()
        await server.after_stop()
