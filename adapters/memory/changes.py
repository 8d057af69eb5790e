"""Changes in memory, numbered as they are told."""

import asyncio
from collections import deque
from dataclasses import replace
from itertools import islice

from application.ports.changes import Batch, Change, Span
from domain.identity.roles import Actor


class MemoryChanges:
    """Keeps the last `kept` changes."""

    def __init__(self, kept: int = 10_000) -> None:
        self._changes: deque[Change] = deque(maxlen=kept)
        self._newest = 0
        self._news = asyncio.Event()

    def tell(self, change: Change) -> Change:
        """Add a change; its position is given here."""
        self._newest += 1
        numbered = replace(change, position=self._newest)
        self._changes.append(numbered)
        self._news.set()
        return numbered

    async def span(self) -> Span:
        return Span(self._newest - len(self._changes), self._newest)

    async def read_after(self, position: int, limit: int, reader: Actor | None = None) -> Batch:
        skipped = max(0, position - (self._newest - len(self._changes)))
        later = islice(self._changes, skipped, None)
        seen = (change for change in later if reader is None or change.audience.has(reader))
        page = tuple(islice(seen, limit))
        return Batch(page, page[-1].position if len(page) == limit else max(position, self._newest))

    async def wait(self) -> None:
        await self._news.wait()
        self._news.clear()
