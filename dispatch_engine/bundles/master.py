"""The linear program over the columns met so far, and the choice among them in whole numbers (OR-Tools)."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.bundles.columns import SCALE, members
from dispatch_engine.planning.kernels.arrays import Records

NO_TIME: Final = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Duals in thousandths: what a visit is worth (n,), what a worker's place costs (m,), 0 or less."""

    visit: Ints
    worker: Ints

    def bound(self) -> int:
        """What no choice of columns costs less than, where no column costs less than its prices."""
        total: int = sum(self.visit.tolist()) + sum(self.worker.tolist())
        return -(-total // SCALE)


@dataclass(slots=True)
class Master:
    """Cover each visit once, by a column or its penalty; each worker takes at most one column.

    `penalty` (n,) and `must` (n,), whose visits have no penalty to pay. Solved by GLOP, from where it was.
    """

    penalty: Ints
    must: Flags
    workers: int
    _model: mathopt.Model = field(init=False)
    _covers: list[mathopt.LinearConstraint] = field(init=False)
    _takes: list[mathopt.LinearConstraint] = field(init=False)
    _solver: mathopt.IncrementalSolver = field(init=False)

    def __post_init__(self) -> None:
        model = self._model = mathopt.Model()
        self._covers = [model.add_linear_constraint(lb=1.0, ub=1.0) for _ in self.penalty]
        self._takes = [model.add_linear_constraint(ub=1.0) for _ in range(self.workers)]
        for row, penalty, must in zip(self._covers, self.penalty.tolist(), self.must.tolist(), strict=True):
            if not must:
                self._add(penalty, [row])
        self._solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def add(self, columns: Records) -> None:
        """Take columns in."""
        rows = zip(
            columns["cost"].tolist(), columns["worker"].tolist(), members(columns).tolist(), strict=True
        )
        for cost, worker, visits in rows:
            self._add(cost, [self._takes[worker], *(self._covers[visit] for visit in visits if visit >= 0)])

    def prices(self) -> Prices:
        """Solve, and round the duals so that no price of a visit is above its penalty."""
        duals = self._solver.solve().dual_values()
        visit = np.array([duals[row] for row in self._covers]) * SCALE
        worker = np.array([duals[row] for row in self._takes]) * SCALE
        price = np.floor(visit + 0.5).astype(np.int64)
        capped = np.where(self.must, price, np.minimum(price, self.penalty * SCALE))
        return Prices(capped, np.minimum(0, np.floor(worker + 0.5).astype(np.int64)))

    def _add(self, cost: int, rows: list[mathopt.LinearConstraint]) -> None:
        taken = self._model.add_variable(lb=0.0)
        self._model.objective.set_linear_coefficient(taken, float(cost))
        for row in rows:
            row.set_coefficient(taken, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Columns taken, by index, and whether no choice among the columns given costs less."""

    taken: Ints
    is_best: bool


def choose(master: Master, columns: Records, seed: int, time_s: float | None) -> Chosen | None:
    """The cheapest choice among the columns in whole numbers; None when none was found in time."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in range(columns.size)]
    by_visit: list[list[cp_model.IntVar]] = [[] for _ in master.penalty]
    by_worker: list[list[cp_model.IntVar]] = [[] for _ in range(master.workers)]
    rows = zip(taken, columns["worker"].tolist(), members(columns).tolist(), strict=True)
    for one, worker, visits in rows:
        by_worker[worker].append(one)
        for visit in visits:
            if visit >= 0:
                by_visit[visit].append(one)
    for options in by_worker:
        model.add_at_most_one(options)
    saved = np.zeros(columns.size, dtype=np.int64)
    for visit, options in enumerate(by_visit):
        add = model.add_exactly_one if master.must[visit] else model.add_at_most_one
        add(options)
    kept = np.where(master.must, 0, master.penalty)
    for k in members(columns).T:
        saved += np.where(k >= 0, kept[k], 0)
    model.minimize(cp_model.LinearExpr.weighted_sum(taken, (columns["cost"] - saved).tolist()))
    return _solved(model, taken, seed, time_s)


def _solved(
    model: cp_model.CpModel, taken: list[cp_model.IntVar], seed: int, time_s: float | None
) -> Chosen | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed % 2**31
    if time_s is not None:
        solver.parameters.max_time_in_seconds = max(NO_TIME, time_s)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = np.array(
        [number for number, one in enumerate(taken) if solver.boolean_value(one)], dtype=np.int64
    )
    return Chosen(found, status == cp_model.OPTIMAL)
