"""Where decision cards and dispatch runs are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from domain.dispatching.admission import Admission
from domain.dispatching.cards import Candidate, Loss
from domain.dispatching.failures import FailureCode
from domain.dispatching.matching import Totals
from domain.dispatching.policy import ScoreWeights
from domain.dispatching.reasons import UnassignedReason
from domain.shared.errors import Conflict, NotFound
from domain.shared.ids import CardId, OrderId, RegionId, RunId, VisitId, WorkerId


class RunNotFound(NotFound):
    code = "run_not_found"


class RunNotOpen(Conflict):
    """The run was committed or discarded before, or is not ready."""

    code = "run_not_open"


UNSERVED: Final = "unserved"
"""The mode of the card of a visit that nobody got."""


@dataclass(frozen=True, slots=True)
class KeptCard:
    """Why an order went where it went: candidates, scores by part, hard failures, runner-up.

    `losses` say why the others lost, by parts weighted with `weights`. Of a visit that nobody got `reason`
    says why, and `admissions` what would let it in. Cards of earlier releases have none of these.
    """

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
    rule: str = ""
    solver_reason: str = ""
    weights: ScoreWeights | None = None
    losses: tuple[Loss, ...] = ()
    reason: UnassignedReason | None = None
    admissions: tuple[Admission, ...] = ()


class Cards(Protocol):
    async def known(self, ids: Collection[CardId]) -> set[CardId]:
        """Those of them that are stored."""
        ...

    def add(self, card: KeptCard) -> None:
        """The order found somebody: what was said of it as unserved is dropped."""
        ...

    def keep_unserved(self, order_ids: Collection[OrderId], cards: Sequence[KeptCard]) -> None:
        """Those orders have nobody: for each that is READY its card, in place of what was said before.

        Without a card what was said before is dropped. A card that says the same as before is left alone.
        """
        ...


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
    card: KeptCard | None = None


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
