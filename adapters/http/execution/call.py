"""What an endpoint gets, and what it may answer besides a struct."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from application.ports.unit_of_work import RequestKey, TwinInFlight, UnitOfWork
from domain.identity.roles import Actor
from domain.identity.sessions import SignedInActor
from domain.shared.ids import AccountId

Body = TypeVar("Body")
Query = TypeVar("Query")
Handler = TypeVar("Handler")

NOBODY = Actor(account_id=None, roles=frozenset())
NewKeyedUnit = Callable[[RequestKey], UnitOfWork]


Present = Callable[[Any], object]


class PresentingUnit:
    """A unit of work that keeps, as the answer of its request, what goes over the wire."""

    def __init__(self, unit: UnitOfWork, present: Present) -> None:
        self._unit = unit
        self._present = present

    @classmethod
    def of(cls, new_unit: Callable[[], UnitOfWork], present: Present) -> "PresentingUnit":
        return cls(new_unit(), present)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    async def __aenter__(self) -> Self:
        await self._unit.__aenter__()
        return self

    async def __aexit__(self, *details: Any) -> None:
        await self._unit.__aexit__(*details)

    async def commit(self, answer: object | None = None) -> None:
        await self._unit.commit(None if answer is None else self._present(answer))


@dataclass(slots=True)
class KeyedWrite:
    """The request key of a write, and whether the endpoint has put a handler under it."""

    request_key: RequestKey
    new_unit: NewKeyedUnit
    is_used: bool = False


@dataclass(slots=True)
class Call(Generic[Body, Query]):
    """One request, decoded and allowed.

    `raw` is the body of routes that consume something else than JSON; `client_address` and `cookies` are
    told to writes that are open to all (signing in) and are empty otherwise; `device` is a digest, for
    routes that take the header. Not frozen because it is made
    for each request, and a frozen dataclass of its size takes four times as long to make (measured).
    """

    actor: Actor
    ids: dict[str, UUID]
    body: Body
    query: Query
    signed_in: SignedInActor | None = None
    raw: bytes = b""
    write: KeyedWrite | None = None
    client_address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    device: str | None = None

    @property
    def account_id(self) -> AccountId:
        """Of the signed-in caller; a route that is open to all must not ask."""
        if self.actor.account_id is None:
            raise RuntimeError("nobody is signed in on this route")
        return self.actor.account_id

    async def stop_if_answered(self) -> None:
        """Raises `AlreadyAnswered` where this very request was answered before: for what an endpoint does
        outside of its unit of work and a repeat must not do again.
        """
        if self.write is None:
            raise RuntimeError("this route takes no idempotency key")
        with suppress(TwinInFlight):
            async with self.write.new_unit(self.write.request_key):
                raise TwinInFlight()  # turned into the stored answer on leaving, if there is one

    def keyed(self, handler: Handler, present: Present | None = None) -> Handler:
        """The handler with its unit of work (`new_uow` or `new_work`) under this request's key.

        What is committed as the answer is what a repeated request gets: `present` is for a handler whose
        answer is not yet what goes over the wire.
        """
        if self.write is None:
            raise RuntimeError("this route takes no idempotency key")
        self.write.is_used = True
        new_unit: Any = partial(self.write.new_unit, self.write.request_key)
        if present is not None:
            new_unit = partial(PresentingUnit.of, new_unit, present)
        name = "new_uow" if hasattr(handler, "new_uow") else "new_work"
        changed: Any = replace(handler, **{name: new_unit})  # type: ignore[type-var]
        return changed  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Cookie:
    """`value` None deletes it."""

    name: str
    value: str | None
    max_age_s: int
    path: str
    is_http_only: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is more than a body: bytes of another type, headers, cookies.

    With an `etag` among the headers an If-None-Match is honoured; `is_packed` says that `raw` is gzip.
    """

    answer: object = None
    raw: bytes | None = None
    content_type: str = "application/octet-stream"
    is_packed: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    cookies: tuple[Cookie, ...] = ()
