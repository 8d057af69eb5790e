"""Solvers as a few warm processes of this machine: one that dies or is interrupted is replaced."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from adapters.dispatch.process import KERNELS
from adapters.dispatch.solver_process import SolverProcess
from adapters.dispatch.solvers import Draft, SolverLost, SolversBusy, Tables
from domain.dispatching.matching import MatchAnswer, MatchQuestion

SOLVER: Final = (sys.executable, "-m", "adapters.dispatch.process")


@dataclass(slots=True)
class ProcessPool:
    """At most `size` processes, each solving one question at a time; at most `most_waiting` questions wait.

    `command` answers questions on its standard input and output. A process ends after `answers_each` of them,
    so that what a library leaks stays small. Use on one event loop; call `close` when done.
    """

    size: int = 2
    command: Sequence[str] = SOLVER
    most_waiting: int = 64
    answers_each: int = 500
    _idle: list[SolverProcess] = field(default_factory=list, init=False)
    _running: set[SolverProcess] = field(default_factory=set, init=False)
    _room: asyncio.Semaphore = field(init=False)
    _waiting: int = field(default=0, init=False)
    _refilling: asyncio.Task[None] | None = field(default=None, init=False)
    _keeps_warm: bool = field(default=False, init=False)
    _options: tuple[str, ...] = field(default=(), init=False)
    _is_closed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.size)

    async def warm_up(self, *, with_kernels: bool) -> None:
        """From now on there are always `size` processes; without this each is started when it is asked."""
        self._keeps_warm = True
        if with_kernels and not self._options:
            self._options, plain = (KERNELS,), self._idle
            self._idle = []
            await asyncio.gather(*(process.end() for process in plain))
        self._start_refilling()
        if self._refilling is not None:
            await self._refilling

    async def solve(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        if self._room.locked() and self._waiting >= self.most_waiting:
            raise SolversBusy
        self._waiting += 1
        try:
            await self._room.acquire()
        finally:
            self._waiting -= 1
        try:
            return await self._solve(question, tables, drafts)
        finally:
            self._room.release()

    async def _solve(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        process = await self._take()
        self._running.add(process)
        is_well = False
        try:
            answer = await process.ask(question, tables, drafts)
            is_well = process.answered < self.answers_each and not self._is_closed
        finally:
            self._running.discard(process)
            if is_well and len(self._idle) + len(self._running) < self.size:
                self._idle.append(process)
            else:
                await asyncio.shield(process.end())
                self._start_refilling()
        return answer

    async def _take(self) -> SolverProcess:
        if self._is_closed:
            raise SolverLost("the pool is closed")
        while self._idle:
            process = self._idle.pop()
            if process.is_alive:
                return process
        return await self._started()

    async def close(self) -> None:
        self._is_closed = True
        if self._refilling is not None:
            self._refilling.cancel()
            with suppress(asyncio.CancelledError):
                await self._refilling
        for process in [*self._running, *self._idle]:
            await process.end()
        self._idle.clear()

    def _start_refilling(self) -> None:
        if self._keeps_warm and not self._is_closed and self._refilling is None:
            self._refilling = asyncio.create_task(self._refill())

    async def _refill(self) -> None:
        """Start what is missing. What cannot be started is tried again when the next question needs it."""
        try:
            with suppress(SolverLost):
                while not self._is_closed and len(self._idle) + len(self._running) < self.size:
                    self._idle.append(await self._started())
        finally:
            self._refilling = None

    async def _started(self) -> SolverProcess:
        """Whoever is cancelled while it starts still has it ended."""
        starting = asyncio.create_task(SolverProcess.start((*self.command, *self._options)))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            with suppress(SolverLost):
                await (await starting).end()
            raise
