"""One socket for all clients: replayed from a cursor, then live; each sees only their own."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from adapters.http.stream.cursors import cursor_of, position_of
from adapters.http.stream.hub import MOST_WAITING, Hub, Listener
from adapters.http.stream.socket import Closed, Pace, Stream
from adapters.memory.changes import MemoryChanges
from application.ports.changes import Audience, Batch, Change, ChangeKind, Span
from domain.identity.roles import Actor, Role
from domain.shared.ids import AccountId, RegionId
from tests.adapters.http.running import Running, running
from tests.adapters.http.small import NOW, OWNER, ROUTES, WORKER, Doorman, SmallServices, small_services

REGION = RegionId(UUID("01900000-0000-7000-8000-0000000000aa"))
ORDER = UUID("01900000-0000-7000-8000-000000000009")
EVERYBODY = Audience(account_ids=frozenset({AccountId(OWNER), AccountId(WORKER)}))


def change(version: int, audience: Audience = EVERYBODY) -> Change:
    return Change(0, ChangeKind.ORDER, ORDER, version, "approved", NOW, audience)


@asynccontextmanager
async def opened(site: Running, hello: Any, **more: Any) -> AsyncIterator[ClientConnection]:
    async with connect(f"ws://127.0.0.1:{site.port}/api/v1/stream", **more) as socket:
        if hello is not None:
            await socket.send(hello if isinstance(hello, str | bytes) else json.dumps(hello))
        yield socket


async def message(socket: ClientConnection) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(await socket.recv())
    return body


async def close_code(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


async def test_a_change_reaches_whom_it_concerns_and_nobody_else(
    site: Running, services: SmallServices
) -> None:
    async with opened(site, {"token": "owner"}) as owner, opened(site, {"token": "worker"}) as worker:
        assert [(await message(one))["type"] for one in (owner, worker)] == ["live", "live"]
        services.changes.tell(change(1, Audience(frozenset({AccountId(OWNER)}))))
        services.changes.tell(change(2))
        told = [await message(owner), await message(owner), await message(worker)]
    assert [one["version"] for one in told] == [1, 2, 2]
    assert told[0] | {"cursor": ""} == {
        "type": "change",
        "cursor": "",
        "kind": "order",
        "id": str(ORDER),
        "version": 1,
        "event": "approved",
        "at": "2026-11-22T12:00:00Z",
    }


async def test_a_client_that_comes_back_is_told_what_it_missed_in_order(
    site: Running, services: SmallServices
) -> None:
    async with opened(site, {"token": "owner", "after": None}) as socket:
        cursor = (await message(socket))["cursor"]
    for version in range(1, 450):
        services.changes.tell(change(version))
    async with opened(site, {"token": "owner", "after": cursor}) as socket:
        missed = [await message(socket) for _ in range(449)]
        assert [one["version"] for one in missed] == list(range(1, 450))
        assert (await message(socket))["type"] == "live"
    async with opened(site, {"token": "owner", "after": missed[-1]["cursor"]}) as socket:
        assert (await message(socket))["type"] == "live"


@pytest.mark.parametrize("after", ["", "nonsense", "%%%", "ü", cursor_of(9_999_999)])
async def test_a_cursor_that_is_none_of_ours_is_answered_with_reset(site: Running, after: str) -> None:
    async with opened(site, {"token": "owner", "after": after}) as socket:
        assert [(await message(socket))["type"] for _ in range(2)] == ["reset", "live"]


async def test_a_cursor_that_is_too_old_is_answered_with_reset() -> None:
    services = small_services(changes=(changes := MemoryChanges(kept=3)))
    async with running(services, ROUTES) as site:
        for version in range(1, 10):
            changes.tell(change(version))
        async with opened(site, {"token": "owner", "after": cursor_of(2)}) as socket:
            assert [(await message(socket))["type"] for _ in range(2)] == ["reset", "live"]
        async with opened(site, {"token": "owner", "after": cursor_of(6)}) as socket:
            assert [(await message(socket)).get("version") for _ in range(4)] == [7, 8, 9, None]


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        ({"token": "nobody"}, 4401),
        ({"token": None}, 4401),
        ({"after": None}, 4401),
        ("{", 4400),
        ("[]", 4400),
        ({"token": "owner", "admin": True}, 4400),
        ({"token": 5}, 4400),
        (b"\xff\xfe", 4400),
    ],
)
async def test_who_does_not_say_who_it_is_is_closed(site: Running, hello: Any, code: int) -> None:
    async with opened(site, hello) as socket:
        assert await close_code(socket) == code


async def test_a_cookie_counts_only_from_our_own_pages(site: Running) -> None:
    cookie = {"Cookie": "callout_session=cookie"}
    async with opened(
        site, {"token": None}, additional_headers=cookie, origin=f"http://127.0.0.1:{site.port}"
    ) as socket:
        assert (await message(socket))["type"] == "live"
    async with opened(
        site, {"token": None}, additional_headers=cookie, origin="http://evil.example"
    ) as socket:
        assert await close_code(socket) == 4403
    async with opened(site, {"token": None}, additional_headers=cookie) as socket:
        assert await close_code(socket) == 4403


async def test_an_old_token_is_not_let_in() -> None:
    services = small_services(authenticate=Doorman(expires_at=NOW))
    async with running(services, ROUTES) as site, opened(site, {"token": "owner"}) as socket:
        assert await close_code(socket) == 4401


async def test_a_stopping_server_says_that_it_goes_away(services: SmallServices) -> None:
    async with running(services, ROUTES) as site:
        socket = await connect(f"ws://127.0.0.1:{site.port}/api/v1/stream").__aenter__()
        await socket.send('{"token":"owner"}')
        assert (await message(socket))["type"] == "live"
    assert await close_code(socket) == 1001


class Open:
    """A socket that keeps what it is sent, and says nothing after its first message."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.code: int | None = None

    async def send(self, text: str) -> None:
        self.sent.append(json.loads(text)["type"])

    async def recv(self, timeout: float | None = None) -> str | None:  # noqa: ASYNC109
        if timeout is None:
            await asyncio.Event().wait()
        return '{"token":"owner"}'

    def fail_connection(self, code: int = 1006, reason: str = "") -> bool:
        self.code = code
        return True


