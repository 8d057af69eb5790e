"""What planners were asked and what they answered, kept so that a past day can be replayed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from application.ports.tick_digest import digest_of
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Plan, Solver, SolverReason
from domain.shared.errors import NotFound
from domain.shared.ids import RegionId, RunId
from domain.shared.time import Window

CUT_SHORT: Final = frozenset(
    {SolverReason.DEADLINE, SolverReason.PROCESS_DIED, SolverReason.WARMING_UP, SolverReason.QUEUE_FULL}
)
"""Answers that depend on how fast the machine was."""


class TickNotFound(NotFound):
    """Never kept, forgotten by now, or of another region."""

    code = "tick_not_found"


class TickKind(StrEnum):
    ROUND = "round"
    """Of automatic dispatch."""
    RUN = "run"
    """Asked for by a dispatcher."""


@dataclass(frozen=True, slots=True)
class TickLine:
    """A kept tick without its question: how many visits were given and planned."""

    id: UUID
    asked_at: datetime
    run_id: RunId | None
    policy_version: int
    given: int
    planned: int
    solver: Solver
    solver_reason: SolverReason
    solve_ms: int
    engine: str


@dataclass(frozen=True, slots=True)
class KeptTick:
    """A question to the planner and its answer; `run_id` where a dispatcher asked for it.

    `policy_version` is the version of the region whose policy stands in the question. `assigned` are pairs
    in the order in which they were carried out. `streets` names the map and speeds that travel times came
    from: the log itself knows it and fills it in. `engine` is the version that answered and `digest` what
    `digest_of` made of it all when it was asked; both are empty in rows of earlier releases.
    """

    id: UUID
    run_id: RunId | None
    policy_version: int
    question: MatchQuestion
    assigned: Plan
    plan: Plan
    solver: Solver
    solver_reason: SolverReason
    solve_ms: int
    streets: str = ""
    engine: str = ""
    digest: str = ""

    @property
    def is_reproducible(self) -> bool:
        return self.solver_reason not in CUT_SHORT


def kept_tick(
    tick_id: UUID, run_id: RunId | None, policy_version: int, question: MatchQuestion, answer: MatchAnswer
) -> KeptTick:
    tick = KeptTick(
        id=tick_id,
        run_id=run_id,
        policy_version=policy_version,
        question=question,
        assigned=tuple((one.visit_id, one.candidate.worker_id) for one in answer.assignments),
        plan=answer.plan,
        solver=answer.solver,
        solver_reason=answer.solver_reason,
        solve_ms=answer.solve_ms,
        engine=answer.engine,
    )
    return replace(tick, digest=digest_of(tick))


class TickLog(Protocol):
    """Each call stands by itself, outside any unit of work: dispatch never waits for the log."""

    async def add(self, tick: KeptTick) -> None:
        """Its `streets` are filled in here."""
        ...

    async def get(self, tick_id: UUID) -> KeptTick | None:
        """None when there is none, or no longer."""
        ...

    async def latest(
        self, region_id: RegionId, kind: TickKind | None, run_id: RunId | None, limit: int
    ) -> Sequence[TickLine]:
        """Newest first; all kinds and all runs without a wish."""
        ...

    def streets_now(self, region_id: RegionId) -> str:
        """The map and speeds that travel times come from today."""
        ...

    async def asked(
        self, region_id: RegionId, during: Window, after: KeptTick | None, limit: int
    ) -> Sequence[KeptTick]:
        """Those whose question was asked in `during`, by time and id, from behind `after` on."""
        ...

    async def forget(self, before: datetime) -> None:
        """Drop what was asked before that moment of business time, some thousands at most."""
        ...
