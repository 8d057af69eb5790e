"""What planners were asked and answered of late, and one such question asked again, by staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from application.access import require_region
from application.dispatching.replay_tick import Replayed, ReplayTickHandler
from application.ports.tick_log import KeptTick, TickKind, TickLine, TickLog, TickNotFound
from application.ports.unit_of_work import NewUnit
from application.views.ticks import GivenOtherwise, KeptRound, KeptRounds, ReplayedRound
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.shared.ids import RegionId, RunId, VisitId, WorkerId


@dataclass(frozen=True, slots=True)
class ListTicks:
    actor: Actor
    region_id: RegionId
    kind: TickKind | None
    run_id: RunId | None
    limit: int


@dataclass(frozen=True, slots=True)
class ListTicksHandler:
    log: TickLog

    async def __call__(self, query: ListTicks) -> KeptRounds:
        """Newest first. Raises `NotInYourRegion`."""
        require_region(query.actor, query.region_id)
        lines = await self.log.latest(query.region_id, query.kind, query.run_id, query.limit)
        return KeptRounds(items=tuple(_round(one) for one in lines))


@dataclass(frozen=True, slots=True)
class ReplayTick:
    actor: Actor
    tick_id: UUID


@dataclass(frozen=True, slots=True)
class ReplayForStaffHandler:
    new_uow: NewUnit
    log: TickLog
    replay: ReplayTickHandler

    async def __call__(self, command: ReplayTick) -> ReplayedRound:
        """Changes nothing. Raises `TickNotFound`, also for one of another region."""
        tick = await self.log.get(command.tick_id)
        if tick is None or command.actor.region_id not in (None, tick.question.region_id):
            raise TickNotFound()
        found = await self.replay.again(tick)
        then, now = _given(tick), _given(found.now)
        involved = {given[one] for given in (then, now) for one in found.differing if one in given}
        async with self.new_uow() as uow:
            names = await uow.people.names_of(tuple(involved))
        orders = {one.visit_id: one.order_id for one in tick.question.visits}
        return _view(
            found,
            tuple(
                GivenOtherwise(
                    order_id=orders[one],
                    number=number_of(orders[one]),
                    then=_name(then.get(one), names),
                    now=_name(now.get(one), names),
                )
                for one in found.differing
                if one in orders
            ),
        )


def _given(tick: KeptTick) -> dict[VisitId, WorkerId]:
    """Who is asked for a visit now, or meant to get it later."""
    return {**dict(tick.plan), **dict(tick.assigned)}


def _name(worker_id: WorkerId | None, names: Mapping[WorkerId, str]) -> str | None:
    return None if worker_id is None else names.get(worker_id, "")


def _view(found: Replayed, differing: tuple[GivenOtherwise, ...]) -> ReplayedRound:
    return ReplayedRound(
        is_same=found.is_same,
        is_same_order=found.is_same_order,
        differing=differing,
        causes=tuple(one.value for one in found.causes),
        is_intact=found.is_intact,
        engine_then=found.engine_then,
        engine_now=found.engine_now,
        streets_then=found.streets_then,
        streets_now=found.streets_now,
    )


def _round(one: TickLine) -> KeptRound:
    return KeptRound(
        id=one.id,
        asked_at=one.asked_at,
        run_id=one.run_id,
        policy_version=one.policy_version,
        given=one.given,
        planned=one.planned,
        solver=one.solver.value,
        solver_reason=one.solver_reason.value,
        solve_ms=one.solve_ms,
        engine=one.engine,
    )
