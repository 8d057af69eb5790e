"""Exchange a refresh token for the next pair of tokens."""

from dataclasses import dataclass
from datetime import datetime

from application.identity.counting import AttemptCounter, Counted
from application.identity.opening import SessionOpener, SignedIn
from application.ports.time import SystemClock
from application.ports.tokens import PresentedRefresh, Sessions
from domain.identity.limits import DEFAULT_SIGN_IN_LIMITS, SignInLimits, network_of
from domain.identity.refusals import RefreshReused, SessionExpired
from domain.identity.sessions import Ending, judge_refresh, successor_of, token_digest


@dataclass(frozen=True, slots=True)
class RefreshSession:
    refresh_token: str
    client_address: str


@dataclass(frozen=True, slots=True)
class RefreshSessionHandler:
    """A repeat inside the grace gets the same refresh token and a fresh access token; a later one ends the
    whole session (docs/adr/0050-refresh-tokens-form-one-chain.md)."""

    sessions: Sessions
    opener: SessionOpener
    count: AttemptCounter
    system_clock: SystemClock
    limits: SignInLimits = DEFAULT_SIGN_IN_LIMITS

    async def __call__(self, cmd: RefreshSession) -> SignedIn:
        """Raises `RateLimited`, `SessionExpired` or `RefreshReused`."""
        network = network_of(cmd.client_address)
        await self.count(Counted("refreshes-address", network, self.limits.refreshes_per_address))
        now = self.system_clock.now()
        presented = await self._judged(cmd.refresh_token, now)
        mint = self.opener.mint
        pair = mint.next_pair(successor_of(cmd.refresh_token, presented.token.seed), now)
        if not await self.sessions.rotate(presented, pair.kept, now):
            raise SessionExpired()
        return await self.opener.described(presented.session, pair)

    async def _judged(self, token: str, now: datetime) -> PresentedRefresh:
        presented = await self.sessions.presented(token_digest(token))
        if presented is None:
            raise SessionExpired()
        try:
            judge_refresh(presented.session, presented.token, now, self.opener.mint.lives.grace)
        except RefreshReused:
            await self.sessions.revoke(presented.session.id, Ending.REFRESH_REUSED, now)
            raise
        return presented
