"""Rate limits on PostgreSQL: one upsert counts all buckets of an attempt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.persistence.pooled import PooledStatements
from domain.identity.limits import Bucket, Hit

# Rows are locked in the order of their names, so two attempts on the same buckets cannot deadlock.
_HIT: Final = """
INSERT INTO rate_limits AS kept (bucket, hits, window_ends_at)
SELECT key, 1, %(now)s + make_interval(secs => window_s)
FROM unnest(%(keys)s::text[], %(windows)s::integer[]) AS asked (key, window_s)
ORDER BY key
ON CONFLICT (bucket) DO UPDATE SET
  hits = CASE WHEN kept.window_ends_at <= %(now)s THEN 1 ELSE kept.hits + 1 END,
  window_ends_at = CASE WHEN kept.window_ends_at <= %(now)s THEN excluded.window_ends_at
                        ELSE kept.window_ends_at END
RETURNING bucket, hits, window_ends_at
"""
_PURGE: Final = """
WITH gone AS (DELETE FROM rate_limits WHERE window_ends_at <= %(now)s RETURNING 1) SELECT count(*) FROM gone
"""


@dataclass(frozen=True, slots=True)
class SqlRateLimits:
    statements: PooledStatements

    async def hit(self, buckets: tuple[Bucket, ...], now: datetime) -> tuple[Hit, ...]:
        params = {
            "keys": [bucket.key for bucket in buckets],
            "windows": [bucket.limit.window_s for bucket in buckets],
            "now": now,
        }
        return tuple(Hit(*row) for row in await self.statements.run(_HIT, params))

    async def purge(self, now: datetime) -> int:
        rows = await self.statements.run(_PURGE, {"now": now})
        return int(rows[0][0])
