"""The whole product in the test's own loop: an API server on a free port, and the background's loops."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from adapters.notify.codes import sent_codes
from bootstrap.background import loops
from bootstrap.container import Container
from bootstrap.demo_day.client import Client
from bootstrap.seeding.model import SeedCity
from bootstrap.settings import Settings
from bootstrap.web import create_app
from tests.support.database import Database
from tests.support.town import settings_for


@dataclass(slots=True)
class Product:
    """`http` knows the address; people sign in by what the seed gave them."""

    city: SeedCity
    settings: Settings
    http: httpx.AsyncClient
    port: int
    _known: dict[str, Client] = field(default_factory=dict)

    async def staff(self, username: str) -> Client:
        if username not in self._known:
            client = Client(self.http)
            body = {"username": username, "password": f"{username} secret", "use_cookie": False}
            await client.sign_in("/auth/sessions/password", body)
            self._known[username] = client
        return self._known[username]

    async def by_phone(self, phone: str) -> Client:
        if phone not in self._known:
            client = Client(self.http)
            await client.post("/auth/codes", {"phone": phone})
            code = next(line.code for line in sent_codes(self.settings.codes_file) if line.phone == phone)
            await client.sign_in("/auth/sessions/code", {"phone": phone, "code": code})
            self._known[phone] = client
        return self._known[phone]

    async def homeowner(self, number: int = 0) -> Client:
        return await self.by_phone(str(self.city.homeowners[number].phone))

    async def worker(self, worker_id: str) -> Client:
        account = next(one for one in self.city.worker_accounts if str(one.id) == worker_id)
        return await self.by_phone(str(account.phone))

    async def advance(self, seconds: float) -> None:
        """Move business time ahead."""
        await (await self.staff("manager")).put("/clock", {"advance_s": int(seconds)})

    async def advance_to(self, moment: datetime) -> None:
        manager = await self.staff("manager")
        now = datetime.fromisoformat((await manager.get("/clock"))["business_now"])
        await self.advance(max(0.0, (moment - now) / timedelta(seconds=1)) + 1)

    async def until_metrics(self, name: str, value: float, within_s: float = 20.0) -> bool:
        """Wait until a gauge of /metrics stands at `value`."""
        async with asyncio.timeout(within_s):
            while True:
                text = (await self.http.get("/metrics")).text
                lines = [line for line in text.splitlines() if line.startswith(name)]
                if lines and all(float(line.rsplit(" ", 1)[1]) == value for line in lines):
                    return True
                await asyncio.sleep(0.1)

    async def until(self, client: Client, path: str, holds: Any, within_s: float = 20.0) -> Any:
        """Look at `path` until `holds(answer)`; fails loudly when it takes too long."""
        async with asyncio.timeout(within_s):
            while True:
                if holds(answer := await client.get(path)):
                    return answer
                await asyncio.sleep(0.05)


@asynccontextmanager
async def running_product(
    database: Database, city: SeedCity, data: Path, *, has_background: bool = True, site: Path | None = None
) -> AsyncIterator[Product]:
    """A served product over a seeded database, with the front ends of `site`; all ends with the block."""
    settings = settings_for(database, data)
    if site is not None:
        settings = replace(settings, frontends=site)
    app: Any = create_app(settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server: Any = await app.create_server(sock=listener, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = listener.getsockname()[1]
    try:
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http,
            _background(settings, is_wanted=has_background),
        ):
            yield Product(city, settings, http, port)
    finally:
        await server.before_stop()
        await server.close()
        for connection in tuple(server.connections):
            connection.close()
        await server.after_stop()


@asynccontextmanager
async def _background(settings: Settings, *, is_wanted: bool) -> AsyncIterator[None]:
    if not is_wanted:
        yield
        return
    made = Container(settings=settings)
    await made.pool().open()
    await made.clock().read()
    tasks = [asyncio.create_task(one.run(), name=one.name) for one in loops(made)]
    tasks.append(asyncio.create_task(made.clock().following()))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await made.planner().close()
        await made.pool().close()
