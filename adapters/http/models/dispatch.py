"""Dispatch: the board, candidates, decision cards, runs and the region's policy."""

from typing import Annotated, Literal

from msgspec import Meta

from adapters.http.models.explained import Rival, Terms, WayIn
from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Count,
    Cursor,
    Day,
    Id,
    Input,
    Latitude,
    Limit,
    Longitude,
    Metres,
    Moment,
    OrderStatus,
    Output,
    Point,
    Seconds,
    Text,
    Travel,
)
from adapters.http.models.me import SkillLevel
from adapters.http.models.orders import OrderSummary


class BoardQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id
    day: Day


class Shift(Output, frozen=True, kw_only=True):
    start: Moment
    end: Moment


class BoardVisit(Output, frozen=True, kw_only=True):
    order_id: Id
    number: str
    status: OrderStatus
    start: Moment
    end: Moment
    point: Point
    service_name: Text


class BoardWorker(Output, frozen=True, kw_only=True):
    """Load is `load_minutes` (with travel) over `shift_minutes`; `shift` is null on a day off."""

    id: Id
    name: str
    point: Point
    on_duty: bool
    skills: list[SkillLevel]
    shift: Shift | None
    load_minutes: Count
    shift_minutes: Count
    visits: list[BoardVisit]


class UnassignedOrder(OrderSummary, frozen=True, kw_only=True):
    """`ways_in` are what would let the visit in, by the last round that left it without anybody."""

    point: Point
    unassigned_reason: Text | None
    ways_in: list[WayIn]


class Board(Output, frozen=True, kw_only=True):
    workers: list[BoardWorker]
    unassigned: list[UnassignedOrder]


class WorkersQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class WorkerRow(Output, frozen=True, kw_only=True):
    id: Id
    name: str
    on_duty: bool
    skills: list[SkillLevel]
    travel_mode: Travel
    point: Point
    open_visits: Count


class WorkerPage(Output, frozen=True, kw_only=True):
    items: list[WorkerRow]
    next_cursor: str | None


class NearestQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lon: Longitude
    lat: Latitude
    skill: Annotated[str, Meta(min_length=1, max_length=64)]
    limit: Limit = 20


class NearbyWorker(Output, frozen=True, kw_only=True):
    id: Id
    name: str
    distance_m: Metres
    point: Point


class NearbyWorkers(Output, frozen=True, kw_only=True):
    items: list[NearbyWorker]


class Failure(Output, frozen=True, kw_only=True):
    """Why a worker cannot take the visit."""

    code: str
    text: Text


class Score(Output, frozen=True, kw_only=True):
    """The parts of the cost of inserting the visit; lower is better; `total` is their sum."""

    travel_s: float
    skill: float
    load: float
    waiting: float
    total: float


class Candidate(Output, frozen=True, kw_only=True):
    """`rank` counts from 1 among those who fit; `score` and `start_at` are null when it does not fit."""

    worker_id: Id
    worker_name: str
    rank: Annotated[int, Meta(ge=1)] | None
    fits: bool
    failures: list[Failure]
    score: Score | None
    road_m: Metres
    travel_s: Seconds
    start_at: Moment | None


class Candidates(Output, frozen=True, kw_only=True):
    items: list[Candidate]


class DecisionCard(Output, frozen=True, kw_only=True):
    """What was known when the visit was put to somebody; `failures_by_code` counts the others' reasons.

    `terms` is the cost of who was chosen, `losses` why the others lost. A card with mode `unserved` is of a
    visit that nobody has got yet: `reason` says why, `ways_in` what would let it in.
    """

    id: Id
    created_at: Moment
    run_id: Id | None
    mode: str
    chosen: list[Candidate]
    runner_up: Candidate | None
    candidates: list[Candidate]
    failures_by_code: dict[str, Count]
    rule: str
    solver_reason: str
    terms: Terms | None
    losses: list[Rival]
    reason: Text | None
    ways_in: list[WayIn]


class DecisionCardPage(Output, frozen=True, kw_only=True):
    items: list[DecisionCard]
    next_cursor: str | None


class StartRun(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `order_ids` every order of the region that is due for dispatch takes part."""

    region_id: Id
    order_ids: Annotated[list[Id], Meta(min_length=1, max_length=5000)] | None = None


class RunQueued(Output, frozen=True, kw_only=True):
    run_id: Id


class RunAssignment(Output, frozen=True, kw_only=True):
    """`baseline_worker_id` is who the greedy rule would have sent."""

    order_id: Id
    number: str
    worker_id: Id
    worker_name: str
    score: Score
    road_m: Metres
    start_at: Moment
    baseline_worker_id: Id | None


class RunUnassigned(Output, frozen=True, kw_only=True):
    order_id: Id
    number: str
    reason: Text
    ways_in: list[WayIn]


class RunTotals(Output, frozen=True, kw_only=True):
    served: Count
    cost: float
    road_m: Metres
    solve_ms: Count


class RunBaseline(Output, frozen=True, kw_only=True):
    served: Count
    cost: float
    road_m: Metres


class DispatchRun(Output, frozen=True, kw_only=True):
    """Assignments and totals are there from `ready` on; nothing is sent out before `commit`."""

    id: Id
    status: Literal["queued", "solving", "ready", "committed", "discarded", "failed"]
    assignments: list[RunAssignment]
    unassigned: list[RunUnassigned]
    totals: RunTotals | None
    baseline: RunBaseline | None
    solver: str | None
    created_at: Moment


class SkippedOrder(Output, frozen=True, kw_only=True):
    order_id: Id
    reason: Text


class RunCommitted(Output, frozen=True, kw_only=True):
    """An order that changed since the run was solved is skipped, with the reason."""

    committed: Count
    skipped: list[SkippedOrder]


class ExceptionsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class DispatchException(Output, frozen=True, kw_only=True):
    """Something that a person has to look at."""

    id: Id
    kind: str
    order_id: Id | None
    number: str | None
    opened_at: Moment
    reason: Text
    resolved_at: Moment | None


class ExceptionPage(Output, frozen=True, kw_only=True):
    items: list[DispatchException]
    next_cursor: str | None


class ResolveException(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: Annotated[str, Meta(max_length=2000)] = ""
