"""Matching over road times of which few are asked for.

Every pair is judged with lower bounds of travel first: start, added travel and so cost and lateness only grow
with travel, so what does not fit by air does not fit by road, and a pair costs at least what it costs by air.
An optimum over such costs whose own pairs are all known by road is an optimum by road, since every other
assignment costs at least what it costs here; the same dual prices prove it. So: solve, ask for the road of
the pairs that the optimum uses and the road of which is not known, and solve again.
"""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import CutShort
from dispatch_engine.flow import solve_flow
from dispatch_engine.insertion import PairTable, judge_pairs, judged_again, pair_problem
from dispatch_engine.limits import Watch
from dispatch_engine.pairs import PairProblem
from dispatch_engine.roads import RoadOracle
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.verdicts import Verdict

AT_ONCE: Final = 2
"""So many of the cheapest open pairs of a visit are asked for together, and twice as many in each round:
a round costs a solve, and where workers are scarce a visit may end far down its list."""


@dataclass(slots=True)
class RoadSearch:
    """One match: every pair with what is known of it so far. `pairs` is what was solved last."""

    problem: TimelineProblem
    slots: Slots
    watch: Watch
    table: PairTable = field(init=False)
    pairs: PairProblem = field(init=False)
    _at_once: int = field(default=AT_ONCE, init=False)

    def __post_init__(self) -> None:
        assert isinstance(self.problem.travel, RoadOracle)
        self.table = judge_pairs(self.problem, self.slots, self.watch, self.problem.travel.bound)

    def solve(self, seed: int) -> Ints:
        """(n,) worker of each visit, at least cost by road. Raises `CutShort` when a limit comes first."""
        if not self.table.is_complete:
            raise CutShort
        asking = np.arange(len(self.problem.visits), dtype=np.int64)
        while asking.size:
            self._ask(asking)
            self.pairs = pair_problem(self.problem, self.table)
            worker_of = solve_flow(self.pairs, self.watch, seed)
            asking = self._unsure(worker_of)
        return worker_of

    def known_pairs(self) -> PairProblem:
        """The pairs whose road is known, for an answer that is not the best."""
        verdict = np.where(self.table.is_exact, self.table.verdict, Verdict.NOT_A_CANDIDATE)
        return pair_problem(self.problem, replace(self.table, verdict=verdict))

    def _unsure(self, worker_of: Ints) -> Ints:
        """Visits whose pair in the answer is known by its bound alone."""
        rows = np.flatnonzero(self.table.verdict == Verdict.FITS)
        pair_of = self.pairs.pair_of(worker_of)
        served = np.flatnonzero(pair_of >= 0)
        return served[~self.table.is_exact[rows[pair_of[served]]]]

    def _ask(self, visits: Ints) -> None:
        """Ask for the road of the cheapest open pairs of these visits."""
        pairs = pair_problem(self.problem, self.table)
        rows = np.flatnonzero(self.table.verdict == Verdict.FITS)
        is_open = np.flatnonzero(~self.table.is_exact[rows] & np.isin(pairs.pair_order, visits))
        ranks = is_open[np.lexsort((pairs.cost[is_open], pairs.pair_order[is_open]))]
        orders = pairs.pair_order[ranks]
        nth = np.arange(orders.size) - np.searchsorted(orders, orders)
        chosen = rows[ranks[nth < self._at_once]]
        self._at_once *= 2
        self.table = judged_again(self.problem, self.slots, self.table, np.sort(chosen))
