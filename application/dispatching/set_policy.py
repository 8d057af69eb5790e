"""A manager or dispatcher changes how a region dispatches; the kill switch is one of its fields."""

from dataclasses import dataclass

from application.access import require_region
from application.dispatching.events import PolicyChanged
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class SetDispatchPolicy:
    actor: Actor
    region_id: RegionId
    policy: DispatchPolicy
    expected_version: int


@dataclass(frozen=True, slots=True)
class PolicySet:
    policy: DispatchPolicy
    version: int


@dataclass(frozen=True, slots=True)
class SetDispatchPolicyHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: SetDispatchPolicy) -> PolicySet:
        """Raises `StaleVersion` when somebody else changed it since it was seen."""
        require_region(cmd.actor, cmd.region_id)
        async with self.new_uow() as uow:
            await uow.world.region(cmd.region_id)
            uow.world.set_dispatch_policy(cmd.region_id, cmd.policy, cmd.expected_version)
            uow.record(PolicyChanged(cmd.region_id, cmd.expected_version + 1, self.clock.now()))
            answer = PolicySet(cmd.policy, cmd.expected_version + 1)
            await uow.commit(answer)
        return answer
