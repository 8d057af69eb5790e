"""Orders whose deadline is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.persistence.pooled import PooledStatements
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class SqlDueOrders:
    statements: PooledStatements

    async def due(self, now: datetime, limit: int) -> Sequence[OrderId]:
        rows = await self.statements.read(
            "SELECT id FROM orders WHERE deadline_at <= %(now)s ORDER BY deadline_at, id LIMIT %(limit)s",
            {"now": now, "limit": limit},
        )
        return [OrderId(row[0]) for row in rows]
