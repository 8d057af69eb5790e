"""Kept questions to the planner, and what came of asking one again, as staff see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """`run_id` where a dispatcher asked for it; `given` and `planned` count visits."""

    id: UUID
    asked_at: datetime
    run_id: UUID | None
    policy_version: int
    given: int
    planned: int
    solver: str
    solver_reason: str
    solve_ms: int
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRounds:
    items: tuple[KeptRound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOtherwise:
    """A visit, and who had and now has it; null is nobody."""

    order_id: UUID
    number: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedRound:
    """`causes` say what is otherwise than when it was asked: `row_changed`, `other_engine`, `other_streets`,
    `cut_short` (an answer of the clock: another one proves nothing). `is_intact` is null for rows that are
    older than digests. `is_same_order`: the visits are carried out in the same order, too.
    """

    is_same: bool
    is_same_order: bool
    differing: tuple[GivenOtherwise, ...]
    causes: tuple[str, ...]
    is_intact: bool | None
    engine_then: str
    engine_now: str
    streets_then: str
    streets_now: str
