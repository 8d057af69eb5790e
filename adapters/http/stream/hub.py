"""One reader of changes per process, and those who listen in this process.

The hub reads each change once and hands it to the listeners who may see it; a listener that does not
keep up is dropped, and comes back with its cursor.
"""

import asyncio
import logging
from collections import deque
from contextlib import suppress
from typing import Final

from application.ports.changes import Change, Changes
from domain.identity.roles import Actor

log = logging.getLogger("callout.stream")
MOST_WAITING: Final = 512
READ_AT_ONCE: Final = 500
RETRY_AFTER_S: Final = 1.0
GOODBYE_WITHIN_S: Final = 1.0


class Listener:
    """The changes that wait to be sent to one socket."""

    __slots__ = ("_news", "_waiting", "is_dropped", "is_over", "reader", "since")

    def __init__(self, reader: Actor, since: int) -> None:
        self.reader = reader
        self.since = since
        self.is_dropped = False
        self.is_over = False
        self._waiting: deque[Change] = deque()
        self._news = asyncio.Event()

    def hand(self, change: Change) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self.is_dropped = True
        else:
            self._waiting.append(change)
        self._news.set()

    def wake(self) -> None:
        self._news.set()

    async def taken(self, within_s: float) -> list[Change]:
        """All that waits, at the latest after that time or a `wake`."""
        try:
            async with asyncio.timeout(within_s):
                await self._news.wait()
        except TimeoutError:
            return []
        self._news.clear()
        changes = list(self._waiting)
        self._waiting.clear()
        return changes


class Hub:
    def __init__(self, changes: Changes, retry_after_s: float = RETRY_AFTER_S) -> None:
        self._changes = changes
        self._retry_after_s = retry_after_s
        self._listeners: set[Listener] = set()
        self._position = 0
        self._is_placed = asyncio.Event()
        self._left = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._listeners)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop reading, and give every socket a moment to say goodbye."""
        task, self._task = self._task, None
        for listener in self._listeners:
            listener.is_over = True
            listener.wake()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_WITHIN_S):
                while self._listeners:
                    self._left.clear()
                    await self._left.wait()

    async def join(self, reader: Actor) -> Listener:
        """From here on every change after `since` is handed over; waits until the hub knows where it is."""
        await self._is_placed.wait()
        listener = Listener(reader, self._position)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        self._left.set()

    async def _run(self) -> None:
        """Trouble with the database is waited out; reading goes on from a position, so nothing is lost."""
        while True:
            try:
                await self._place()
                await self._read_all()
                await self._changes.wait()
            except asyncio.CancelledError:
                raise
            except Exception:
                log.warning("cannot read changes; trying again", exc_info=True)
                await asyncio.sleep(self._retry_after_s)

    async def _place(self) -> None:
        if not self._is_placed.is_set():
            self._position = (await self._changes.span()).newest
            self._is_placed.set()

    async def _read_all(self) -> None:
        while True:
            batch = await self._changes.read_after(self._position, READ_AT_ONCE)
            for change in batch.changes:
                self._hand(change)
            self._position = max(self._position, batch.upto)
            if len(batch.changes) < READ_AT_ONCE:
                return

    def _hand(self, change: Change) -> None:
        for listener in self._listeners:
            if change.audience.has(listener.reader):
                listener.hand(change)
