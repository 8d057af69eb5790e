"""One API process: the HTTP app over the parts of the container."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import psycopg
from psycopg_pool import PoolTimeout
from sanic import Sanic

from adapters.http.app import create
from adapters.http.services import Frame, HttpSettings, Services
from adapters.persistence.migrations.state import newest
from application.identity.authenticate import Authenticate, AuthenticateHandler
from application.identity.csrf import check_csrf_token
from bootstrap.container import Container
from bootstrap.handlers import parts_by_type
from bootstrap.settings import Mode, Settings, read_settings
from bootstrap.wiring import wired
from domain.identity.sessions import SessionId, SignedInActor


def create_app(settings: Settings | None = None, *, is_alone: bool = False) -> Sanic[Any, Any]:
    """The app of this process. Pool, clock and listening begin when its server starts.

    `is_alone`: no other app is ever made in this process; Sanic then cuts unused signals out of its code.
    """
    settings = settings or read_settings()
    made = Container(settings=settings)
    parts = {**parts_by_type(made), Frame: _frame(made)}
    app = create(wired(Services, parts), _http_settings(settings, is_alone))
    _live_with(app, made)
    return app


def _frame(made: Container) -> Frame:
    authenticate = AuthenticateHandler(made.sessions(), made.system_clock())
    signer = made.signer()

    async def who(token: str) -> SignedInActor:
        return await authenticate(Authenticate(token))

    def check_csrf(session_id: SessionId, presented: str | None) -> None:
        check_csrf_token(signer, session_id, presented)

    return Frame(
        authenticate=who,
        check_csrf=check_csrf,
        new_keyed_unit=made.new_uow(),
        changes=made.changes(),
        min_client_version=made.settings().min_client_version,
        real_now=made.system_clock().now,
        readiness=_readiness(made),
        pool_stats=lambda: {name: float(count) for name, count in made.pool().get_stats().items()},
    )


def _readiness(made: Container) -> Callable[[], Awaitable[Mapping[str, str]]]:
    wanted = newest()

    async def missing() -> Mapping[str, str]:
        try:
            async with made.pool().connection(timeout=2) as connection:
                cursor = await connection.execute(b"SELECT version_num FROM alembic_version")
                row = await cursor.fetchone()
        except (psycopg.Error, PoolTimeout):
            return {"database": "does not answer"}
        if row is None or row[0] != wanted:
            return {"schema": "is not the one this version needs: run `callout migrate`"}
        return {}

    return missing


def _http_settings(settings: Settings, is_alone: bool) -> HttpSettings:
    return HttpSettings(
        site=settings.frontends if settings.frontends.is_dir() else None,
        is_secure=settings.mode is Mode.PRODUCTION,
        is_alone=is_alone,
        proxies=settings.proxies,
        write_log=lambda line: sys.stdout.buffer.write(line),
        process=str(os.getpid()),
    )


def _live_with(app: Sanic[Any, Any], made: Container) -> None:
    """Open what needs the running loop when the server starts, close it after the server."""
    tasks: list[asyncio.Task[None]] = []

    async def start(_: object) -> None:
        await made.pool().open()
        await made.clock().read()
        tasks.append(asyncio.create_task(made.clock().following()))
        tasks.append(asyncio.create_task(made.changes().listening()))

    async def stop(_: object) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await made.planner().close()
        await made.pool().close()

    app.register_listener(start, "before_server_start")
    app.register_listener(stop, "after_server_stop")
