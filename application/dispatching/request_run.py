"""A dispatcher asks for a batch over the waiting visits of a region; the background solves it."""

from dataclasses import dataclass

from application.access import require_region
from application.dispatching.events import RunChanged
from application.ports.dispatching import Run, RunStatus
from application.ports.ids import Ids
from application.ports.time import SystemClock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.shared.ids import OrderId, RegionId, RunId


@dataclass(frozen=True, slots=True)
class RequestRun:
    """`order_ids` None means every READY order of the region."""

    actor: Actor
    region_id: RegionId
    order_ids: tuple[OrderId, ...] | None = None


@dataclass(frozen=True, slots=True)
class RunRequested:
    run_id: RunId


@dataclass(frozen=True, slots=True)
class RequestRunHandler:
    new_uow: NewUnit
    ids: Ids
    system_clock: SystemClock

    async def __call__(self, cmd: RequestRun) -> RunRequested:
        require_region(cmd.actor, cmd.region_id)
        run = Run(
            id=RunId(self.ids.new()),
            region_id=cmd.region_id,
            status=RunStatus.QUEUED,
            requested_by=cmd.actor.account_id,
            order_ids=cmd.order_ids,
            created_at=self.system_clock.now(),
        )
        async with self.new_uow() as uow:
            await uow.world.region(cmd.region_id)
            uow.runs.add(run)
            uow.record(RunChanged.of(run))
            answer = RunRequested(run.id)
            await uow.commit(answer)
        return answer
