"""The cost terms by name: each a small function of one driven duty or one shift, tested alone."""

from collections.abc import Mapping, Sequence
from typing import Final

from dispatch_engine.planning.driving import Drive
from dispatch_engine.planning.problem import PlanProblem

TERMS: Final = ("travel", "waiting", "skill", "preference", "load", "balance", "overtime", "moved", "away")


def travel(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Seconds on the way, home included where the duty has an end place."""
    return problem.weights.travel * driven.travel_s


def waiting(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Seconds from the opening of each visit's first window to its start."""
    opens = problem.visits.opens
    late = (max(0, start - int(opens[v, 0])) for v, start in driven.served)
    return problem.weights.waiting * sum(late)


def skill(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Levels above what the visits need; below (which only a promise allows) costs nothing."""
    visits, worker = problem.visits, problem.duties.worker[duty]
    spare = (int(problem.crew.level[worker, visits.skill[v]] - visits.level[v]) for v in driven.visits)
    return problem.weights.skill * sum(max(0, one) for one in spare)


def preference(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """What the pairs of visit and worker cost."""
    matrix, worker = problem.crew.preference, problem.duties.worker[duty]
    return 0 if matrix is None else int(matrix[list(driven.visits), worker].sum())


def overtime(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Seconds after the end of the duty."""
    return problem.weights.overtime * max(0, driven.finish - int(problem.duties.end[duty]))


def moved(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Promised visits that another worker does."""
    holder, worker = problem.holder, int(problem.duties.worker[duty])
    return problem.weights.moved * sum(int(holder[v]) not in (-1, worker) for v in driven.visits)


def away(problem: PlanProblem, duty: int, driven: Drive) -> int:
    """Seconds from the last moment to set out to the end, which is as early as it can be."""
    return problem.weights.away * (driven.finish - driven.leave)


def load(problem: PlanProblem, shift: int, drives: Sequence[Drive]) -> int:
    """Permille of the shift that is booked before each visit, on average over all orders of booking them.

    With k visits that take B seconds of work and travel together, on top of b seconds booked elsewhere, that
    is k b + (k - 1) B / 2 seconds; for one visit it is the load before it, as in the score of a match.
    """
    shifts = problem.limits_of_shifts
    visits, booked = sum(len(one.visits) for one in drives), sum(one.booked_s for one in drives)
    if not visits:
        return 0
    doubled = 2 * visits * int(shifts.booked_s[shift]) + (visits - 1) * booked
    return problem.weights.load * (doubled * 1000 // (2 * int(shifts.span_s[shift])))


def balance(problem: PlanProblem, shift: int, drives: Sequence[Drive]) -> int:
    """The square of the number of visits: fair shares cost least."""
    return problem.weights.balance * sum(len(one.visits) for one in drives) ** 2


BY_DUTY: Final = (travel, waiting, skill, preference, overtime, moved, away)
BY_SHIFT: Final = (load, balance)


def cost_by_term(problem: PlanProblem, drives: Mapping[int, Drive]) -> dict[str, int]:
    """Each term over all duties that hold visits.

    Parameters
    ----------
    problem
        Whose weights count.
    drives
        Duty to what it does; duties without visits may be missing.
    """
    costs = dict.fromkeys(TERMS, 0)
    by_shift: dict[int, list[Drive]] = {}
    for duty, driven in drives.items():
        by_shift.setdefault(int(problem.duties.shift[duty]), []).append(driven)
        for term in BY_DUTY:
            costs[term.__name__] += term(problem, duty, driven)
    for shift, held in by_shift.items():
        for rule in BY_SHIFT:
            costs[rule.__name__] += rule(problem, shift, held)
    return costs
