"""The best combination of routes met so far, each driven by one of the least teams that can (OR-Tools).

A column is a route with a team. Each visit is in at most one, each worker in at most one: a set packing
problem over visits and workers together, so that who goes with whom is chosen anew with the routes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.planning.bounds import Bounds, bounds_of
from dispatch_engine.planning.driving import drive
from dispatch_engine.planning.terms import cost_by_term
from dispatch_engine.teams.problem import Team, TeamProblem

MOST_TEAMS: Final = 1_000
"""Teams that are looked at for each kind of duty, the small ones first."""
A_ROUTE: Final = 8
"""Teams offered for one route: those who have the least beyond what it needs."""
WORK: Final = 4.0
"""Deterministic seconds of CP-SAT for one choice."""
Column = tuple[Team, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Teams:
    """Teams of one kind of duty: what each has (t, q), and which row holds which column whole (t, t)."""

    teams: list[Team]
    has: Ints
    holds: Flags


@dataclass(slots=True)
class TeamPool:
    """Chooses among routes; remembers what each costs and who could drive it."""

    problem: TeamProblem
    _bounds: Bounds = field(init=False)
    _costs: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)
    _kinds: dict[int, _Teams] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bounds = bounds_of(self.problem.day)
        for kin in sorted(set(self.problem.kin.tolist())):
            self._kinds[kin] = _teams_of(self.problem, kin)

    def choose(self, met: Iterable[Column], hint: Sequence[Column], seed: int, time_s: float) -> list[Column]:
        """The best routes with their teams; the hint itself when nothing better was found in time.

        Parameters
        ----------
        met
            Routes with the teams that drove them, in any order; of several orders of the same visits by the
            same kind of duty the cheapest counts.
        hint
            A combination to begin from.
        seed, time_s
            For OR-Tools.
        """
        columns = self._columns([*met, *hint])
        if not columns:
            return list(hint)
        model, taken = _packing(columns)
        known = {(team, frozenset(route)) for team, route in hint}
        for (team, route), one in zip(columns, taken, strict=True):
            model.add_hint(one, (team, frozenset(route)) in known)
        chosen, goals = list(hint), self._goals(columns, taken)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, seed % 2**31
        solver.parameters.max_deterministic_time = WORK / len(goals)
        solver.parameters.max_time_in_seconds = max(0.01, time_s / len(goals))
        for goal in goals:
            model.minimize(goal)
            if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            chosen = [one for one, var in zip(columns, taken, strict=True) if solver.boolean_value(var)]
            model.add(goal <= round(solver.objective_value))
        return chosen

    def _goals(self, columns: Sequence[Column], taken: list[cp_model.IntVar]) -> list[cp_model.LinearExprT]:
        """What to make little of, one after the other: prizes lost, then costs, or both in one."""
        day = self.problem.day
        costs = [self._cost(team, route) for team, route in columns]
        lost = [-int(day.visits.prize[list(route)].sum()) for _, route in columns]
        if day.prize_first:
            return [cp_model.LinearExpr.weighted_sum(taken, values) for values in (lost, costs)]
        both = [cost + prize for cost, prize in zip(costs, lost, strict=True)]
        return [cp_model.LinearExpr.weighted_sum(taken, both)]

    def _columns(self, met: Sequence[Column]) -> list[Column]:
        """Each set of visits in its cheapest order, with the teams that drove it and the least that can."""
        orders: dict[tuple[int, frozenset[int]], tuple[int, ...]] = {}
        drivers: dict[tuple[int, frozenset[int]], dict[Team, None]] = {}
        for team, route in met:
            key = (int(self.problem.kin[team[0]]), frozenset(route))
            known = orders.get(key)
            if known is None or self._cost(team, route) < self._cost(team, known):
                orders[key] = route
            drivers.setdefault(key, {})[team] = None
        columns = []
        for key, route in orders.items():
            teams = dict.fromkeys(self._least(key[0], route)) | drivers[key]
            columns += [(team, route) for team in teams]
        return columns

    def _least(self, kin: int, route: tuple[int, ...]) -> list[Team]:
        """Teams that can drive a route and could not without any of their members, the scarcest first."""
        some, problem = self._kinds[kin], self.problem
        can = (problem.needs[list(route)].max(axis=0) <= some.has).all(axis=1)
        least = np.flatnonzero(can & ~some.holds[:, can].any(axis=1))
        order = least[np.argsort(some.has[least].sum(axis=1), kind="stable")]
        able = (some.teams[one] for one in order.tolist())
        fit = (team for team in able if problem.day.able[np.ix_(list(route), list(team))].all())
        return [team for team, _ in zip(fit, range(A_ROUTE), strict=False)]

    def _cost(self, team: Team, route: tuple[int, ...]) -> int:
        key = (int(self.problem.kin[team[0]]), route)
        if key not in self._costs:
            duty = key[0]
            driven = drive(self.problem.day, duty, route, self._bounds.windows)
            self._costs[key] = sum(cost_by_term(self.problem.day, {duty: driven}).values())
        return self._costs[key]


def _packing(columns: Sequence[Column]) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in columns]
    rows: dict[tuple[str, int], list[cp_model.IntVar]] = {}
    for (team, route), one in zip(columns, taken, strict=True):
        for key in [("visit", visit) for visit in route] + [("worker", member) for member in team]:
            rows.setdefault(key, []).append(one)
    for together in rows.values():
        model.add_at_most_one(together)
    return model, taken


def _teams_of(problem: TeamProblem, kin: int) -> _Teams:
    workers = np.flatnonzero(problem.kin == kin).tolist()
    teams: list[Team] = []
    for size in range(1, min(problem.most, len(workers)) + 1):
        if len(teams) + comb(len(workers), size) > MOST_TEAMS and teams:
            break
        teams += combinations(workers, size)
    member = np.zeros((len(teams), problem.workers), dtype=np.int64)
    for row, team in enumerate(teams):
        member[row, list(team)] = 1
    size_of = member.sum(axis=1)
    holds = (member @ member.T == size_of[None, :]) & (size_of[None, :] < size_of[:, None])
    return _Teams(teams, member @ problem.has, holds)
