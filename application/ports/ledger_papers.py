"""The papers behind the ledger: adjustments by hand and refunds, each with its reason and who signed it."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.loyalty.adjusting import Adjustment, AdjustmentId, AdjustmentStatus
from domain.loyalty.refunds import Refund
from domain.shared.ids import OrderId, RegionId


@dataclass(frozen=True, slots=True)
class AdjustmentsAsked:
    """Newest first, those after (older than) `after`; `status` None for all."""

    region_id: RegionId
    status: AdjustmentStatus | None
    after: UUID | None
    limit: int


class Papers(Protocol):
    """None of them is ever taken away; what was decided stays as it is."""

    async def adjustment(self, adjustment_id: AdjustmentId) -> Adjustment | None: ...

    async def adjustments(self, asked: AdjustmentsAsked) -> tuple[Adjustment, ...]: ...

    def keep(self, adjustment: Adjustment) -> None:
        """Store on commit; version 0 is new. The commit raises `AdjustmentIsDecided` when it has moved on."""
        ...

    async def refunds_of(self, order_id: OrderId) -> tuple[Refund, ...]:
        """In the order of their numbers."""
        ...

    def grant(self, refund: Refund) -> None:
        """Add on commit, which raises `RefundNumberTaken` when another one of the order was faster."""
        ...
