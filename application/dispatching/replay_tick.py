"""Ask the planner a kept question again, and say whether it still answers the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from application.ports.planner import Planner
from application.ports.tick_digest import digest_of
from application.ports.tick_log import KeptTick, TickLog, kept_tick
from domain.dispatching.matching import Plan
from domain.shared.ids import VisitId, WorkerId


@dataclass(frozen=True, slots=True)
class Replayed:
    """`differing` are visits given or planned differently, in the order of their ids.

    `is_intact` tells whether the row still has the digest that it was written with; None for rows that are
    older than digests. `is_reproducible` is false when the first answer was cut short by the clock.
    """

    differing: tuple[VisitId, ...]
    is_same_order: bool
    engine_then: str
    engine_now: str
    is_intact: bool | None
    is_reproducible: bool

    @property
    def is_same(self) -> bool:
        return not self.differing and self.is_same_order


@dataclass(frozen=True, slots=True)
class ReplayTickHandler:
    """Changes nothing. Travel times come from the map of today, as `KeptTick.streets` names that of then."""

    log: TickLog
    planner: Planner

    async def __call__(self, tick_id: UUID) -> Replayed | None:
        """None when no such tick is kept."""
        tick = await self.log.get(tick_id)
        if tick is None:
            return None
        answer = await self.planner.match(tick.question)
        again = kept_tick(tick.id, tick.run_id, tick.policy_version, tick.question, answer)
        return Replayed(
            differing=_differing(tick, again),
            is_same_order=tick.assigned == again.assigned and tick.plan == again.plan,
            engine_then=tick.engine,
            engine_now=again.engine,
            is_intact=tick.digest == digest_of(tick) if tick.digest else None,
            is_reproducible=tick.is_reproducible,
        )


def _differing(then: KeptTick, now: KeptTick) -> tuple[VisitId, ...]:
    found = _unlike(then.assigned, now.assigned) | _unlike(then.plan, now.plan)
    return tuple(sorted(found))


def _unlike(then: Plan, now: Plan) -> set[VisitId]:
    first: Mapping[VisitId, WorkerId] = dict(then)
    second: Mapping[VisitId, WorkerId] = dict(now)
    return {one for one in first.keys() | second.keys() if first.get(one) != second.get(one)}
