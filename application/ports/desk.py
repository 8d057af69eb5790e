"""The dispatcher's exceptions queue: what a person has to look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.shared.errors import NotFound
from domain.shared.ids import ExceptionId, OrderId, RegionId
from domain.shared.texts import Text


class ExceptionNotFound(NotFound):
    code = "exception_not_found"


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
