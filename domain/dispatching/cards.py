"""What is kept of a decision: candidates, scores by part, hard failures, and why the others lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dispatching.admission import Admission
from domain.dispatching.failures import Failure, FailureCode
from domain.dispatching.policy import DispatchMode, DispatchRule, ScoreWeights
from domain.scheduling.placement import Placement
from domain.scheduling.travel import Leg
from domain.shared.ids import OrderId, VisitId, WorkerId
from domain.shared.texts import Text

MAX_CANDIDATES: Final = 20


@dataclass(frozen=True, slots=True)
class Score:
    """The parts in their own units (see `ScoreWeights`) and the weighted total; less is better."""

    travel_s: int
    skill: int
    load: int
    waiting_s: int
    total: int


def score_of(placement: Placement, surplus_levels: int, weights: ScoreWeights) -> Score:
    total = (
        weights.travel * placement.extra_travel_s
        + weights.skill * surplus_levels
        + weights.load * placement.load_permille
        + weights.waiting * placement.waiting_s
    )
    return Score(
        placement.extra_travel_s, surplus_levels, placement.load_permille, placement.waiting_s, total
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker judged for a visit: either it fits (score, placement, leg, rank from 1) or it has failures.

    `leg` is the way to the visit from where the worker comes from.
    """

    worker_id: WorkerId
    failures: tuple[Failure, ...] = ()
    score: Score | None = None
    placement: Placement | None = None
    leg: Leg | None = None
    rank: int | None = None

    @property
    def fits(self) -> bool:
        return not self.failures


class LossCode(StrEnum):
    COSTS_MORE = "costs_more"
    NO_BETTER = "no_better"
    TAKEN_BY_ANOTHER_VISIT = "taken_by_another_visit"
    FIXED_BY_HAND = "fixed_by_hand"
    DEARER_DAY = "dearer_day"


_LOSS_WORDS: Final[Mapping[LossCode, Text]] = {
    LossCode.COSTS_MORE: Text("综合代价更高", "costs more altogether"),
    LossCode.NO_BETTER: Text("代价相同", "costs the same"),
    LossCode.TAKEN_BY_ANOTHER_VISIT: Text("本轮已派给另一订单", "was given another visit this round"),
    LossCode.FIXED_BY_HAND: Text("已人工指定他人", "somebody else was set by hand"),
    LossCode.DEARER_DAY: Text(
        "单看此单更省，但全天方案更费", "cheaper for this visit, dearer for the day's plan"
    ),
}


_LOST_BY_COST: Final = frozenset({LossCode.COSTS_MORE, LossCode.NO_BETTER})


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a fitting candidate was not chosen; the differences to the chosen one are weighted, part by part.

    `visit_id` is the visit that took the worker. `FIXED_BY_HAND`: cheaper, but somebody else was set.
    `DEARER_DAY`: cheaper, but the rule looked farther than this visit. `regret` is by how much the whole
    round would cost more at least with this worker (by the certificate's prices); None where nothing is
    proven.
    """

    worker_id: WorkerId
    code: LossCode
    more_travel: int = 0
    more_skill: int = 0
    more_load: int = 0
    more_waiting: int = 0
    visit_id: VisitId | None = None
    regret: int | None = None

    @property
    def text(self) -> Text:
        return _LOSS_WORDS[self.code]

    @property
    def behind(self) -> int:
        """How much dearer this candidate is than the chosen one; cheaper by more than that, it had won."""
        return self.more_travel + self.more_skill + self.more_load + self.more_waiting

    def less_travel_s(self, weights: ScoreWeights) -> int | None:
        """Seconds of travel less with which it had won; None for who did not lose by cost."""
        if self.code not in _LOST_BY_COST or not weights.travel:
            return None
        return self.behind // weights.travel + 1


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """`candidates` are the best by total, at most `MAX_CANDIDATES`; `fitting` counts all that fit.

    `failures_by_code` counts each worker that does not fit once, under its first failure. `admissions` say,
    of a visit that nobody got, what would let it in. `solver_reason` is why that solver decided.
    """

    visit_id: VisitId
    order_id: OrderId
    mode: DispatchMode
    solver: str
    weights: ScoreWeights
    chosen: tuple[Candidate, ...]
    runner_up: Candidate | None
    candidates: tuple[Candidate, ...]
    losses: tuple[Loss, ...]
    fitting: int
    failures_by_code: tuple[tuple[FailureCode, int], ...]
    rule: DispatchRule = DispatchRule.MATCH
    solver_reason: str = ""
    admissions: tuple[Admission, ...] = ()
