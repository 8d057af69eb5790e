"""Request keys are kept for seven days."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from adapters.persistence.pooled import PooledStatements
from application.ports.time import SystemClock

KEEP: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SqlRequestKeys:
    statements: PooledStatements
    system_clock: SystemClock

    async def forget(self) -> None:
        """Drop some thousands of the old ones."""
        await self.statements.run(
            "DELETE FROM idempotency_keys WHERE (owner_id, route, key) IN (SELECT owner_id, route, key "
            "FROM idempotency_keys WHERE created_at < %(before)s ORDER BY created_at LIMIT 5000)",
            {"before": self.system_clock.now() - KEEP},
        )
