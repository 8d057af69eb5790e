"""The planner port on solvers that may be slow, die or be lost: there is always an answer in time."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Final

from adapters.dispatch.kernels import WarmKernels
from adapters.dispatch.pool import ProcessPool
from adapters.dispatch.solvers import Draft, SolverLost, Solvers, SolversBusy, Tables
from adapters.dispatch.solving import Stage
from adapters.dispatch.version import engine_version
from application.ports.travel import TravelTimes
from application.travel_tables import fetch_travel
from dispatch_engine import kernel_caches
from domain.dispatching.falling_back import fallback_answer
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.policy import DispatchRule

ATTEMPTS: Final = 2


@dataclass(slots=True)
class EnginePlanner:
    """Asks `solvers`, a second time when the first is lost; the fall-back rule answers when they do not.

    Questions of several regions may be asked at once: none waits for another as long as there is a solver
    for each. Routes are searched for only once `kernels` are warm; until then such questions get the
    fall-back, which says so. Use on one event loop; call `close` when done.
    """

    travel: TravelTimes
    solvers: Solvers = field(default_factory=ProcessPool)
    kernels: WarmKernels = field(default_factory=WarmKernels)
    _warming: asyncio.Task[None] | None = field(default=None, init=False)
    _is_closed: bool = field(default=False, init=False)

    def warm_up(self) -> None:
        """Have solvers ready soon, with their kernels if these seem to be compiled. Waits for nothing."""
        self._warming = asyncio.create_task(self._warm_up())

    async def _warm_up(self) -> None:
        are_compiled = all(cache.is_warm for cache in await asyncio.to_thread(kernel_caches))
        await self.solvers.warm_up(with_kernels=are_compiled and await self.kernels.warmed())

    async def ready_for_routes(self, most_s: float) -> bool:
        """Load the kernels of the search for routes, then have solvers ready that did, too.

        False when that fails or takes longer than `most_s`; the compiler then goes on beside everything else.
        """
        try:
            async with asyncio.timeout(most_s):
                if self._is_closed or not await self.kernels.warmed():
                    return False
        except TimeoutError:
            return False
        await self.solvers.warm_up(with_kernels=True)
        return True

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        started = perf_counter()
        tables = await fetch_travel(
            self.travel,
            question.region_id,
            question.visits,
            question.workers,
            among_visits=question.looks_among_visits,
        )
        if await self._lacks_kernels(question):
            return await _instead(question, tables, SolverReason.WARMING_UP, started)
        drafts: list[Draft] = []
        why = SolverReason.PROCESS_DIED
        try:
            async with asyncio.timeout(max(0.0, question.deadline_s - (perf_counter() - started))):
                return await self._solved(question, tables, drafts)
        except TimeoutError:
            why = SolverReason.DEADLINE
        except SolversBusy:
            why = SolverReason.QUEUE_FULL
        except SolverLost:
            pass
        if drafts:
            stage, answer = drafts[-1]
            is_decided = stage is Stage.DECIDED
            return answer if is_decided else replace(answer, solver=Solver.GREEDY, solver_reason=why)
        return await _instead(question, tables, why, started)

    async def _lacks_kernels(self, question: MatchQuestion) -> bool:
        plans_routes = question.policy.rule is DispatchRule.PLAN
        return plans_routes and not self._is_closed and not await self.kernels.are_warm()

    async def _solved(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        for _ in range(ATTEMPTS - 1):
            with suppress(SolverLost):
                return await self.solvers.solve(question, tables, drafts)
        return await self.solvers.solve(question, tables, drafts)

    async def close(self) -> None:
        """Kill what is left; afterwards every question is answered by the fall-back rule."""
        self._is_closed = True
        if self._warming is not None:
            self._warming.cancel()
            with suppress(asyncio.CancelledError):
                await self._warming
        await self.kernels.close()
        await self.solvers.close()


async def _instead(question: MatchQuestion, tables: Tables, why: SolverReason, started: float) -> MatchAnswer:
    """By the plainest rule, in a thread of this process."""
    answer = await asyncio.to_thread(
        fallback_answer, question, tables, why, lambda: round((perf_counter() - started) * 1000)
    )
    return replace(answer, engine=engine_version())
