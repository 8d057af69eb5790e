"""What planners were asked and answered, on PostgreSQL: a row a tick, the question as gzipped JSON.

Each write is one statement, atomic by itself; it takes no part in any unit of work.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from gzip import compress, decompress
from typing import Any, Final
from uuid import UUID

import msgspec

from adapters.persistence.pooled import PooledStatements
from application.ports.tick_log import KeptTick, TickKind, TickLine
from domain.dispatching.matching import MatchQuestion, Plan, Solver, SolverReason
from domain.shared.ids import RegionId, RunId
from domain.shared.time import Window

_FAST: Final = 3
_COLUMNS: Final = (
    "id, run_id, policy_version, question, assigned, plan, solver, solver_reason, solve_ms, streets, "
    "engine, digest"
)
_ADD: Final = f"""
INSERT INTO dispatch_ticks (region_id, asked_at, {_COLUMNS})
VALUES (%(region_id)s, %(asked_at)s, %(id)s, %(run_id)s, %(policy_version)s, %(question)s,
        %(assigned)s::jsonb, %(plan)s::jsonb, %(solver)s, %(solver_reason)s, %(solve_ms)s, %(streets)s,
        %(engine)s, %(digest)s)"""
_GET: Final = f"SELECT {_COLUMNS} FROM dispatch_ticks WHERE id = %(id)s"
_ASKED: Final = f"""
SELECT {_COLUMNS} FROM dispatch_ticks
 WHERE region_id = %(region_id)s AND asked_at >= %(start)s AND asked_at < %(end)s
   AND (asked_at, id) > (%(after_at)s, %(after_id)s)
 ORDER BY asked_at, id LIMIT %(limit)s"""
_LATEST: Final = """
SELECT id, asked_at, run_id, policy_version, jsonb_array_length(assigned), jsonb_array_length(plan),
       solver, solver_reason, solve_ms, engine
  FROM dispatch_ticks
 WHERE region_id = %(region_id)s AND (%(is_run)s::bool IS NULL OR (run_id IS NOT NULL) = %(is_run)s::bool)
   AND (%(run_id)s::uuid IS NULL OR run_id = %(run_id)s::uuid)
 ORDER BY asked_at DESC, id DESC LIMIT %(limit)s"""
_FORGET: Final = """
DELETE FROM dispatch_ticks WHERE id IN (
    SELECT id FROM dispatch_ticks WHERE asked_at < %(before)s ORDER BY asked_at LIMIT 5000)"""

_question: Final = msgspec.json.Decoder(MatchQuestion)
_plan: Final = msgspec.json.Decoder(Plan)


@dataclass(frozen=True, slots=True)
class SqlTickLog:
    """See `application.ports.tick_log.TickLog`. `streets_of` names the map of a region."""

    statements: PooledStatements
    streets_of: Callable[[RegionId], str]

    async def add(self, tick: KeptTick) -> None:
        question = tick.question
        params = {
            "region_id": question.region_id,
            "asked_at": question.now,
            "id": tick.id,
            "run_id": tick.run_id,
            "policy_version": tick.policy_version,
            "question": compress(msgspec.json.encode(question), _FAST, mtime=0),
            "assigned": _json(tick.assigned),
            "plan": _json(tick.plan),
            "solver": tick.solver.value,
            "solver_reason": tick.solver_reason.value,
            "solve_ms": tick.solve_ms,
            "streets": self.streets_of(question.region_id),
            "engine": tick.engine,
            "digest": tick.digest,
        }
        await self.statements.run(_ADD, params)

    async def get(self, tick_id: UUID) -> KeptTick | None:
        row = await self.statements.read_one(_GET, {"id": tick_id})
        return _kept(row) if row else None

    async def latest(
        self, region_id: RegionId, kind: TickKind | None, run_id: RunId | None, limit: int
    ) -> Sequence[TickLine]:
        is_run = None if kind is None else kind is TickKind.RUN
        params = {"region_id": region_id, "is_run": is_run, "run_id": run_id, "limit": limit}
        return [_line(row) for row in await self.statements.read(_LATEST, params)]

    def streets_now(self, region_id: RegionId) -> str:
        return self.streets_of(region_id)

    async def asked(
        self, region_id: RegionId, during: Window, after: KeptTick | None, limit: int
    ) -> Sequence[KeptTick]:
        params = {
            "region_id": region_id,
            "start": during.start,
            "end": during.end,
            "after_at": after.question.now if after else during.start,
            "after_id": after.id if after else UUID(int=0),
            "limit": limit,
        }
        return [_kept(row) for row in await self.statements.read(_ASKED, params)]

    async def forget(self, before: datetime) -> None:
        await self.statements.run(_FORGET, {"before": before})


def _kept(row: tuple[Any, ...]) -> KeptTick:
    return KeptTick(
        id=row[0],
        run_id=RunId(row[1]) if row[1] else None,
        policy_version=row[2],
        question=_question.decode(decompress(row[3])),
        assigned=_plan.decode(row[4]),
        plan=_plan.decode(row[5]),
        solver=Solver(row[6]),
        solver_reason=SolverReason(row[7]),
        solve_ms=row[8],
        streets=row[9],
        engine=row[10],
        digest=row[11],
    )


def _line(row: tuple[Any, ...]) -> TickLine:
    return TickLine(
        id=row[0],
        asked_at=row[1],
        run_id=RunId(row[2]) if row[2] else None,
        policy_version=row[3],
        given=row[4],
        planned=row[5],
        solver=Solver(row[6]),
        solver_reason=SolverReason(row[7]),
        solve_ms=row[8],
        engine=row[9],
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
