"""End one session with all its tokens."""

from dataclasses import dataclass

from application.ports.time import SystemClock
from application.ports.tokens import Sessions
from domain.identity.sessions import Ending, SessionId


@dataclass(frozen=True, slots=True)
class SignOut:
    session_id: SessionId


@dataclass(frozen=True, slots=True)
class SignOutHandler:
    sessions: Sessions
    system_clock: SystemClock

    async def __call__(self, cmd: SignOut) -> None:
        await self.sessions.revoke(cmd.session_id, Ending.SIGNED_OUT, self.system_clock.now())
