"""What the background process takes its work from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class Leased:
    """An event in hand for the length of a lease; `seq` is its place in the outbox."""

    seq: int
    event_id: UUID
    event: object
    attempts: int


class Leases(Protocol):
    """Events whose reactions are not done. One that is not marked done comes again after its lease."""

    async def take(self, limit: int) -> Sequence[Leased]: ...

    async def done(self, leased: Sequence[Leased]) -> None: ...

    async def later(self, leased: Leased, error: str) -> None:
        """Put off after a failure, longer each time."""
        ...


class DueOrders(Protocol):
    async def due(self, now: datetime, limit: int) -> Sequence[OrderId]:
        """Orders whose deadline is over, longest over first."""
        ...
