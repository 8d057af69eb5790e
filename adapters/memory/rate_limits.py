"""Rate limits in memory."""

from datetime import datetime, timedelta

from domain.identity.limits import Bucket, Hit


class MemoryRateLimits:
    def __init__(self) -> None:
        self._rows: dict[str, Hit] = {}

    async def hit(self, buckets: tuple[Bucket, ...], now: datetime) -> tuple[Hit, ...]:
        return tuple(self._hit(bucket, now) for bucket in buckets)

    async def purge(self, now: datetime) -> int:
        over = [key for key, hit in self._rows.items() if hit.window_ends_at <= now]
        for key in over:
            del self._rows[key]
        return len(over)

    def _hit(self, bucket: Bucket, now: datetime) -> Hit:
        known = self._rows.get(bucket.key)
        if known is None or known.window_ends_at <= now:
            hit = Hit(bucket.key, 1, now + timedelta(seconds=bucket.limit.window_s))
        else:
            hit = Hit(bucket.key, known.hits + 1, known.window_ends_at)
        self._rows[bucket.key] = hit
        return hit
