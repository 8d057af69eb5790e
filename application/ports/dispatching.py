"""Where decision cards and dispatch runs are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from domain.dispatching.cards import Candidate
from domain.dispatching.failures import FailureCode
from domain.dispatching.matching import Totals
from domain.dispatching.reasons import UnassignedReason
from domain.shared.errors import Conflict, NotFound
from domain.shared.ids import CardId, OrderId, RegionId, RunId, VisitId, WorkerId


class RunNotFound(NotFound):
    code = "run_not_found"


class RunNotOpen(Conflict):
    """The run was committed or discarded before, or is not ready."""

    code = "run_not_open"


@dataclass(frozen=True, slots=True)
class KeptCard:
    """Why an order went where it went: candidates, scores by part, hard failures, runner-up."""

    id: CardId
    region_id: RegionId
    order_id: OrderId
    visit_id: VisitId
    run_id: RunId | None
    mode: str
    created_at: datetime
    chosen: tuple[Candidate, ...]
    runner_up: Candidate | None
    candidates: tuple[Candidate, ...]
    failures_by_code: dict[FailureCode, int]


class Cards(Protocol):
    async def known(self, ids: Collection[CardId]) -> set[CardId]:
        """Those of them that are stored."""
        ...

    def add(self, card: KeptCard) -> None: ...


class RunStatus(StrEnum):
    QUEUED = "queued"
    SOLVING = "solving"
    READY = "ready"
    COMMITTED = "committed"
    DISCARDED = "discarded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunAssignment:
    order_id: OrderId
    visit_id: VisitId
    version: int
    worker_id: WorkerId
    candidate: Candidate
    baseline_worker_id: WorkerId | None
    card: KeptCard


@dataclass(frozen=True, slots=True)
class RunUnassigned:
    order_id: OrderId
    version: int
    reason: UnassignedReason


@dataclass(frozen=True, slots=True)
class RunResult:
    assignments: tuple[RunAssignment, ...]
    unassigned: tuple[RunUnassigned, ...]
    totals: Totals
    baseline: Totals
    solver: str
    solver_reason: str
    solve_ms: int


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the engine over a batch of a region's waiting visits."""

    id: RunId
    region_id: RegionId
    status: RunStatus
    requested_by: UUID | None
    order_ids: tuple[OrderId, ...] | None
    created_at: datetime
    result: RunResult | None = None
    ended_at: datetime | None = None


class Runs(Protocol):
    async def get(self, run_id: RunId) -> Run:
        """Raises `RunNotFound`."""
        ...

    async def take_queued(self, lease_until: datetime, now: datetime) -> Run | None:
        """The oldest run that waits or whose solver's lease ran out, now SOLVING under a new lease.

        Of a region one run is solved at a time, so that a slow region keeps no other's waiting.
        """
        ...

    def add(self, run: Run) -> None: ...

    def move(self, run: Run, was: RunStatus) -> None:
        """Store it if it still is `was`; else commit raises `RunNotOpen`."""
        ...
