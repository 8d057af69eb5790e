"""Orders whose deadline is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.memory.order_table import OrderTable
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class MemoryDueOrders:
    orders: OrderTable

    async def due(self, now: datetime, limit: int) -> Sequence[OrderId]:
        return self.orders.due(now, limit)