class HastyClock:
    """Real time that passes a minute with every look."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> Any:
        self.moment += timedelta(minutes=1)
        return self.moment


async def test_silence_is_broken_by_pings_and_an_ended_session_closes_the_socket() -> None:
    doorman, changes = Doorman(), MemoryChanges()
    hub = Hub(changes)
    hub.start()
    stream = Stream(hub, changes, doorman, HastyClock(), Pace(ping_after_s=0.001, recheck_after_s=120))
    socket = Open()
    await stream.serve(None, socket)  # type: ignore[arg-type]  # a token needs no look at the request
    assert socket.sent[:2] == ["live", "ping"]
    assert socket.code == 4401
    assert len(hub) == 0
    await hub.stop()


async def test_a_reader_that_does_not_take_what_it_is_sent_is_dropped() -> None:
    class Stuck(Open):
        async def send(self, text: str) -> None:
            await asyncio.Event().wait()

    changes = MemoryChanges()
    hub = Hub(changes)
    hub.start()
    stream = Stream(hub, changes, Doorman(), lambda: NOW, Pace(send_within_s=0.01))
    socket = Stuck()
    await stream.serve(None, socket)  # type: ignore[arg-type]  # a token needs no look at the request
    assert socket.code == 4429
    await hub.stop()


async def test_a_listener_that_falls_behind_is_dropped_without_growing() -> None:
    listener = Listener(Actor(AccountId(OWNER), frozenset({Role.HOMEOWNER})), since=0)
    for version in range(MOST_WAITING + 5):
        listener.hand(replace(change(version), position=version))
    assert listener.is_dropped
    assert len(await listener.taken(1)) == MOST_WAITING


async def test_the_hub_reads_on_where_it_was_after_trouble() -> None:
    class Shaky(MemoryChanges):
        failures = 1

        async def read_after(self, position: int, limit: int, reader: Actor | None = None) -> Batch:
            if self.failures and position:
                self.failures -= 1
                raise OSError("gone")
            return await super().read_after(position, limit, reader)

    changes = Shaky()
    changes.tell(change(1))
    hub = Hub(changes, retry_after_s=0.001)
    hub.start()
    listener = await hub.join(Actor(AccountId(OWNER), frozenset({Role.HOMEOWNER})))
    changes.tell(change(2))
    told = await listener.taken(5)
    assert [one.version for one in told] == [2]
    hub.leave(listener)
    await hub.stop()


def test_an_audience_is_named_accounts_staff_of_a_region_or_its_workers() -> None:
    owner = Actor(AccountId(OWNER), frozenset({Role.HOMEOWNER}))
    staff = Actor(AccountId(WORKER), frozenset({Role.DISPATCHER}), REGION)
    everywhere = Actor(AccountId(WORKER), frozenset({Role.MANAGER}))
    elsewhere = Actor(AccountId(WORKER), frozenset({Role.DISPATCHER}), RegionId(ORDER))
    worker = Actor(AccountId(WORKER), frozenset({Role.WORKER}), REGION)
    named, of_staff, of_workers = (
        Audience(frozenset({AccountId(OWNER)})),
        Audience(staff_of=REGION),
        Audience(workers_of=REGION),
    )
    seen = [
        [audience.has(reader) for reader in (owner, staff, everywhere, elsewhere, worker)]
        for audience in (named, of_staff, of_workers)
    ]
    assert seen == [
        [True, False, False, False, False],
        [False, True, True, False, False],
        [False, False, False, False, True],
    ]


async def test_memory_changes_say_up_to_where_nothing_was_left_out() -> None:
    changes = MemoryChanges()
    for version in range(1, 6):
        changes.tell(change(version, Audience(frozenset({AccountId(WORKER)}))))
    owner = Actor(AccountId(OWNER), frozenset({Role.HOMEOWNER}))
    assert await changes.read_after(0, 3, owner) == Batch((), 5)
    assert (await changes.read_after(0, 3)).upto == 3
    assert await changes.span() == Span(0, 5)


@pytest.mark.parametrize("position", [0, 1, 2**40])
def test_a_cursor_is_its_position_again(position: int) -> None:
    assert position_of(cursor_of(position)) == position
    assert position_of(cursor_of(position)[:-2] + "AA") is None


def test_closing_carries_its_code() -> None:
    assert Closed(4400).code == 4400
