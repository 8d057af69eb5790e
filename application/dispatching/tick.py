"""Automatic dispatch: one round for a region over the visits that are released."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from application.dispatching.batch import Round, ask_planner, batch_of
from application.dispatching.carry_out import CarryOut
from application.ports.ids import Ids
from application.ports.planner import Planner
from application.ports.tick_log import TickLog, kept_tick
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.ports.world import RegionSettings, WaitingVisit
from domain.dispatching.matching import Plan
from domain.dispatching.policy import is_released
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders.by import By
from domain.shared.ids import RegionId

MOST_VISITS = 500


@dataclass(frozen=True, slots=True)
class TickReport:
    dispatched: int
    skipped: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class TickHandler:
    """`plans` are the plans of rules that look ahead, one a region: after a restart they are made anew.

    What was asked and answered is written to `log`, if there is one, after it was carried out.
    """

    new_uow: NewUnit
    clock: Clock
    ids: Ids
    planner: Planner
    carry_out: CarryOut
    plans: dict[RegionId, Plan] = field(default_factory=dict)
    log: TickLog | None = None

    async def __call__(self, region_id: RegionId, *, only_urgent: bool = False) -> TickReport:
        """Does nothing where the region's kill switch is off. Whatever fails is left to the next tick.

        With `only_urgent` visits that are not urgent are left to the next round, unless the region's rule
        plans ahead: that one decides everything together.

        Raises what the log raises when it cannot be written: by then everything else is done.
        """
        by = By(SYSTEM_ACTOR, self.clock.now())
        async with self.new_uow() as uow:
            settings = await uow.world.region(region_id)
            if not settings.dispatch_policy.is_enabled:
                return TickReport(0, 0, 0)
            waiting = await uow.world.waiting_visits(region_id, None, MOST_VISITS)
            due = [one for one in waiting if _is_due(one, settings, by)]
            if only_urgent and not settings.dispatch_policy.rule.plans_ahead:
                due = [one for one in due if one.request.is_urgent]
            plan = self.plans.get(region_id, ())
            batch = await batch_of(uow.world, settings, due, by, plan)
        found = await ask_planner(self.planner, batch, self.ids, run_id=None)
        self.plans[region_id] = found.plan
        try:
            return await self._carried_out(found, settings)
        finally:
            if self.log is not None and found.asked is not None:
                await self.log.add(kept_tick(self.ids.new(), None, settings.version, *found.asked))

    async def _carried_out(self, found: Round, settings: RegionSettings) -> TickReport:
        result, skipped = found.result, 0
        for chosen in result.assignments:
            refused = await self.carry_out(chosen, settings.dispatch_policy, SYSTEM_ACTOR)
            skipped += refused is not None
        await self.carry_out.explain(result.unassigned)
        return TickReport(len(result.assignments) - skipped, skipped, len(result.unassigned))


def _is_due(one: WaitingVisit, settings: RegionSettings, by: By) -> bool:
    """The hall is for workers to choose from: what hangs there is not offered again.

    A rule that plans ahead sees everything at once, and decides itself when somebody is asked.
    """
    request, policy = one.request, settings.dispatch_policy
    if one.is_in_hall or policy.rule.plans_ahead:
        return not one.is_in_hall
    zone = ZoneInfo(settings.zone)
    return is_released(request.need.window, policy, by.at, zone, is_urgent=request.is_urgent)
