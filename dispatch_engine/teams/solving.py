"""Teams and routes at once: a local search over who goes with whom, around the search for routes.

A change of teams is tried by a short search for routes that goes on from where the last one stood. Several
times in between, OR-Tools combines all good routes met with the least teams that can drive them.
"""

from dataclasses import dataclass, field, replace
from random import Random
from time import monotonic
from typing import Final

from dispatch_engine.errors import ProblemError
from dispatch_engine.limits import Limits
from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.planner import plan, plan_of
from dispatch_engine.planning.search import Search
from dispatch_engine.teams.answer import TeamPlan, joined
from dispatch_engine.teams.choosing import Column, TeamPool
from dispatch_engine.teams.moves import Moves, Routes, Teams, by_leader, everybody_alone, taken_over
from dispatch_engine.teams.problem import TeamProblem

DEFAULT_LIMITS: Final = Limits(work=100_000)
A_TRIAL: Final = 200
A_SECOND_LOOK: Final = 800
"""Iterations of the search for routes that try one change of teams, and more where it is `PROMISING`."""
PROMISING: Final = 0.03
"""As a share of what the plan costs: no more than that behind the one it comes from."""
OPENING: Final = 0.3
CLOSING: Final = 0.15
CHOOSING: Final = 0.03
"""Shares of the limits: for the first search, for the last, and for each choice among routes."""
SETTLED: Final = 1_000, 4
"""Iterations after which a first search of so many visits gains little: some, and times their square."""
ROUNDS: Final = 4
WARM: Final = 0.2
"""How hot a search begins that goes on from routes, as a share of the usual."""
SLACK: Final = 0.01
"""What may be lost in a step, drawn from an exponential distribution of this mean at first; later less."""
KEPT: Final = 100
"""Of so many of the best plans the routes are combined."""


def plan_with_teams(problem: TeamProblem, limits: Limits = DEFAULT_LIMITS, seed: int = 0) -> TeamPlan:
    """Find teams and routes that lose as little prize and cost as little as can be found within the limits.

    What a team does not take is left out at its prize: with `prize_first=False` that is the price of giving
    it to somebody else.

    Parameters
    ----------
    problem
        Who may make teams, and what the visits need.
    limits
        `work` counts iterations of the search for routes: with it alone the same seed gives the same answer.
        `time_s` is wall time for the whole call. Without either, `DEFAULT_LIMITS.work`.
    seed
        Of all chance, 0 or more.

    Returns
    -------
    TeamPlan
        Feasible, whatever the limits; see `validate_teams`.

    Raises
    ------
    ProblemError
        When the seed is negative.
    """
    if seed < 0:
        raise ProblemError(f"seed must not be negative, but is {seed}")
    budget = limits if limits.work is not None or limits.time_s is not None else _with_default(limits)
    if not problem.has_company or not len(problem.day.visits):
        alone = everybody_alone(problem)
        return TeamPlan(alone, plan(joined(problem, alone), budget, seed))
    return _Seeker(problem, budget, seed, monotonic()).run()


@dataclass(frozen=True, slots=True)
class _Standing:
    """Teams with routes, what they leave out, lose and cost."""

    teams: Teams
    routes: tuple[tuple[int, ...], ...]
    unserved: tuple[int, ...]
    lost: int
    cost: int

    def columns(self) -> list[Column]:
        return [(team, route) for team, route in zip(self.teams, self.routes, strict=True) if route]


