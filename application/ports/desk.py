"""The dispatcher's exceptions queue: what a person has to look at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.shared.errors import NotFound, RuleBroken
from domain.shared.ids import ExceptionId, OrderId, RegionId
from domain.shared.texts import Text


class ExceptionNotFound(NotFound):
    code = "exception_not_found"


class OrderStillLate(RuleBroken):
    """Off the queue nothing would look after the order: it has no deadline as long as it is late."""

    code = "order_still_late"


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """Why somebody should look at an order. One unresolved entry per order and kind."""

    id: ExceptionId
    region_id: RegionId
    order_id: OrderId
    kind: str
    reason: Text
    opened_at: datetime


class Desk(Protocol):
    async def get(self, entry_id: ExceptionId, region_id: RegionId | None) -> DeskEntry:
        """An open entry of that region (None: of any). Raises `ExceptionNotFound`."""
        ...

    def open(self, entry: DeskEntry) -> None:
        """Put an entry on the queue; one of the same order and kind that is still open stays as it is."""
        ...

    def resolve(self, entry_id: ExceptionId, region_id: RegionId, by: UUID, at: datetime, note: str) -> None:
        """Take it off; commit raises `ExceptionNotFound` when it is not there or already resolved."""
        ...

    async def clear(self, order_id: OrderId, kinds: Collection[str], at: datetime) -> tuple[str, ...]:
        """Take off what the order's own progress has settled, if it was opened by then; nobody's name.

        Returns the kinds that leave with the commit, in alphabetical order; () when there was none.
        """
        ...
