"""Dispatch as staff see it: the board, candidates, cards, runs, the exceptions queue."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports.accounts import SkillLevel
from application.views.explained import Rival, Terms, WayIn
from application.views.orders import OrderSummary
from domain.orders.status import Status
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardVisit:
    order_id: UUID
    number: str
    status: Status
    start: datetime
    end: datetime
    point: Point
    service_name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWorker:
    """Load is `load_minutes` (with travel) over `shift_minutes`; `shift` is null on a day off."""

    id: UUID
    name: str
    point: Point
    on_duty: bool
    skills: tuple[SkillLevel, ...]
    shift: Shift | None
    load_minutes: int
    shift_minutes: int
    visits: tuple[BoardVisit, ...]


@dataclass(slots=True, kw_only=True)
class UnassignedOrder(OrderSummary):
    """`ways_in` are what would let the visit in, by the last round that left it without anybody."""

    point: Point
    unassigned_reason: Text | None
    ways_in: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    workers: tuple[BoardWorker, ...]
    unassigned: tuple[UnassignedOrder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    id: UUID
    name: str
    on_duty: bool
    skills: tuple[SkillLevel, ...]
    travel_mode: TravelMode
    point: Point
    open_visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyWorker:
    id: UUID
    name: str
    distance_m: int
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyWorkers:
    items: tuple[NearbyWorker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a worker cannot take the visit."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The parts of the cost of inserting the visit; lower is better; `total` is their sum."""

    travel_s: float
    skill: float
    load: float
    waiting: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`rank` counts from 1 among those who fit; `score` and `start_at` are null when it does not fit."""

    worker_id: UUID
    worker_name: str
    rank: int | None
    fits: bool
    failures: tuple[Failure, ...]
    score: Score | None
    road_m: int
    travel_s: int
    start_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    items: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCard:
    """What was known when the visit was put to somebody; `failures_by_code` counts the others' reasons.

    `terms` is the cost of who was chosen, `losses` why the others lost. A card with mode `unserved` is of a
    visit that nobody has got yet: `reason` says why, `ways_in` what would let it in.
    """

    id: UUID
    created_at: datetime
    run_id: UUID | None
    mode: str
    chosen: tuple[Candidate, ...]
    runner_up: Candidate | None
    candidates: tuple[Candidate, ...]
    failures_by_code: dict[str, int]
    rule: str
    solver_reason: str
    terms: Terms | None
    losses: tuple[Rival, ...]
    reason: Text | None
    ways_in: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAssignment:
    """`baseline_worker_id` is who the greedy rule would have sent."""

    order_id: UUID
    number: str
    worker_id: UUID
    worker_name: str
    score: Score
    road_m: int
    start_at: datetime
    baseline_worker_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunUnassigned:
    order_id: UUID
    number: str
    reason: Text
    ways_in: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTotals:
    served: int
    cost: float
    road_m: int
    solve_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBaseline:
    served: int
    cost: float
    road_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchRun:
    """Assignments and totals are there from `ready` on; nothing is sent out before `commit`."""

    id: UUID
    status: str
    assignments: tuple[RunAssignment, ...]
    unassigned: tuple[RunUnassigned, ...]
    totals: RunTotals | None
    baseline: RunBaseline | None
    solver: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchException:
    """Something that a person has to look at."""

    id: UUID
    kind: str
    order_id: UUID | None
    number: str | None
    opened_at: datetime
    reason: Text
    resolved_at: datetime | None
