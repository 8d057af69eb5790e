"""Counting of attempts across all processes."""

from datetime import datetime
from typing import Protocol

from domain.identity.limits import Bucket, Hit


class RateLimits(Protocol):
    async def hit(self, buckets: tuple[Bucket, ...], now: datetime) -> tuple[Hit, ...]:
        """Count one hit in each bucket, atomically; a bucket whose window is over starts a new one."""
        ...

    async def purge(self, now: datetime) -> int:
        """Forget windows that are over; how many."""
        ...
