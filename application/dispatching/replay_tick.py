"""Ask the planner a kept question again, and say whether it still answers the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from application.ports.planner import Planner
from application.ports.tick_digest import digest_of
from application.ports.tick_log import KeptTick, TickLog, kept_tick
from domain.dispatching.matching import Plan
from domain.shared.ids import VisitId, WorkerId

Given = Mapping[VisitId, WorkerId]


class Cause(StrEnum):
    """What may make an answer differ."""

    ROW_CHANGED = "row_changed"
    OTHER_ENGINE = "other_engine"
    OTHER_STREETS = "other_streets"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True, slots=True)
class Replayed:
    """`differing` are visits given or planned differently, in the order of their ids.

    `is_intact` tells whether the row still has the digest that it was written with; None for rows that are
    older than digests. `is_reproducible` is false when one of the answers was cut short by the clock.
    `streets_then` and `streets_now` name the maps that travel times came and come from.
    """

    differing: tuple[VisitId, ...]
    is_same_order: bool
    engine_then: str
    engine_now: str
    is_intact: bool | None
    is_reproducible: bool
    streets_then: str
    streets_now: str
    now: KeptTick

    @property
    def is_same(self) -> bool:
        return not self.differing and self.is_same_order

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What is known to be otherwise than when it was asked, whether or not the answer is."""
        known = {
            Cause.ROW_CHANGED: self.is_intact is False,
            Cause.OTHER_ENGINE: self.engine_then != self.engine_now,
            Cause.OTHER_STREETS: self.streets_then != self.streets_now,
            Cause.CUT_SHORT: not self.is_reproducible,
        }
        return tuple(cause for cause, holds in known.items() if holds)


@dataclass(frozen=True, slots=True)
class ReplayTickHandler:
    """Changes nothing. Travel times come from the map of today, which is compared with that of then."""

    log: TickLog
    planner: Planner

    async def __call__(self, tick_id: UUID) -> Replayed | None:
        """None when no such tick is kept."""
        tick = await self.log.get(tick_id)
        return None if tick is None else await self.again(tick)

    async def again(self, tick: KeptTick) -> Replayed:
        answer = await self.planner.match(tick.question)
        now = kept_tick(tick.id, tick.run_id, tick.policy_version, tick.question, answer)
        now = replace(now, streets=self.log.streets_now(tick.question.region_id))
        return Replayed(
            differing=_differing(tick, now),
            is_same_order=tick.assigned == now.assigned and tick.plan == now.plan,
            engine_then=tick.engine,
            engine_now=now.engine,
            is_intact=tick.digest == digest_of(tick) if tick.digest else None,
            is_reproducible=tick.is_reproducible and now.is_reproducible,
            streets_then=tick.streets,
            streets_now=now.streets,
            now=now,
        )


def _differing(then: KeptTick, now: KeptTick) -> tuple[VisitId, ...]:
    found = _unlike(then.assigned, now.assigned) | _unlike(then.plan, now.plan)
    return tuple(sorted(found))


def _unlike(then: Plan, now: Plan) -> set[VisitId]:
    first: Given = dict(then)
    second: Given = dict(now)
    return {one for one in first.keys() | second.keys() if first.get(one) != second.get(one)}
