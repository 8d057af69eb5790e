"""Writes run to their end even when the client hangs up: shielded, tracked tasks."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

log = logging.getLogger("callout.http")
Answer = TypeVar("Answer")


class Writes:
    """The writes under way in this process."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    async def to_its_end(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Await the work; when the awaiting side is cancelled, the work goes on."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_note_outcome)
            raise

    async def drained(self, within_s: float) -> bool:
        """Whether all writes under way came to their end in that time. None is cancelled."""
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=within_s)
        return not self._running


def _note_outcome(task: "asyncio.Task[Any]") -> None:
    if not task.cancelled() and task.exception() is not None:
        log.info("a write whose client hung up was refused", exc_info=task.exception())
