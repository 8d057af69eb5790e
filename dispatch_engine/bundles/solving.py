"""Column generation, then whole numbers, then the columns that the gap leaves open.

1. The linear program over few columns prices visits and workers; the kernel looks through all bundles for
   those that these prices call too cheap; again, until there are none.
2. Any prices give a bound on every choice of bundles (Lagrange): the prices of the visits, plus for each
   worker the least that a bundle costs less the prices of its visits, if that is negative.
3. The best choice among the columns met is an answer. A bundle of a better one cannot cost more above its
   prices than answer and bound lie apart: those are found by one more look, and the best choice among them is
   the best of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.bundles.answer import Bundle, BundleMatching
from dispatch_engine.bundles.columns import SCALE, all_columns, best_columns, joined, members
from dispatch_engine.bundles.laying import day_of
from dispatch_engine.bundles.master import Chosen, Master, Prices, choose
from dispatch_engine.errors import CutShort, ProblemError
from dispatch_engine.kernels.days import MOST, Day
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.matching import Layout, lay_out, match
from dispatch_engine.planning.kernels.arrays import Records
from dispatch_engine.status import Status
from dispatch_engine.timelines import TimelineProblem

MOST_OPEN: Final = 400_000
"""Columns that the last choice may be made from: beyond that the gap stays open."""
ROUNDED: Final = 4
"""By so many thousandths rounding may make a column look too cheap that is in the linear program already."""
TERMS: Final = ("travel", "waiting", "skill", "load")


def match_bundles(
    problem: TimelineProblem, limits: Limits | None = None, seed: int = 0, size: int = MOST
) -> BundleMatching:
    """Give each worker up to `size` new visits at once, at least cost, in any order and at any places.

    Parameters
    ----------
    problem
        With travel that knows the ways among visits (`PlanarTravel`, or `TableTravel` with `among`), and
        weights of 0 or more. The caps of a span hold for the whole bundle, whichever spans its visits go
        into, so that spans which share a cap cannot exceed it together.
    limits
        None: run to the proven optimum. `work` counts places tried. Whatever comes first, the answer is never
        worse than the one of `match`.
    seed
        Decides among equal optima.
    size
        1 to 3.

    Returns
    -------
    BundleMatching
        With a proven bound unless a limit came before the first one.

    Raises
    ------
    ProblemError
        When travel among visits is not known, a weight is negative, or `size` is none of 1, 2 and 3.
    """
    if not 1 <= size <= MOST:
        raise ProblemError(f"a bundle has 1 to {MOST} visits")
    watch = Watch(limits or Limits())
    layout = lay_out(problem)
    run = _Run(problem, layout, watch, seed, size)
    try:
        run.generate()
        run.choose()
        run.close()
    except CutShort:
        run.choose()
    return run.answer()


@dataclass(slots=True)
class _Run:
    """One call: the columns met, the best prices, the best choice."""

    problem: TimelineProblem
    layout: Layout
    watch: Watch
    seed: int
    size: int
    day: Day = field(init=False)
    master: Master = field(init=False)
    columns: Records = field(init=False)
    best: Records = field(init=False)
    bound: int | None = field(default=None, init=False)
    prices: Prices | None = field(default=None, init=False)
    _step: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        assert self.layout.slots is not None
        assert self.layout.table is not None
        pairs = self.layout.pairs
        self.day = day_of(self.problem, self.layout.slots, self.layout.table)
        self.master = Master(pairs.penalty, _must(self.layout), pairs.workers)
        self.columns = self._singles()
        self.best = self._matched()

    def generate(self) -> None:
        """Columns and prices, until no column is missing or nothing more can be proven."""
        self.master.add(self.columns)
        while True:
            self.watch.spend(self._step)
            prices = self.master.prices()
            priced = best_columns(self.day, self.size, prices.visit, prices.worker - ROUNDED)
            self._step = priced.work
            self._raise_bound(prices, priced.least)
            known, self.columns = self.columns, joined(self.columns, priced.columns)
            if np.array_equal(known["cost"], self.columns["cost"]) or self.bound == self.cost_of(self.best):
                return
            self.master.add(priced.columns)

    def choose(self) -> None:
        """The best choice among the columns met."""
        if self.bound != self.cost_of(self.best):
            self._take(joined(self.columns, self.best))

    def close(self) -> None:
        """Look at every column that may be in a better choice."""
        gap = self.cost_of(self.best) - (self.bound or 0)
        if gap == 0 or self.prices is None:
            return
        self.watch.spend(self._step)
        threshold = self.prices.worker + gap * SCALE
        found = all_columns(self.day, self.size, self.prices.visit, threshold, MOST_OPEN)
        if not found.is_complete:
            return
        chosen = self._take(joined(found.columns, self.best))
        if chosen is not None and chosen.is_best:
            self.bound = self.cost_of(self.best)

    def cost_of(self, columns: Records) -> int:
        """Columns and the penalties of the visits in none of them."""
        served = members(columns).ravel()
        penalty = self.problem.visits.penalty
        return int(columns["cost"].sum() + penalty.sum() - penalty[served[served >= 0]].sum())

    def answer(self) -> BundleMatching:
        cost = self.cost_of(self.best)
        return BundleMatching(
            bundles=tuple(self._bundle(column) for column in np.sort(self.best, order="worker")),
            status=Status.OPTIMAL if self.bound == cost else Status.FEASIBLE,
            cost=cost,
            cost_by_term=self._by_term(cost),
            bound=self.bound,
            prices=self.prices,
            layout=self.layout,
            day=self.day,
            size=self.size,
            work=self.watch.work + self._step,
        )

    def _take(self, columns: Records) -> Chosen | None:
        limit = self.watch.limits.time_s
        left = None if limit is None else self.watch.started + limit - monotonic()
        chosen = choose(self.master, columns, self.seed, left)
        if chosen is not None and self.cost_of(columns[chosen.taken]) < self.cost_of(self.best):
            self.best = columns[chosen.taken]
        return chosen

    def _raise_bound(self, prices: Prices, least: Ints) -> None:
        proven = Prices(prices.visit, np.minimum(0, least))
        bound = proven.bound()
        if self.bound is None or bound > self.bound:
            self.bound, self.prices = bound, proven

    def _singles(self) -> Records:
        """Every pair that fits alone, at its cheapest place."""
        price = np.zeros(len(self.problem.visits), dtype=np.int64)
        threshold = np.full(self.problem.workers, 2**60, dtype=np.int64)
        return best_columns(self.day, 1, price, threshold).columns

    def _matched(self) -> Records:
        """The answer of `match`, as columns."""
        worker_of = match(self.layout, seed=self.seed).worker_of
        chosen: Records = self.columns[worker_of[self.columns["visit_0"]] == self.columns["worker"]]
        return chosen

    def _bundle(self, column: np.void) -> Bundle:
        slots = self.layout.slots
        assert slots is not None
        filled = [k for k in range(MOST) if column[f"visit_{k}"] >= 0]
        places = [int(column[f"slot_{k}"]) for k in filled]
        return Bundle(
            worker=int(column["worker"]),
            visits=tuple(int(column[f"visit_{k}"]) for k in filled),
            spans=tuple(int(slots.span[place]) for place in places),
            positions=tuple(int(slots.position[place]) for place in places),
            starts=tuple(int(column[f"start_{k}"]) for k in filled),
            cost=int(column["cost"]),
            terms=tuple((name, int(column[name])) for name in TERMS),
        )

    def _by_term(self, cost: int) -> Mapping[str, int]:
        parts = {name: int(self.best[name].sum()) for name in TERMS}
        return MappingProxyType({**parts, "unserved": cost - sum(parts.values())})


def _must(layout: Layout) -> Flags:
    """Visits whose fixed pair fits: they have no penalty to pay."""
    pairs = layout.pairs
    must = np.zeros(pairs.orders, dtype=np.bool_)
    must[pairs.pair_order[pairs.fixed[pairs.pair_order] == pairs.pair_worker]] = True
    return must
