"""Forget what is over: codes, tokens, sessions and windows of rate limits. Run now and then."""

from dataclasses import dataclass

from application.ports.codes import Codes
from application.ports.rate_limits import RateLimits
from application.ports.time import SystemClock
from application.ports.tokens import Sessions


@dataclass(frozen=True, slots=True)
class PurgeExpired:
    pass


@dataclass(frozen=True, slots=True)
class PurgeExpiredHandler:
    codes: Codes
    sessions: Sessions
    rate_limits: RateLimits
    system_clock: SystemClock

    async def __call__(self, cmd: PurgeExpired) -> int:
        """How many rows went."""
        now = self.system_clock.now()
        codes = await self.codes.purge(now)
        tokens = await self.sessions.purge(now)
        return codes + tokens + await self.rate_limits.purge(now)
