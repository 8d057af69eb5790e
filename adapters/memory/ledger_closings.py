"""Closings in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from adapters.memory.ledger_books import Books
from domain.loyalty.closings import ClosedMeanwhile, Closing, Numbered, following


def numbered(books: Books) -> Iterator[Numbered]:
    for number, journal in enumerate(books.journals.values(), start=1):
        yield Numbered(number, books.sealed["journals", journal.heading.journal_id])


@dataclass(slots=True)
class MemoryClosings:
    """Writes wait for `apply`; `check` raises what forbids it."""

    books: Books
    _closings: list[Closing] = field(default_factory=list)

    async def settled(self) -> int:
        return len(self.books.journals)

    async def following(self, upto: int, at: datetime, limit: int) -> Closing | None:
        previous = self.books.closings[-1] if self.books.closings else None
        start = previous.upto if previous else 0
        journals = list(islice(numbered(self.books), start, min(upto, start + limit)))
        return following(previous, journals, at, self.books.seals) if journals else None

    def add(self, closing: Closing) -> None:
        self._closings.append(closing)

    def check(self) -> None:
        for place, closing in enumerate(self._closings, start=len(self.books.closings) + 1):
            if closing.number != place:
                raise ClosedMeanwhile()

    def apply(self) -> None:
        self.books.closings += self._closings
        self._closings = []
