"""Solve one queued run: ask the planner, keep what it found for the dispatcher to look at."""

from dataclasses import dataclass, replace
from datetime import timedelta

from application.dispatching.batch import Round, ask_planner, batch_of
from application.dispatching.events import RunChanged
from application.ports.dispatching import Run, RunStatus
from application.ports.ids import Ids
from application.ports.planner import Planner
from application.ports.tick_log import TickLog, kept_tick
from application.ports.time import Clock, SystemClock
from application.ports.unit_of_work import NewUnit, StoreUnavailable
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders.by import By

LEASE = timedelta(seconds=60)
MOST_VISITS = 2000


@dataclass(frozen=True, slots=True)
class Solved:
    """A run as it is kept, and what went wrong or was found, at which version of the region's policy."""

    run: Run
    trouble: Exception | None = None
    found: Round | None = None
    policy_version: int = 0


@dataclass(frozen=True, slots=True)
class SolveRunHandler:
    new_uow: NewUnit
    clock: Clock
    system_clock: SystemClock
    ids: Ids
    planner: Planner
    log: TickLog | None = None

    async def __call__(self) -> bool:
        """False when no run waits. A solver that dies leaves its run to the next after the lease.

        A run that cannot be solved is kept as FAILED, so that it blocks no other, and its trouble is raised.
        """
        now = self.system_clock.now()
        async with self.new_uow() as uow:
            run = await uow.runs.take_queued(now + LEASE, now)
        if run is None:
            return False
        solved = await self._solved(run)
        await self._keep(solved.run)
        if solved.trouble is not None:
            raise solved.trouble
        await self._note(solved)
        return True

    async def _note(self, solved: Solved) -> None:
        found = solved.found
        if self.log is not None and found is not None and found.asked is not None:
            await self.log.add(kept_tick(self.ids.new(), solved.run.id, solved.policy_version, *found.asked))

    async def _solved(self, run: Run) -> Solved:
        by = By(SYSTEM_ACTOR, self.clock.now())
        try:
            async with self.new_uow() as uow:
                settings = await uow.world.region(run.region_id)
                waiting = await uow.world.waiting_visits(run.region_id, run.order_ids, MOST_VISITS)
                batch = await batch_of(uow.world, settings, waiting, by)
            found = await ask_planner(self.planner, batch, self.ids, run_id=run.id)
        except StoreUnavailable:
            raise  # the lease brings the run back
        except Exception as trouble:
            failed = replace(run, status=RunStatus.FAILED, ended_at=self.system_clock.now())
            return Solved(failed, trouble)
        ready = replace(run, status=RunStatus.READY, result=found.result)
        return Solved(ready, found=found, policy_version=settings.version)

    async def _keep(self, run: Run) -> None:
        async with self.new_uow() as uow:
            uow.runs.move(run, RunStatus.SOLVING)
            uow.record(RunChanged.of(run))
            await uow.commit()
