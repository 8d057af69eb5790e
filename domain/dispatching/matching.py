"""A question to a planner (who takes which visit now) and its answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.dispatching.cards import Candidate, DecisionCard
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.reasons import UnassignedReason
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.shared.errors import Malformed
from domain.shared.ids import OrderId, RegionId, VisitId, WorkerId

Plan = tuple[tuple[VisitId, WorkerId], ...]
"""Who is meant to get a visit that nobody was asked for yet."""


MOST_EXPLAINED: Final = 200
"""Of more visits in one match the ways between them are not looked up, and nothing is said of ways in."""


class MatchQuestionInvalid(Malformed):
    code = "match_question_invalid"


@dataclass(frozen=True, slots=True)
class MatchQuestion:
    """Visits and workers of one region at `now`.

    `fixed` pairs are kept if they are feasible at all. `plan` is the plan of the answer before, for rules
    that plan ahead. `deadline_s` is real seconds for the whole answer.
    Raises `MatchQuestionInvalid` when a visit or worker is named twice or a fixed pair names a stranger.
    """

    region_id: RegionId
    now: datetime
    visits: tuple[VisitRequest, ...]
    workers: tuple[WorkerSnapshot, ...]
    policy: DispatchPolicy
    fixed: tuple[tuple[VisitId, WorkerId], ...] = ()
    seed: int = 0
    deadline_s: float = 20.0
    plan: Plan = ()

    @property
    def looks_among_visits(self) -> bool:
        """Whether ways between the visits themselves are needed: to give a worker several, or to explain."""
        return self.policy.rule.gives_several or len(self.visits) <= MOST_EXPLAINED

    def __post_init__(self) -> None:
        visits = {visit.visit_id for visit in self.visits}
        workers = {worker.worker_id for worker in self.workers}
        if len(visits) != len(self.visits) or len(workers) != len(self.workers):
            raise MatchQuestionInvalid("named twice")
        if any(visit not in visits or worker not in workers for visit, worker in self.fixed):
            raise MatchQuestionInvalid("a fixed pair names a stranger")
        if len({v for v, _ in self.fixed}) + len({w for _, w in self.fixed}) != 2 * len(self.fixed):
            raise MatchQuestionInvalid("two fixed pairs share a visit or a worker")


class Solver(StrEnum):
    EXACT = "exact"
    GREEDY = "greedy"
    RULE = "rule"


class SolverReason(StrEnum):
    """Why that solver's answer is the one returned."""

    CERTIFIED = "certified"
    AS_ASKED = "as_asked"
    DEADLINE = "deadline"
    PROCESS_DIED = "process_died"
    REFUSED_BY_CHECK = "refused_by_check"
    SOLVER_FAILED = "solver_failed"
    WARMING_UP = "warming_up"
    QUEUE_FULL = "queue_full"


@dataclass(frozen=True, slots=True)
class Assignment:
    """`baseline_worker_id` is who "nearest worker first" would have sent (None: nobody)."""

    visit_id: VisitId
    order_id: OrderId
    candidate: Candidate
    baseline_worker_id: WorkerId | None


@dataclass(frozen=True, slots=True)
class Unassigned:
    visit_id: VisitId
    order_id: OrderId
    reason: UnassignedReason


@dataclass(frozen=True, slots=True)
class Totals:
    """`cost` sums the weighted totals of the served; `road_m` the legs to them."""

    served: int
    cost: int
    road_m: int


def totals_of(chosen: Iterable[Candidate]) -> Totals:
    served = list(chosen)
    return Totals(
        served=len(served),
        cost=sum(one.score.total for one in served if one.score),
        road_m=sum(one.leg.metres for one in served if one.leg),
    )


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """Every visit of the question stands in exactly one of `assignments` and `unassigned`.

    `cards` has one for each but those that are planned for later. The assignments are carried out in turn;
    an exact answer has at most one for each worker. `gap` is cost minus proven bound (penalties for the
    unserved included): 0 when certified optimal, None when nothing is proven. `plan` comes back with the next
    question. `misfits` are visits that a rule wanted to give to somebody whom they do not fit. `engine` names
    the version of all that decided.
    """

    assignments: tuple[Assignment, ...]
    unassigned: tuple[Unassigned, ...]
    cards: tuple[DecisionCard, ...]
    totals: Totals
    baseline: Totals
    solver: Solver
    solver_reason: SolverReason
    gap: int | None
    solve_ms: int
    plan: Plan = ()
    misfits: tuple[VisitId, ...] = ()
    engine: str = ""


MAX_PRIORITY: Final = 8
UNSERVED_COST: Final = 10_000_000
"""What leaving an ordinary visit without a worker costs, in the unit of `Score.total`; above any score."""


def unserved_cost(visit: VisitRequest) -> int:
    """Grows with priority; being urgent counts like one step of it."""
    return UNSERVED_COST * (1 + min(visit.priority, MAX_PRIORITY) + visit.is_urgent)
