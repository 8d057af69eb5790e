"""A small table of routes over a notebook: enough to try everything that the frame does."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

import msgspec
from msgspec import Meta

from adapters.http.contract.route import PUBLIC, SIGNED_IN, Route
from adapters.http.execution.call import Call, Reply
from adapters.http.models.fields import Input, Moment, Output, PageQuery, Point
from adapters.http.services import Frame
from adapters.memory.changes import MemoryChanges
from application.ports.unit_of_work import AlreadyAnswered, IdempotencyKeyReused, RequestKey, TwinInFlight
from domain.identity.refusals import CsrfFailed, SessionExpired
from domain.identity.roles import Actor, Role
from domain.identity.sessions import SessionId, SignedInActor
from domain.orders.refusals import OfferExpired, PhotosMissing, StaleVersion
from domain.shared.errors import DomainError, TooMany, Unavailable
from domain.shared.ids import AccountId

OWNER = UUID("01900000-0000-7000-8000-000000000001")
WORKER = UUID("01900000-0000-7000-8000-000000000002")
SESSION = SessionId(UUID("01900000-0000-7000-8000-0000000000ff"))
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Line(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=2000)]
    count: Annotated[int, Meta(ge=0, le=1000)] = 0
    at: Moment | None = None
    point: Point | None = None
    names: Annotated[list[Annotated[str, Meta(max_length=20)]], Meta(max_length=5)] = msgspec.field(
        default_factory=list
    )


class Written(Output, frozen=True, kw_only=True):
    number: int
    text: str


@dataclass
class Notebook:
    """Lines in the order of their commits, and answers by request key."""

    lines: list[str] = field(default_factory=list)
    answers: dict[tuple[UUID, str, str], tuple[bytes, bytes]] = field(default_factory=dict)
    running: set[tuple[UUID, str, str]] = field(default_factory=set)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    def new_unit(self, key: RequestKey) -> Any:
        return NotebookUnit(self, key)


class NotebookUnit:
    """A unit of work that honours its request key, as the one on PostgreSQL does."""

    def __init__(self, notebook: Notebook, key: RequestKey) -> None:
        self._notebook = notebook
        self._key = key
        self._name = (key.owner_id, key.route, key.key)
        self._lines: list[str] = []

    async def __aenter__(self) -> Self:
        stored = self._notebook.answers.get(self._name)
        if stored is not None and stored[0] != self._key.fingerprint:
            raise IdempotencyKeyReused()
        if stored is not None:
            raise AlreadyAnswered(stored[1])
        if self._name in self._notebook.running:
            raise TwinInFlight()
        self._notebook.running.add(self._name)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._notebook.running.discard(self._name)

    def write(self, line: str) -> None:
        self._lines.append(line)

    async def commit(self, answer: object | None = None) -> None:
        body = b"" if answer is None else msgspec.json.encode(answer)
        self._notebook.answers[self._name] = (self._key.fingerprint, body)
        self._notebook.lines.extend(self._lines)


def _no_key() -> Any:
    raise AssertionError("the request key was not put under the handler")


@dataclass(frozen=True, slots=True)
class WriteLine:
    notebook: Notebook
    waits: bool = False
    new_uow: Callable[[], Any] = _no_key

    async def __call__(self, text: str) -> Written:
        async with self.new_uow() as uow:
            if self.waits:
                self.notebook.begun.set()
                await self.notebook.gate.wait()
            uow.write(text)
            answer = Written(number=len(self.notebook.lines) + 1, text=text)
            await uow.commit(answer)
        return answer


@dataclass
class SmallServices:
    """Looks like `Services` to the frame."""

    frame: Frame
    notebook: Notebook
    changes: MemoryChanges


async def write_line(services: SmallServices, call: Call[Line, None]) -> Written:
    return await call.keyed(WriteLine(services.notebook))(call.body.text)


async def write_slowly(services: SmallServices, call: Call[Line, None]) -> Written:
    return await call.keyed(WriteLine(services.notebook, waits=True))(call.body.text)


async def forget_key(services: SmallServices, call: Call[None, None]) -> None:
    return None


async def upload(services: SmallServices, call: Call[None, None]) -> Written:
    return await call.keyed(WriteLine(services.notebook))(str(len(call.raw)))


async def read_lines(services: SmallServices, call: Call[None, PageQuery]) -> Reply:
    return Reply({"items": services.notebook.lines[: call.query.limit], "next_cursor": None})


async def read_line(services: SmallServices, call: Call[None, None]) -> Written:
    return Written(number=call.ids["line_id"].int & 0xFF, text=str(call.actor.account_id))


async def sign_in(services: SmallServices, call: Call[Line, None]) -> Written:
    return Written(number=len(call.cookies), text=call.client_address)


async def erase(services: SmallServices, call: Call[None, None]) -> None:
    await call.keyed(WriteLine(services.notebook))("erased")


TROUBLES: dict[str, Exception] = {
    "stale": StaleVersion(seen=1, version=3, status="READY"),
    "expired": OfferExpired(expired_at="2026-11-22T12:00:00Z", worker_phone="secret"),
    "rule": PhotosMissing(kind="before", needed=2, there=1),
    "slow": TooMany(retry_after_s=17),
    "down": Unavailable(),
    "kindless": DomainError("secret detail"),
    "bug": KeyError("secret detail"),
}


async def fail(services: SmallServices, call: Call[Line, None]) -> None:
    raise TROUBLES[call.body.text]


def _route(method: Any, path: str, endpoint: Any, **more: Any) -> Route:
    name = endpoint.__name__ + more.pop("suffix", "")
    return Route(method=method, path=path, name=name, summary=name, tag="notebook", endpoint=endpoint, **more)


ROUTES = (
    _route("POST", "/lines", write_line, access=SIGNED_IN, body=Line, output=Written, status=201),
    _route("POST", "/slow-lines", write_slowly, access=SIGNED_IN, body=Line, output=Written, status=201),
    _route("GET", "/lines", read_lines, access=SIGNED_IN, query=PageQuery, output=Written),
    _route("GET", "/lines/{line_id}", read_line, access=frozenset({Role.HOMEOWNER}), output=Written),
    _route("DELETE", "/lines/{line_id}", erase, access=SIGNED_IN, status=204),
    _route("POST", "/forgetful", forget_key, access=SIGNED_IN, status=204),
    _route(
        "POST",
        "/uploads",
        upload,
        access=SIGNED_IN,
        consumes="image/*",
        output=Written,
        limit_bytes=2_000_000,
    ),
    Route(
        method="POST",
        path="/auth/sessions/code",
        name="sign_in_by_code",
        summary="Sign in",
        tag="identity",
        access=PUBLIC,
        endpoint=sign_in,
        body=Line,
        output=Written,
        status=201,
    ),
    Route(
        method="POST",
        path="/auth/codes",
        name="ask_for_code",
        summary="Fail as told",
        tag="identity",
        access=PUBLIC,
        endpoint=fail,
        body=Line,
        status=204,
    ),
)


ROLE_OF = {"owner": Role.HOMEOWNER, "cookie": Role.HOMEOWNER, **{role.value: role for role in Role}}


@dataclass
class Doorman:
    """Tokens by name; an unknown one is expired."""

    expires_at: datetime = NOW + timedelta(minutes=15)
    revoked: set[str] = field(default_factory=set)

    async def __call__(self, token: str) -> SignedInActor:
        if token not in ROLE_OF or token in self.revoked:
            raise SessionExpired()
        account = WORKER if token == "worker" else OWNER
        actor = Actor(AccountId(account), frozenset({ROLE_OF[token]}))
        return SignedInActor(actor, SESSION, token == "cookie", "en", self.expires_at)


def check_csrf(session_id: SessionId, presented: str | None) -> None:
    if presented != "right":
        raise CsrfFailed()


async def ready() -> dict[str, str]:
    return {}


def small_services(**frame: Any) -> SmallServices:
    notebook, changes = Notebook(), MemoryChanges()
    parts: dict[str, Any] = {
        "authenticate": Doorman(),
        "check_csrf": check_csrf,
        "new_keyed_unit": notebook.new_unit,
        "changes": changes,
        "real_now": lambda: NOW,
        "readiness": ready,
    }
    return SmallServices(Frame(**(parts | frame)), notebook, changes)