@dataclass(slots=True)
class _Seeker:
    """One call: what was used up of its limits, and the best plans met."""

    problem: TeamProblem
    limits: Limits
    seed: int
    started: float
    done: int = 0
    trials: int = 0
    met: list[_Standing] = field(default_factory=list)

    def run(self) -> TeamPlan:
        nothing: Routes = ((),) * self.problem.workers
        best = self._opened(everybody_alone(self.problem), nothing)
        opened = self._progress()
        random, pool = Random(self.seed), TeamPool(self.problem)
        moves = Moves(self.problem, random)
        for number in range(ROUNDS):
            until = opened + (1 - opened - CLOSING) * (number + 1) / ROUNDS
            best = self._round(best, moves, until - CHOOSING)
            best = self._combined(best, pool)
        left = 1 - self._progress()
        if left > 0:
            best = min(best, self._within(left, best.teams, best.routes), key=self._rank)
        day = joined(self.problem, best.teams)
        was_cut = self.limits.work is not None and self.done < self.limits.work
        return TeamPlan(best.teams, plan_of(day, best.routes, None, self.done, was_cut=was_cut), self.trials)

    def _round(self, best: _Standing, moves: Moves, until: float) -> _Standing:
        """Change teams step by step, now and then for the worse; the best plan met."""
        current, began = best, self._progress()
        while (progress := self._progress()) < until:
            after = moves.draw(current.teams, current.routes, current.unserved)
            if after is None:
                self.done += 1
                continue
            begin = taken_over(self.problem, current.teams, current.routes, after)
            tried = self._tried(A_TRIAL, after, begin)
            self.trials += 1
            if self._rank(tried) <= self._rank(current, PROMISING):
                tried = self._tried(A_SECOND_LOOK, after, tried.routes)
            coolness = (progress - began) / max(1e-9, until - began)
            slack = SLACK * (1 - coolness) * moves.random.expovariate(1.0)
            if self._rank(tried) <= self._rank(current, slack):
                current = tried
            best = min(best, tried, key=self._rank)
        return best

    def _combined(self, best: _Standing, pool: TeamPool) -> _Standing:
        """The best combination of the routes of the best plans, searched on from."""
        self.met = sorted(self.met, key=self._rank)[:KEPT]
        columns = [column for one in self.met for column in one.columns()]
        time_s = self.limits.time_s * CHOOSING if self.limits.time_s is not None else float("inf")
        chosen = pool.choose(columns, best.columns(), self.seed, time_s)
        taken = {member for team, _ in chosen for member in team}
        groups = [team for team, _ in chosen]
        groups += [(worker,) for worker in range(self.problem.workers) if worker not in taken]
        teams = by_leader(self.problem.workers, groups)
        route_of = {min(team): route for team, route in chosen}
        begin = tuple(route_of.get(duty, ()) for duty in range(self.problem.workers))
        return min(best, self._tried(A_SECOND_LOOK, teams, begin), key=self._rank)

    def _opened(self, teams: Teams, begin: Routes) -> _Standing:
        """A first search, until it is settled or has used its share of the limits."""
        some, of_square = SETTLED
        most = some + of_square * len(self.problem.day.visits) ** 2
        whole = self.limits
        work = most if whole.work is None else max(1, min(most, int(whole.work * OPENING)))
        time_s = None if whole.time_s is None else max(0.001, whole.time_s * OPENING)
        return self._searched(Pace(Limits(time_s, stop=whole.stop), work, monotonic()), teams, begin, 1.0)

    def _within(self, share: float, teams: Teams, begin: Routes) -> _Standing:
        """Search for routes with a share of the limits."""
        whole, work = self.limits, None
        if whole.work is not None:
            work = max(1, min(whole.work - self.done, int(whole.work * share)))
        time_s = None if whole.time_s is None else max(0.001, min(self._left_s(), whole.time_s * share))
        return self._searched(Pace(Limits(time_s, stop=whole.stop), work, monotonic()), teams, begin, WARM)

    def _tried(self, work: int, teams: Teams, begin: Routes) -> _Standing:
        """Search for routes with so many iterations, or what is left of them and of the time."""
        whole = self.limits
        if whole.work is not None:
            work = max(1, min(whole.work - self.done, work))
        time_s = None if whole.time_s is None else max(0.001, self._left_s())
        return self._searched(Pace(Limits(time_s, stop=whole.stop), work, monotonic()), teams, begin, WARM)

    def _searched(self, pace: Pace, teams: Teams, begin: Routes, heat: float) -> _Standing:
        day = joined(self.problem, teams)
        search = Search.begin(day, bounds_of(day), self.seed + self.trials, begin, pace)
        search.run(pace, heat)
        self.done += pace.done
        routes, (lost, cost) = search.best_routes(), search.best.cost.tolist()
        served = {visit for route in routes for visit in route}
        unserved = tuple(visit for visit in range(len(day.visits)) if visit not in served)
        standing = _Standing(teams, routes, unserved, lost, cost)
        self.met.append(standing)
        return standing

    def _left_s(self) -> float:
        assert self.limits.time_s is not None
        return self.limits.time_s - (monotonic() - self.started)

    def _progress(self) -> float:
        """How much of the limits is used up, from 0 to 1."""
        if self.limits.stop is not None and self.limits.stop():
            return 1.0
        parts = [0.0]
        if self.limits.work is not None:
            parts.append(self.done / max(1, self.limits.work))
        if self.limits.time_s is not None:
            parts.append((monotonic() - self.started) / max(1e-9, self.limits.time_s))
        return min(1.0, max(parts))

    def _rank(self, one: _Standing, slack: float = 0.0) -> tuple[float, float]:
        """What is compared, least first; `slack` makes a plan look worse, as a share of what it costs."""
        if self.problem.day.prize_first:
            return one.lost, one.cost * (1 + slack)
        return (one.lost + one.cost) * (1 + slack), 0


def _with_default(limits: Limits) -> Limits:
    return replace(limits, work=DEFAULT_LIMITS.work)
