"""How a region dispatches, with the version that a change of it has to name."""

from dataclasses import dataclass

from application.access import require_region
from application.dispatching.set_policy import PolicySet
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import Actor
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class ReadDispatchPolicy:
    actor: Actor
    region_id: RegionId


@dataclass(frozen=True, slots=True)
class ReadDispatchPolicyHandler:
    new_uow: NewUnit

    async def __call__(self, query: ReadDispatchPolicy) -> PolicySet:
        """Raises `RegionNotFound` and `NotInYourRegion`."""
        require_region(query.actor, query.region_id)
        async with self.new_uow() as uow:
            settings = await uow.world.region(query.region_id)
        return PolicySet(settings.dispatch_policy, settings.version)
