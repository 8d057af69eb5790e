"""How a request says who sends it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sanic import Request

from adapters.http.contract.route import WRITES
from domain.identity.refusals import NotSignedIn, SessionExpired
from domain.identity.sessions import SessionId, SignedInActor

SESSION_COOKIE: Final = "callout_session"
REFRESH_COOKIE: Final = "callout_refresh"
CSRF_HEADER: Final = "x-csrf-token"
MOST_TOKEN_CHARACTERS: Final = 256

Authenticate = Callable[[str], Awaitable[SignedInActor]]
"""Access token -> who it is. Raises `SessionExpired`."""
CheckCsrf = Callable[[SessionId, str | None], None]
"""Session and presented token. Raises `CsrfFailed`."""


@dataclass(frozen=True, slots=True)
class Presented:
    token: str
    is_from_cookie: bool


def presented(request: Request) -> Presented:
    """Raises `NotSignedIn` when there is no token, `SessionExpired` when it cannot be one."""
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedIn()
        return Presented(_plausible(token.strip()), is_from_cookie=False)
    if "cookie" in request.headers:
        token = request.cookies.get(SESSION_COOKIE)
        if token:
            return Presented(_plausible(token), is_from_cookie=True)
    raise NotSignedIn()


def _plausible(token: str) -> str:
    if not 0 < len(token) <= MOST_TOKEN_CHARACTERS or not token.isascii():
        raise SessionExpired()
    return token


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in."""

    authenticate: Authenticate
    check_csrf: CheckCsrf

    async def admit(self, request: Request) -> tuple[SignedInActor, Presented]:
        """Raises `NotSignedIn`, `SessionExpired` or, for a write by cookie, `CsrfFailed`."""
        shown = presented(request)
        who = await self.authenticate(shown.token)
        if shown.is_from_cookie and request.method in WRITES:
            self.check_csrf(who.session_id, request.headers.get(CSRF_HEADER))
        return who, shown
