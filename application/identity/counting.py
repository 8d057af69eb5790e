"""Counting attempts under names that do not give away phones, user names or addresses."""

from base64 import b32encode
from dataclasses import dataclass

from application.ports.rate_limits import RateLimits
from application.ports.time import SystemClock
from application.ports.tokens import Signer
from domain.identity.limits import Bucket, Limit, judge_hits


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing to count: `what` is the activity, `who` whose it is."""

    what: str
    who: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class AttemptCounter:
    limits: RateLimits
    signer: Signer
    system_clock: SystemClock

    async def __call__(self, *counted: Counted) -> None:
        """Counts one attempt each. Raises `RateLimited` when any limit is passed."""
        buckets = tuple(Bucket(self._key(one), one.limit) for one in counted)
        now = self.system_clock.now()
        judge_hits(buckets, await self.limits.hit(buckets, now), now)

    def _key(self, one: Counted) -> str:
        name = self.signer.mac("rate-limit", one.who.encode("utf-8", "surrogatepass"))[:15]
        return f"{one.what}:{b32encode(name).decode().lower()}"
