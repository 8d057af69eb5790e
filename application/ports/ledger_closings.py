"""Closing the books: which journals are settled, and the chain of closings over them."""

from datetime import datetime
from typing import Protocol

from domain.loyalty.closings import Closing


class Closings(Protocol):
    async def settled(self) -> int:
        """The number up to which no journal can appear any more: those after it are of later units of work.

        Waits some milliseconds for units that commit just now; raises `ClosedMeanwhile` if they take long.
        """
        ...

    async def following(self, upto: int, at: datetime, limit: int) -> Closing | None:
        """The next closing, over at most `limit` journals up to that number; None when all are closed."""
        ...

    def add(self, closing: Closing) -> None:
        """Add it on commit, which raises `ClosedMeanwhile` when another process was faster."""
        ...
