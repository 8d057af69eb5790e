"""What planners were asked and answered, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from application.ports.tick_log import KeptTick, TickKind, TickLine
from domain.shared.ids import RegionId, RunId
from domain.shared.time import Window


def nowhere(region_id: RegionId) -> str:
    """No map at all: the straight line."""
    return "straight"


@dataclass(slots=True)
class MemoryTickLog:
    """See `application.ports.tick_log.TickLog`. `streets_of` names the map of a region."""

    streets_of: Callable[[RegionId], str] = nowhere
    rows: list[KeptTick] = field(default_factory=list)

    async def add(self, tick: KeptTick) -> None:
        self.rows.append(replace(tick, streets=self.streets_of(tick.question.region_id)))
        self.rows.sort(key=_turn)

    async def get(self, tick_id: UUID) -> KeptTick | None:
        return next((one for one in self.rows if one.id == tick_id), None)

    async def latest(
        self, region_id: RegionId, kind: TickKind | None, run_id: RunId | None, limit: int
    ) -> Sequence[TickLine]:
        mine = [
            one
            for one in reversed(self.rows)
            if one.question.region_id == region_id
            and kind in (None, TickKind.RUN if one.run_id else TickKind.ROUND)
            and run_id in (None, one.run_id)
        ]
        return [_line(one) for one in mine[:limit]]

    def streets_now(self, region_id: RegionId) -> str:
        return self.streets_of(region_id)

    async def asked(
        self, region_id: RegionId, during: Window, after: KeptTick | None, limit: int
    ) -> Sequence[KeptTick]:
        mine = [
            one
            for one in self.rows
            if one.question.region_id == region_id
            and during.holds(one.question.now)
            and (after is None or _turn(one) > _turn(after))
        ]
        return mine[:limit]

    async def forget(self, before: datetime) -> None:
        self.rows = [one for one in self.rows if one.question.now >= before]


def _turn(tick: KeptTick) -> tuple[datetime, UUID]:
    return tick.question.now, tick.id


def _line(one: KeptTick) -> TickLine:
    return TickLine(
        id=one.id,
        asked_at=one.question.now,
        run_id=one.run_id,
        policy_version=one.policy_version,
        given=len(one.assigned),
        planned=len(one.plan),
        solver=one.solver,
        solver_reason=one.solver_reason,
        solve_ms=one.solve_ms,
        engine=one.engine,
    )
