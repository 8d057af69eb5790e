"""Is an answer feasible, and does it cost what it says? Nothing a solver computed is used.

Timelines are played through stop by stop in plain Python; costs are recomputed from the whole route with
and without the visit, so a mistake in the slack arrays or in the vector code cannot hide here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import ProblemError
from dispatch_engine.matching import Matching
from dispatch_engine.pairs import PairProblem
from dispatch_engine.simulation import Place, Played, play
from dispatch_engine.timelines import TimelineProblem


class Breach(StrEnum):
    WRONG_LENGTH = "wrong_length"
    NO_SUCH_WORKER = "no_such_worker"
    NO_SUCH_PAIR = "no_such_pair"
    OVER_CAPACITY = "over_capacity"
    SKILL = "skill"
    RADIUS = "radius"
    FORBIDDEN = "forbidden"
    NOT_A_CANDIDATE = "not_a_candidate"
    FIXED = "fixed"
    NO_PLACE = "no_place"
    WRONG_WORKER = "wrong_worker"
    OUTSIDE_SPAN = "outside_span"
    LATE = "late"
    MAKES_LATE = "makes_late"
    NO_ROOM = "no_room"
    WRONG_START = "wrong_start"
    WRONG_COST = "wrong_cost"


@dataclass(frozen=True, slots=True)
class Violation:
    """`order` and `worker` are -1 where none is concerned."""

    breach: Breach
    order: int = -1
    worker: int = -1


def validate(problem: PairProblem | TimelineProblem, matching: Matching) -> tuple[Violation, ...]:
    """Everything that is wrong with an answer.

    Parameters
    ----------
    problem
        As it was given to `match`.
    matching
        The answer; only `worker_of`, `cost`, and for timelines the chosen places and starts are read.

    Returns
    -------
    tuple of Violation
        Empty when the answer is feasible and costs what it says.
    """
    n = problem.orders if isinstance(problem, PairProblem) else len(problem.visits)
    worker_of = matching.worker_of
    if worker_of.shape != (n,):
        return (Violation(Breach.WRONG_LENGTH),)
    if worker_of.size and not -1 <= worker_of.min() <= worker_of.max() < problem.workers:
        return (Violation(Breach.NO_SUCH_WORKER),)
    if isinstance(problem, PairProblem):
        return tuple(_of_pairs(problem, matching))
    return tuple(_of_timelines(problem, matching))


def _of_pairs(problem: PairProblem, matching: Matching) -> Iterator[Violation]:
    worker_of = matching.worker_of
    named = (worker_of[problem.pair_order] == problem.pair_worker) | (
        problem.fixed[problem.pair_order] == problem.pair_worker
    )
    costs = {
        (int(problem.pair_order[e]), int(problem.pair_worker[e])): sum(
            int(p[e]) for p in problem.terms.values()
        )
        for e in np.flatnonzero(named)
    }
    yield from _overfull(worker_of, problem.capacity)
    total = 0
    for order, worker in enumerate(worker_of.tolist()):
        if worker < 0:
            total += int(problem.penalty[order])
        elif (order, worker) not in costs:
            yield Violation(Breach.NO_SUCH_PAIR, order, worker)
        else:
            total += costs[order, worker]
        if _breaks_fixed(
            problem.fixed, order, worker, is_feasible=(order, int(problem.fixed[order])) in costs
        ):
            yield Violation(Breach.FIXED, order, worker)
    if total != matching.cost:
        yield Violation(Breach.WRONG_COST)


def _of_timelines(problem: TimelineProblem, matching: Matching) -> Iterator[Violation]:
    worker_of = matching.worker_of
    yield from _overfull(worker_of, np.ones(problem.workers, dtype=np.int64))
    total = 0
    for order, worker in enumerate(worker_of.tolist()):
        if worker < 0:
            total += int(problem.visits.penalty[order])
            continue
        yield from breaches_of_lists(problem, order, worker)
        place = _claimed(matching, order, worker)
        if place is None:
            yield Violation(Breach.NO_PLACE, order, worker)
            continue
        try:
            played = play(problem, order, place)
        except ProblemError:
            yield Violation(Breach.NO_PLACE, order, worker)
            continue
        total += played.cost(problem, order, worker)
        yield from _of_place(problem, played, place, order, worker)
    if total != matching.cost:
        yield Violation(Breach.WRONG_COST)


def breaches_of_lists(problem: TimelineProblem, order: int, worker: int) -> Iterator[Violation]:
    """What is wrong with a pair before any timeline is looked at."""
    visits = problem.visits
    if problem.level[worker, visits.skill[order]] < visits.level[order]:
        yield Violation(Breach.SKILL, order, worker)
    if problem.place_xy is not None and problem.radius is not None:
        dx, dy = (problem.place_xy[0][order] - problem.place_xy[1][worker]).tolist()
        if dx * dx + dy * dy > int(problem.radius[worker]) ** 2:
            yield Violation(Breach.RADIUS, order, worker)
    if problem.forbidden is not None and [order, worker] in problem.forbidden.tolist():
        yield Violation(Breach.FORBIDDEN, order, worker)
    if problem.candidates is not None and not (problem.candidates == (order, worker)).all(axis=1).any():
        yield Violation(Breach.NOT_A_CANDIDATE, order, worker)
    if problem.fixed is not None and problem.fixed[order] not in (-1, worker):
        yield Violation(Breach.FIXED, order, worker)


def _of_place(
    problem: TimelineProblem, played: Played, place: Place, order: int, worker: int
) -> Iterator[Violation]:
    checks = (
        (Breach.WRONG_WORKER, played.worker != worker),
        (Breach.OUTSIDE_SPAN, not played.is_inside),
        (Breach.LATE, played.start > problem.visits.closes[order]),
        (Breach.MAKES_LATE, played.makes_late),
        (Breach.NO_ROOM, not played.has_room),
        (Breach.WRONG_START, played.start != place.start),
    )
    for breach, holds in checks:
        if holds:
            yield Violation(breach, order, worker)


def _claimed(matching: Matching, order: int, worker: int) -> Place | None:
    table, slots = matching.layout.table, matching.layout.slots
    if table is None or slots is None:
        return None
    low, high = np.searchsorted(table.visit, [order, order + 1])
    row = low + np.flatnonzero(table.worker[low:high] == worker)
    if row.size != 1 or not 0 <= table.slot[row[0]] < slots.span.size:
        return None
    slot = int(table.slot[row[0]])
    return Place(int(slots.span[slot]), int(slots.position[slot]), int(table.start[row[0]]))


def _overfull(worker_of: Ints, capacity: Ints) -> Iterator[Violation]:
    load = np.bincount(worker_of[worker_of >= 0], minlength=capacity.size)
    for worker in np.flatnonzero(load > capacity).tolist():
        yield Violation(Breach.OVER_CAPACITY, worker=worker)


def _breaks_fixed(fixed: Ints, order: int, worker: int, *, is_feasible: bool) -> bool:
    wanted = int(fixed[order])
    return wanted >= 0 and worker != (wanted if is_feasible else -1)
