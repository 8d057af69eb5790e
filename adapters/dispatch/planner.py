"""The planner port on the engine: each question gets a process of its own, killed at the deadline."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Final

from adapters.dispatch.frames import packed, receive_frame
from adapters.dispatch.kernels import WarmKernels
from adapters.dispatch.process import ROUTES
from adapters.dispatch.solving import Stage
from adapters.dispatch.version import engine_version
from application.ports.travel import TravelTimes
from application.travel_tables import fetch_travel
from domain.dispatching.falling_back import fallback_answer
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.policy import DispatchRule
from domain.scheduling.travel import TravelMode, TravelTable

SOLVER: Final = (sys.executable, "-m", "adapters.dispatch.process")
_ROOT: Final = Path(__file__).resolve().parents[2]
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
Draft = tuple[Stage, MatchAnswer]
_Tables = Mapping[TravelMode, TravelTable]


@dataclass(slots=True)
class ProcessPlanner:
    """Solves in spawned processes, one for each question, with one warm in reserve.

    Use on one event loop; call `close` when done. `solver` is the command that answers one question on its
    standard input and output; `processes` bounds how many solve at once; `keeps_reserve` has the next process
    started (and its imports done) as soon as one has ended. Routes are searched for only once `kernels` are
    warm; until then such questions get the fall-back, which says so.
    """

    travel: TravelTimes
    solver: Sequence[str] = SOLVER
    processes: int = 2
    keeps_reserve: bool = True
    kernels: WarmKernels = field(default_factory=WarmKernels)
    _reserve: Process | None = field(default=None, init=False)
    _running: set[Process] = field(default_factory=set, init=False)
    _room: asyncio.Semaphore = field(init=False)
    _is_closed: bool = field(default=False, init=False)
    _plans_routes: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.processes)

    async def warm_up(self) -> None:
        """Have a process in reserve, so that the next question does not wait for imports."""
        if self._reserve is None and not self._is_closed:
            self._reserve = await self._spawn()

    async def ready_for_routes(self, most_s: float) -> bool:
        """Load the kernels of the search for routes, then keep a process in reserve that has, too.

        False when that fails or takes longer than `most_s`; the compiler then goes on beside everything else.
        """
        try:
            async with asyncio.timeout(most_s):
                if self._is_closed or not await self.kernels.warmed():
                    return False
        except TimeoutError:
            return False
        plain, self._reserve, self._plans_routes = self._reserve, None, True
        if plain is not None:
            await _end(plain)
        await self.warm_up()
        return True

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        started = perf_counter()
        tables = await self._tables(question)
        drafts: list[Draft] = []
        self._plans_routes = question.policy.rule is DispatchRule.PLAN
        if self._plans_routes and not self._is_closed and not await self.kernels.are_warm():
            return await _instead(question, tables, SolverReason.WARMING_UP, started)
        why = SolverReason.PROCESS_DIED
        try:
            async with asyncio.timeout(max(0.0, question.deadline_s - (perf_counter() - started))):
                async with self._room:
                    return await self._solve(question, tables, drafts)
        except TimeoutError:
            why = SolverReason.DEADLINE
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        if drafts:
            stage, answer = drafts[-1]
            is_decided = stage is Stage.DECIDED
            return answer if is_decided else replace(answer, solver=Solver.GREEDY, solver_reason=why)
        return await _instead(question, tables, why, started)

    async def _tables(self, question: MatchQuestion) -> _Tables:
        return await fetch_travel(
            self.travel,
            question.region_id,
            question.visits,
            question.workers,
            among_visits=question.looks_among_visits,
        )

    async def close(self) -> None:
        """Kill what is left; afterwards every question is answered by the greedy rule."""
        self._is_closed = True
        reserve, self._reserve = self._reserve, None
        await self.kernels.close()
        for process in [*self._running, *([reserve] if reserve else [])]:
            await _end(process)

    async def _solve(self, question: MatchQuestion, tables: _Tables, drafts: list[Draft]) -> MatchAnswer:
        process = await self._take()
        self._running.add(process)
        try:
            return await _ask(process, question, tables, drafts)
        finally:
            await asyncio.shield(_end(process))
            self._running.discard(process)
            if self.keeps_reserve:
                with suppress(OSError):
                    await asyncio.shield(self.warm_up())

    async def _take(self) -> Process:
        if self._is_closed:
            raise ConnectionError("the planner is closed")
        process, self._reserve = self._reserve, None
        if process is not None and process.returncode is None:
            return process
        return await self._spawn()

    async def _spawn(self) -> Process:
        paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        return await asyncio.create_subprocess_exec(
            *self.solver,
            *([ROUTES] if self._plans_routes else []),
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": paths},
            start_new_session=True,
        )


async def _instead(
    question: MatchQuestion, tables: _Tables, why: SolverReason, started: float
) -> MatchAnswer:
    """By the plainest rule, in a thread of this process."""
    answer = await asyncio.to_thread(
        fallback_answer, question, tables, why, lambda: round((perf_counter() - started) * 1000)
    )
    return replace(answer, engine=engine_version())


async def _ask(
    process: Process, question: MatchQuestion, tables: _Tables, drafts: list[Draft]
) -> MatchAnswer:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(await asyncio.to_thread(packed, (question, tables)))
    await process.stdin.drain()
    while True:
        stage, answer = await receive_frame(process.stdout)
        if not isinstance(answer, MatchAnswer):
            raise ConnectionError("not an answer")
        if stage is Stage.EXPLAINED:
            return answer
        drafts.append((stage, answer))


async def _end(process: Process) -> None:
    """Kill it (nothing it holds is worth keeping) and wait until it is gone."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    if process.stdin is not None:
        process.stdin.close()
