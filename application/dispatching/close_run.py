"""A dispatcher commits a batch that was previewed, or throws it away."""

from dataclasses import dataclass, replace

from application.access import require_region
from application.dispatching.carry_out import CarryOut, Skipped
from application.dispatching.events import RunChanged
from application.ports.dispatching import Run, RunNotOpen, RunResult, Runs, RunStatus
from application.ports.time import SystemClock
from application.ports.unit_of_work import NewUnit
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor
from domain.shared.ids import CardId, RunId


@dataclass(frozen=True, slots=True)
class CloseRun:
    actor: Actor
    run_id: RunId


@dataclass(frozen=True, slots=True)
class RunCommitted:
    committed: int
    skipped: tuple[Skipped, ...]


Refused = tuple[CardId, Skipped]


@dataclass(frozen=True, slots=True)
class CommitRunHandler:
    """No unit is open while the orders are carried out, each in one of its own: a connection at a time.

    The run is closed last. Whoever repeats the command after a crash finds what is done already done: an
    assignment is, once its decision card is stored, whoever stored it. Both units are under the request's
    key, so a repeat of an answered command gets that answer, here from the run that is no longer open.
    """

    new_uow: NewUnit
    system_clock: SystemClock
    carry_out: CarryOut

    async def __call__(self, cmd: CloseRun) -> RunCommitted:
        async with self.new_uow() as uow:
            run = await _open_run(uow.runs, cmd)
            policy = (await uow.world.region(run.region_id)).dispatch_policy
        refused = [] if run.result is None else await self._carried_out(run.result, policy, cmd.actor)
        return await self._closed(run, refused)

    async def _carried_out(self, result: RunResult, policy: DispatchPolicy, actor: Actor) -> list[Refused]:
        refused: list[Refused] = []
        for chosen in result.assignments:
            skipped = await self.carry_out(chosen, policy, actor)
            refused += [(chosen.card.id, skipped)] if skipped else []
        await self.carry_out.explain(result.unassigned)
        return refused

    async def _closed(self, run: Run, refused: list[Refused]) -> RunCommitted:
        async with self.new_uow() as uow:
            known = await uow.cards.known([card_id for card_id, _ in refused]) if refused else set()
            skipped = tuple(one for card_id, one in refused if card_id not in known)
            closed = replace(run, status=RunStatus.COMMITTED, ended_at=self.system_clock.now())
            uow.runs.move(closed, RunStatus.READY)
            uow.record(RunChanged.of(closed))
            done = len(run.result.assignments) - len(skipped) if run.result else 0
            answer = RunCommitted(done, skipped)
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
