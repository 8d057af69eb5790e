"""One WebSocket: the first message says who it is and where it was, then changes go out until it ends."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from sanic import Request
from sanic.exceptions import WebsocketClosed
from websockets.exceptions import ConnectionClosed

from adapters.http.execution.credentials import SESSION_COOKIE, Authenticate
from adapters.http.input.json_body import JsonBody
from adapters.http.models.stream import Hello
from adapters.http.problems.server import InputMalformed
from adapters.http.stream.hub import Hub, Listener
from adapters.http.stream.messages import PING, change_text
from adapters.http.stream.replay import replayed
from application.ports.changes import Changes
from domain.identity.sessions import SignedInActor
from domain.shared.errors import Unauthenticated

log = logging.getLogger("callout.stream")
HELLO_WITHIN_S: Final = 5.0
NOT_UNDERSTOOD: Final = 4400
SIGN_IN_AGAIN: Final = 4401
ORIGIN_REFUSED: Final = 4403
NO_HELLO: Final = 4408
TOO_SLOW: Final = 4429
GOING_AWAY: Final = 1001
FAILED: Final = 1011
_hello: Final = JsonBody(Hello)


class Socket(Protocol):
    """The part of Sanic's WebSocket that is used here."""

    async def recv(self, timeout: float | None = None) -> Any: ...  # noqa: ASYNC109

    async def send(self, message: str) -> None: ...

    def fail_connection(self, code: int = 1006, reason: str = "") -> bool:
        """Close without waiting for the other side."""
        ...


class Closed(Exception):
    """The socket is to be closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: silence before a ping, patience with one send, and between two looks at the session."""

    ping_after_s: float = 25.0
    send_within_s: float = 10.0
    recheck_after_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Stream:
    """What all sockets of a process share. `now` is real time."""

    hub: Hub
    changes: Changes
    authenticate: Authenticate
    now: Callable[[], datetime]
    pace: Pace = Pace()

    async def serve(self, request: Request, socket: Socket) -> None:
        try:
            token, after = await self._greeted(request, socket)
            who = await self._known(token)
            listener = await self.hub.join(who.actor)
            try:
                await self._told(socket, listener, after, token, who)
            finally:
                self.hub.leave(listener)
        except Closed as closed:
            socket.fail_connection(closed.code)
        except (WebsocketClosed, ConnectionClosed):
            return
        except Exception:
            log.exception("a socket failed")
            socket.fail_connection(FAILED)

    async def _greeted(self, request: Request, socket: Socket) -> tuple[str, str | None]:
        """Token and cursor of the first message."""
        first = await socket.recv(timeout=HELLO_WITHIN_S)
        if first is None:
            raise Closed(NO_HELLO)
        try:
            hello = _hello(first.encode() if isinstance(first, str) else bytes(first))
        except (InputMalformed, UnicodeEncodeError):
            raise Closed(NOT_UNDERSTOOD) from None
        if hello.token is not None:
            return hello.token, hello.after
        cookie = request.cookies.get(SESSION_COOKIE)
        if not cookie:
            raise Closed(SIGN_IN_AGAIN)
        if not is_same_origin(request):
            raise Closed(ORIGIN_REFUSED)
        return cookie, hello.after

    async def _known(self, token: str) -> SignedInActor:
        try:
            who = await self.authenticate(token)
        except Unauthenticated:
            raise Closed(SIGN_IN_AGAIN) from None
        if who.access_expires_at <= self.now():
            raise Closed(SIGN_IN_AGAIN)
        return who

    async def _told(
        self, socket: Socket, listener: Listener, after: str | None, token: str, who: SignedInActor
    ) -> None:
        reading = asyncio.create_task(_until_closed(socket))
        reading.add_done_callback(lambda _: listener.wake())
        try:
            async for text in replayed(self.changes, who.actor, after, listener.since):
                await self._send(socket, text)
            await self._follow(socket, listener, token, reading)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _follow(
        self, socket: Socket, listener: Listener, token: str, reading: "asyncio.Task[None]"
    ) -> None:
        checked_at = self.now()
        while not reading.done():
            changes = await listener.taken(self.pace.ping_after_s)
            if listener.is_over:
                raise Closed(GOING_AWAY)
            if (self.now() - checked_at).total_seconds() >= self.pace.recheck_after_s:
                listener.reader = (await self._known(token)).actor
                checked_at = self.now()
            for change in changes:
                await self._send(socket, change_text(change))
            if listener.is_dropped:
                raise Closed(TOO_SLOW)
            if not changes and not reading.done():
                await self._send(socket, PING)

    async def _send(self, socket: Socket, text: str) -> None:
        try:
            async with asyncio.timeout(self.pace.send_within_s):
                await socket.send(text)
        except TimeoutError:
            raise Closed(TOO_SLOW) from None


async def _until_closed(socket: Socket) -> None:
    """Whatever the client says after its first message is not heard."""
    while await socket.recv() is not None:
        pass


def is_same_origin(request: Request) -> bool:
    """A browser sends cookies with a socket that another site opens; only its Origin tells."""
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")
