"""One search: the arrays, the kernels that work on them, and the plan found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.bounds import Bounds
from dispatch_engine.planning.kernels.annealing import anneal
from dispatch_engine.planning.kernels.arrays import NEVER, Best, Data, Pool, Shorts, State, Undo
from dispatch_engine.planning.kernels.filling import fill
from dispatch_engine.planning.kernels.pairing import insert_pairs
from dispatch_engine.planning.kernels.probing import price_elsewhere
from dispatch_engine.planning.kernels.regret import insert_by_regret, price_some
from dispatch_engine.planning.kernels.undo import keep_best
from dispatch_engine.planning.layout import data_of, width_of
from dispatch_engine.planning.nearness import Lists
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.state import empty_pool, empty_state, empty_undo, no_best
from dispatch_engine.planning.supplies import DEPOT
from dispatch_engine.planning.telling import work_of_telling
from dispatch_engine.planning.ties import drive_all, waits_of

HOT: Final = 3.0
COLD: Final = 0.02
UNSERVED_ARCS: Final = 15
MOST_RANKS: Final = 8
MOVES_A_VISIT: Final = 4
"""So many promises are worth moving while searching to serve one visit more."""
PAIRS_AT_ONCE: Final = 5_000
"""Pairs of visit and duty priced between two looks at the clock: some milliseconds."""
TELLING_S_A_VISIT: Final = 3e-5
"""A guess of what telling the plan will take, until there is one to measure it by."""
BIT: Final = 4
TRIES: Final = 5
"""So many bits in a row without one more visit served end an insertion."""
A_BIT: Final = 28
"""Visits that a bit is sure to look at: bits for all of them are made in any case."""


@dataclass(slots=True)
class Search:
    """A plan being improved. Temperatures and the search's price of an unserved visit count in mean arcs: the
    cost of the first plan, less what pairs of visit and worker and the work itself cost, for each visit that
    it serves."""

    problem: PlanProblem
    data: Data
    state: State
    undo: Undo
    pool: Pool
    best: Best
    arc: float = 1.0

    @classmethod
    def holding(
        cls,
        problem: PlanProblem,
        bounds: Bounds,
        routes: Sequence[Sequence[int]],
        seed: int = 0,
        lists: Lists | None = None,
    ) -> "Search":
        """The routes given and nothing else."""
        data = data_of(problem, bounds, lists)
        state = empty_state(data, width_of(problem, bounds), seed)
        undo = empty_undo(state)
        waits = waits_of(problem, drive_all(problem, routes, bounds.windows))
        for visit, start in waits.items():
            data.windows[visit, 0], data.visits["windows"][visit] = start, 1
        fill(data, state, undo, _table(routes, len(problem.visits)))
        return cls(problem, data, state, undo, empty_pool(data), no_best(state))

    @classmethod
    def begin(
        cls,
        problem: PlanProblem,
        bounds: Bounds,
        seed: int,
        routes: Sequence[Sequence[int]],
        pace: Pace | None = None,
        lists: Lists | None = None,
    ) -> "Search":
        """Take over the routes given, insert the rest by regret; where there is no time for that, in bits."""
        search = cls.holding(problem, bounds, routes, seed, lists)
        search._insert_pairs()
        if search._insert_by_regret(pace):
            search._insert_pairs()
            search._price_unserved()
            keep_best(search.state, search.best, bool(problem.prize_first))
        else:
            assert pace is not None
            search._insert_in_bits(pace)
        return search

    def _insert_pairs(self) -> None:
        if self.problem.has_ties:
            insert_pairs(self.data, self.state, self.undo, self.pool)

    def _insert_by_regret(self, pace: Pace | None) -> bool:
        """Insert all that fits, looking at the clock after each piece; False when it says stop."""
        if pace is not None:
            pace.keep_for_the_end(len(self.problem.visits) * TELLING_S_A_VISIT)
            if pace.is_late():
                return False
        kernels, (n, d) = (self.data, self.state, self.pool), self.data.allowed.shape
        prices, offers = np.full((n, d), NEVER, dtype=np.int64), np.full((n, 3), NEVER, dtype=np.int64)
        at_once = 1 + PAIRS_AT_ONCE // d
        for first in range(0, max(1, int(self.state.total["unserved"][0])), at_once):
            price_some(*kernels, prices, offers, first, at_once)
            if pace is not None and pace.is_late():
                return False
        while insert_by_regret(*kernels, prices, offers, 1 + PAIRS_AT_ONCE // n):
            if pace is not None and pace.is_late():
                return False
        return True

    def _insert_in_bits(self, pace: Pace) -> None:
        """Insert a few visits at a time, looking at the clock in between, until no more get in."""
        kernels = (self.data, self.state, self.undo, self.pool, self.best)
        prize_first = bool(self.problem.prize_first)
        legs = self.data.travel[0, : len(self.problem.visits), : len(self.problem.visits)]
        self._price_unserved(max(1.0, self.problem.weights.travel * float(legs[:BIT].mean())))
        left, tried = int(self.state.total["unserved"][0]) + 1, 0
        least = TRIES + left // A_BIT
        while (least > 0 or not pace.is_late()) and tried < TRIES:
            least -= 1
            anneal(kernels, BIT, (0, 0.0, 0.0, self.arc, self.arc), prize_first)
            now = int(self.state.total["unserved"][0])
            left, tried = now, 0 if now < left else tried + 1
        self._price_unserved()
        keep_best(self.state, self.best, prize_first)

    def prices_elsewhere(self, visit: int) -> Ints:
        """(D, width): what a served visit would cost behind each stop if it left its place."""
        prices = np.zeros(self.state.rows.shape, dtype=np.int64)
        price_elsewhere(self.data, self.state, self.undo, visit, prices)
        return prices

    def run(self, pace: Pace, heat: float = 1.0, look: Callable[[], None] | None = None) -> None:
        """Anneal until the pace says that it is over, `heat` times as hot as usual at first; `look` is called
        after each part of the pace."""
        looked = 0
        if pace.limits.time_s is not None:
            pace.keep_for_the_end(work_of_telling(self.problem, self.best_routes()))
        kernels = (self.data, self.state, self.undo, self.pool, self.best)
        prize_first = bool(self.problem.prize_first)
        hot, cold = heat * HOT * self.arc, COLD * self.arc
        while (now := pace.next_slice()) is not None:
            schedule = (now.first, now.base, now.step, hot, cold)
            anneal(kernels, now.iterations, schedule, prize_first)
            pace.book(now.iterations)
            if look is not None and pace.parts_done > looked:
                looked = pace.parts_done
                look()

    def beats(self, other: "Search") -> bool:
        """Whether its best plan is better than the other's."""
        mine, theirs = self.best.cost.tolist(), other.best.cost.tolist()
        return bool(mine < theirs if self.problem.prize_first else sum(mine) < sum(theirs))

    def best_routes(self) -> tuple[tuple[int, ...], ...]:
        """The visits of each duty in the best plan."""
        stops = self.best.stops.tolist()
        return _routes(self.best.rows, stops, len(self.problem.visits))

    def current(self) -> tuple[tuple[tuple[int, ...], ...], list[int]]:
        """The plan that the search stands at: the visits of each duty and what each costs, with what its
        shift costs for it. Meant for shifts of one duty."""
        state = self.state
        cost = state.routes["cost"] + state.tallies["cost"][self.problem.duties.shift]
        return _routes(state.rows, state.routes["stops"].tolist(), len(self.problem.visits)), cost.tolist()

    def _price_unserved(self, arc: float | None = None) -> None:
        """What the search pays for leaving a visit out: soft while searching, so that it can pass through
        worse plans; which plan is best is judged by the prizes. `arc` is a guess where there is no plan."""
        total = self.state.total[0]
        served = np.flatnonzero(self.state.duty_of[: len(self.problem.visits)] >= 0)
        pairs = int(self.data.pair_cost[served, self.state.duty_of[served]].sum())
        work = self.problem.weights.away * int(self.problem.visits.duration[served].sum())
        self.arc = arc or max(1.0, abs(int(total["cost"]) - pairs - work) / max(1, served.size))
        prize = self.problem.visits.prize
        if self.problem.prize_first:
            rank = np.minimum(np.unique(prize, return_inverse=True)[1], MOST_RANKS)
            soft = np.round(UNSERVED_ARCS * self.arc * (1 + 2 * rank)).astype(np.int64)
            if (self.problem.holder >= 0).any():
                soft += MOVES_A_VISIT * self.problem.weights.moved
        else:
            soft = prize
        self.data.visits["soft"][: prize.size] = soft
        left = self.state.unserved[: int(total["unserved"])]
        self.state.total["soft"] = self.data.visits["soft"][left].sum()


def _routes(rows: Shorts, stops: Sequence[int], visits: int) -> tuple[tuple[int, ...], ...]:
    """Rows of nodes as routes."""
    told = np.where(rows < visits, rows, DEPOT)
    return tuple(tuple(told[d, 1 : 1 + k].tolist()) for d, k in enumerate(stops))


def _table(routes: Sequence[Sequence[int]], visits: int) -> Shorts:
    """Routes as nodes."""
    table = np.full((len(routes), 1 + max(map(len, routes), default=0)), -1, dtype=np.int32)
    for duty, route in enumerate(routes):
        table[duty, : len(route)] = [visits + duty if stop == DEPOT else stop for stop in route]
    return table
