"""One urgent visit decided from where a match stands: one cheapest path of changes, not a new match."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import ProblemError
from dispatch_engine.insertion import PairTable, judge_pairs, pair_problem
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.matching import Matching
from dispatch_engine.priced import Priced
from dispatch_engine.timelines import TimelineProblem


@dataclass(frozen=True, slots=True, eq=False)
class UrgentDecision:
    """What came of one more visit.

    Attributes
    ----------
    row
        Its number from now on, behind all that were there.
    worker
        Who takes it, -1 for nobody.
    moved
        Every other visit whose worker changed, with the new one (-1: left out).
    cost, bound
        Of the whole match with this visit; equal, since it is optimal again.
    table
        The pairs of the visit, as `PairTable` has them for a problem of one visit.
    """

    row: int
    worker: int
    moved: Mapping[int, int]
    cost: int
    bound: int
    table: PairTable


class LiveMatch:
    """An optimal match over timelines, kept with its prices. What is fixed in it never moves.

    Parameters
    ----------
    answer
        Of `match` over a `TimelineProblem`; proven optimal.

    Raises
    ------
    ProblemError
        When it is not optimal, or not over timelines.
    """

    def __init__(self, answer: Matching) -> None:
        proof = answer.certificate
        if proof is None or not proof.is_optimal or answer.layout.slots is None:
            raise ProblemError("a live match begins with an answer over timelines that is proven optimal")
        self._slots, self.cost = answer.layout.slots, answer.cost
        self._state = Priced(answer.layout.pairs, answer.worker_of, proof)

    @property
    def worker_of(self) -> Ints:
        """(n,) worker of each visit, in the order in which they came; -1 for nobody."""
        return np.array(self._state.worker_of, dtype=np.int64)

    def decide(self, visit: TimelineProblem) -> UrgentDecision:
        """Take one more visit in, at least cost for all.

        Parameters
        ----------
        visit
            A problem of this one visit over the very same spans and stops.

        Raises
        ------
        ProblemError
            When it has another number of visits, other timelines, or a fixed pair.
        """
        places = len(visit.spans) + len(visit.stops)
        if len(visit.visits) != 1 or visit.fixed is not None or places != self._slots.span.size:
            raise ProblemError("one visit is decided, over the timelines of the match, fixed to nobody")
        table = judge_pairs(visit, self._slots, Watch(Limits()))
        pairs = pair_problem(visit, table)
        before = list(self._state.worker_of)
        self.cost += self._state.take_in(pairs.pair_worker, pairs.cost, int(pairs.penalty[0]))
        *others, worker = self._state.worker_of
        moved = {at: now for at, now in enumerate(others) if now != before[at]}
        return UrgentDecision(len(before), worker, moved, self.cost, self.bound, table)

    @property
    def bound(self) -> int:
        """The value of the prices, which no answer undercuts."""
        return self._state.bound()
