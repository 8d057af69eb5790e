"""How few promises can be moved when so many visits are to be served: a bound that no plan can beat.

Each worker takes one set of visits at most; the greatest number of promises kept with at least so many
visits served is an integer program over all sets that can be done. Its linear relaxation is solved by column
generation (GLOP, and `day_sets` for every worker), and what is left at the end bounds it even before it has
converged (Lagrange: each worker could gain its best reduced cost once).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Final

import numpy as np
from ortools.linear_solver import pywraplp

from benchmarks.dispatch.planning.day_sets import Floats, Worker, worth_more
from dispatch_engine import PlanProblem

Column = tuple[int, frozenset[int]]
MISSING: Final = 1000.0
"""Promises that one visit less than asked for costs while the columns do not serve enough."""
AT_ONCE: Final = 60
CLOSE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Fewest:
    """No plan that serves so many moves fewer; `linear` is the bound before rounding up."""

    served: int
    moves: int
    linear: float


class _Relaxation:
    """The linear program over the columns so far: keep as many promises as can be."""

    __slots__ = ("_columns", "_enough", "_problem", "_promises", "_solver", "_visits", "_workers")

    def __init__(self, problem: PlanProblem, served: int) -> None:
        self._problem, self._columns = problem, set[Column]()
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        endless = self._solver.infinity()
        self._promises = int((problem.holder >= 0).sum())
        self._visits = [self._solver.Constraint(-endless, 1) for _ in range(len(problem.visits))]
        self._workers = [self._solver.Constraint(-endless, 1) for _ in range(len(problem.duties))]
        self._enough = self._solver.Constraint(served, endless)
        self._solver.Objective().SetMaximization()
        missing = self._solver.NumVar(0, endless, "")
        self._enough.SetCoefficient(missing, 1)
        self._solver.Objective().SetCoefficient(missing, -MISSING)

    def add(self, columns: Iterable[Column]) -> int:
        """Add those that are new: how many."""
        before = len(self._columns)
        for duty, visits in columns:
            if not visits or (duty, visits) in self._columns:
                continue
            self._columns.add((duty, visits))
            taken = self._solver.NumVar(0, self._solver.infinity(), "")
            for row in (self._workers[duty], *(self._visits[visit] for visit in visits)):
                row.SetCoefficient(taken, 1)
            self._enough.SetCoefficient(taken, len(visits))
            kept = sum(self.keeps(duty)[list(visits)].tolist())
            self._solver.Objective().SetCoefficient(taken, float(kept))
        return len(self._columns) - before

    def keeps(self, duty: int) -> Floats:
        """(n,) 1 for each promise of the worker."""
        kept: Floats = (self._problem.holder == self._problem.duties.worker[duty]).astype(np.float64)
        return kept

    def solve(self) -> tuple[float, Floats, Floats]:
        """Promises moved, the price of each visit with what serving one is worth, and of each worker."""
        self._solver.Solve()
        dual = np.array([row.dual_value() for row in self._visits]) + self._enough.dual_value()
        workers = np.array([row.dual_value() for row in self._workers])
        return self._promises - self._solver.Objective().Value(), dual, workers


def fewest_moves(
    problem: PlanProblem, served: int, known: Sequence[Sequence[Sequence[int]]], time_s: float = 300.0
) -> Fewest:
    """A lower bound on `moves` over all plans that serve so many.

    Parameters
    ----------
    problem
        With promises, none of them locked or late; one window a visit, one duty a shift, one travel mode that
        keeps the triangle inequality; no supplies, no breaks, no visits of two workers.
    served
        How many visits must be served.
    known
        Some plans to begin with.
    time_s
        After so long the bound is answered as it is.

    Raises
    ------
    OverflowError
        When the days are too free to be listed.
    """
    until, best = monotonic() + time_s, 0.0
    relaxation = _Relaxation(problem, served)
    relaxation.add((duty, frozenset(route)) for routes in known for duty, route in enumerate(routes))
    workers = [Worker.of(problem, duty) for duty in range(len(problem.duties))]
    while True:
        moved, visit_price, worker_price = relaxation.solve()
        gain, columns = 0.0, list[Column]()
        for duty, worker in enumerate(workers):
            least = max(0.0, float(worker_price[duty])) + CLOSE
            profit = (relaxation.keeps(duty) - visit_price)[worker.visits]
            sets = sorted(worth_more(worker, profit, least), key=lambda one: -one[0])[:AT_ONCE]
            gain += max(0.0, sets[0][0] - float(worker_price[duty])) if sets else CLOSE
            columns += [(duty, visits) for _, visits in sets]
        best = max(best, moved - gain)
        if not relaxation.add(columns) or monotonic() > until:
            return Fewest(served, max(0, ceil(best - 1e-3)), best)
