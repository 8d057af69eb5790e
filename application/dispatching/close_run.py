"""A dispatcher commits a batch that was previewed, or throws it away."""

from dataclasses import dataclass, replace

from application.access import require_region
from application.dispatching.carry_out import CarryOut, Skipped
from application.dispatching.events import RunChanged
from application.ports.dispatching import Run, RunNotOpen, Runs, RunStatus
from application.ports.time import SystemClock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.shared.ids import RunId


@dataclass(frozen=True, slots=True)
class CloseRun:
    actor: Actor
    run_id: RunId


@dataclass(frozen=True, slots=True)
class RunCommitted:
    committed: int
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class CommitRunHandler:
    """The run is closed last: whoever repeats the command after a crash finds what is done already done."""

    new_uow: NewUnit
    system_clock: SystemClock
    carry_out: CarryOut

    async def __call__(self, cmd: CloseRun) -> RunCommitted:
        async with self.new_uow() as uow:
            run = await _open_run(uow.runs, cmd)
            settings = await uow.world.region(run.region_id)
            result = run.result
            skipped: list[Skipped] = []
            if result is not None:
                for chosen in result.assignments:
                    refused = await self.carry_out(chosen, settings.dispatch_policy, cmd.actor)
                    skipped += [refused] if refused else []
                await self.carry_out.explain(result.unassigned)
            closed = replace(run, status=RunStatus.COMMITTED, ended_at=self.system_clock.now())
            uow.runs.move(closed, RunStatus.READY)
            uow.record(RunChanged.of(closed))
            done = len(result.assignments) - len(skipped) if result else 0
            answer = RunCommitted(done, tuple(skipped))
            await uow.commit(answer)
        return answer


@dataclass(frozen=True, slots=True)
class DiscardRunHandler:
    new_uow: NewUnit
    system_clock: SystemClock

    async def __call__(self, cmd: CloseRun) -> RunCommitted:
        async with self.new_uow() as uow:
            run = await _open_run(uow.runs, cmd)
            closed = replace(run, status=RunStatus.DISCARDED, ended_at=self.system_clock.now())
            uow.runs.move(closed, RunStatus.READY)
            uow.record(RunChanged.of(closed))
            answer = RunCommitted(0, ())
            await uow.commit(answer)
        return answer


async def _open_run(runs: Runs, cmd: CloseRun) -> Run:
    run = await runs.get(cmd.run_id)
    require_region(cmd.actor, run.region_id)
    if run.status is not RunStatus.READY:
        raise RunNotOpen(status=run.status.value)
    return run
