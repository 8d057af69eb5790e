"""Who sends this request."""

from dataclasses import dataclass

from application.ports.time import SystemClock
from application.ports.tokens import Sessions
from domain.identity.refusals import SessionExpired
from domain.identity.sessions import SignedInActor, token_digest


@dataclass(frozen=True, slots=True)
class Authenticate:
    access_token: str


@dataclass(frozen=True, slots=True)
class AuthenticateHandler:
    sessions: Sessions
    system_clock: SystemClock

    async def __call__(self, query: Authenticate) -> SignedInActor:
        """Raises `SessionExpired`."""
        now = self.system_clock.now()
        found = await self.sessions.authenticate(token_digest(query.access_token), now)
        if found is None:
            raise SessionExpired()
        return found
