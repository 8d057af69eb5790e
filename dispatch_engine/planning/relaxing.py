"""Rules that can stand in a visit's way, and the problem with some of them relaxed by just enough."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.driving import last_window
from dispatch_engine.planning.parts import Crew
from dispatch_engine.planning.problem import PlanProblem

Relax = Callable[[PlanProblem, "Relaxation"], PlanProblem]


class Rule(StrEnum):
    NOT_ALLOWED = "not_allowed"
    """The worker lacks the level, is kept from the visit, or another worker is fixed."""
    OPENS_LATE = "opens_late"
    """The visit, or one of its route, would have to start `amount` seconds before its window."""
    CLOSES_EARLY = "closes_early"
    """The visit, or one behind it, would start `amount` seconds after its window."""
    DUTY_ENDS = "duty_ends"
    VISITS_CAP = "visits_cap"
    TIME_CAP = "time_cap"
    CAPACITY = "capacity"
    TOOL = "tool"
    """The duty has not tool number `item`, and does not stop at the depot before."""
    PART = "part"
    """`amount` more of part number `item` would be used up than the duty starts with."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule and by how much: seconds, visits or units of demand; 0 where there is no amount.

    `visit` is the one whose rule it is, -1 for rules of a duty or of its shift; `item` a tool or part;
    `window` which of its windows, -1 for the first to open earlier and the last to close later.
    """

    rule: Rule
    duty: int
    amount: int = 0
    visit: int = -1
    item: int = -1
    window: int = -1


def relaxed(problem: PlanProblem, relaxations: Iterable[Relaxation]) -> PlanProblem:
    """The problem with exactly these rules relaxed by exactly these amounts; forgiveness stays."""
    bounds = bounds_of(problem)
    visits = replace(problem.visits, closes=bounds.closes)
    committed = replace(problem.committed, forgiven=(bounds.finish, bounds.late_until))
    problem = replace(problem, visits=visits, committed=committed)
    for one in relaxations:
        problem = _RELAX[one.rule](problem, one)
    return problem


def _allow(problem: PlanProblem, one: Relaxation) -> PlanProblem:
    visits, crew, worker = problem.visits, problem.crew, int(problem.duties.worker[one.duty])
    level, fixed = visits.level.copy(), visits.fixed.copy()
    level[one.visit] = min(level[one.visit], crew.level[worker, visits.skill[one.visit]])
    fixed[one.visit] = fixed[one.visit] if fixed[one.visit] == worker else -1
    allowed = (
        np.ones((len(visits), len(crew)), dtype=np.bool_) if crew.allowed is None else crew.allowed.copy()
    )
    allowed[one.visit, worker] = True
    return replace(
        problem,
        visits=replace(visits, level=level, fixed=fixed),
        crew=Crew(crew.mode, crew.level, allowed, crew.preference),
    )


def _open_earlier(problem: PlanProblem, one: Relaxation) -> PlanProblem:
    """A window that is none is open at that second."""
    opens, closes = problem.visits.opens.copy(), problem.visits.closes.copy()
    exists = np.flatnonzero(closes[one.visit] >= opens[one.visit])
    at = one.visit, one.window if one.window >= 0 else int(exists[0])
    opens[at] -= one.amount
    closes[at] = max(closes[at], opens[at])
    return replace(problem, visits=replace(problem.visits, opens=opens, closes=closes))


def _close_later(problem: PlanProblem, one: Relaxation) -> PlanProblem:
    closes = problem.visits.closes.copy()
    last = one.window if one.window >= 0 else last_window(problem, one.visit)
    closes[one.visit, last] = bounds_of(problem).closes[one.visit, last] + one.amount
    return replace(problem, visits=replace(problem.visits, closes=closes))


def _end_later(problem: PlanProblem, one: Relaxation) -> PlanProblem:
    end = problem.duties.end.copy()
    end[one.duty] += one.amount
    return replace(problem, duties=replace(problem.duties, end=end))


def _raise_cap(name: str) -> Relax:
    def raised(problem: PlanProblem, one: Relaxation) -> PlanProblem:
        shifts, shift = problem.limits_of_shifts, problem.duties.shift[one.duty]
        cap = getattr(shifts, name).copy()
        cap[shift] += one.amount
        return replace(problem, shifts=replace(shifts, **{name: cap}))

    return raised


def _hand_over(problem: PlanProblem, one: Relaxation) -> PlanProblem:
    """One tool, or some of one part, to begin with."""
    assert problem.supplies is not None
    kit, stock = problem.supplies.kit.copy(), problem.supplies.stock.copy()
    if one.rule == Rule.TOOL:
        kit[one.duty, one.item] = True
    else:
        stock[one.duty, one.item] += one.amount
    return replace(problem, supplies=replace(problem.supplies, kit=kit, stock=stock))


_RELAX: Final[Mapping[Rule, Relax]] = {
    Rule.NOT_ALLOWED: _allow,
    Rule.OPENS_LATE: _open_earlier,
    Rule.CLOSES_EARLY: _close_later,
    Rule.DUTY_ENDS: _end_later,
    Rule.VISITS_CAP: _raise_cap("most_visits"),
    Rule.TIME_CAP: _raise_cap("most_s"),
    Rule.CAPACITY: _raise_cap("capacity"),
    Rule.TOOL: _hand_over,
    Rule.PART: _hand_over,
}
