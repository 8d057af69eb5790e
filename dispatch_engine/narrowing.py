"""A problem with some of its visits only, such as the one visit that `LiveMatch.decide` is asked about."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import ArrayLike

from dispatch_engine.arrays import Ints, ints, within
from dispatch_engine.timelines import TimelineProblem, Visits
from dispatch_engine.travel import Travel, TravelAmong


def narrowed(problem: TimelineProblem, visits: ArrayLike) -> TimelineProblem:
    """The same day with these visits only, numbered from 0 in this order.

    Parameters
    ----------
    problem
        The whole.
    visits : (k,) int
        Which visits stay, each at most once. Pairs and fixed workers of the others are left out.

    Raises
    ------
    ProblemError
        When a number is not that of a visit.
    """
    rows = ints("visits", visits, [None])
    within("visits", rows, 0, len(problem.visits) - 1)
    travel = problem.travel
    return replace(
        problem,
        visits=Visits(**{one.name: getattr(problem.visits, one.name)[rows] for one in fields(Visits)}),
        travel=_AmongSome(travel, rows) if isinstance(travel, TravelAmong) else _ToSome(travel, rows),
        candidates=_of(problem.candidates, rows, len(problem.visits)),
        forbidden=_of(problem.forbidden, rows, len(problem.visits)),
        fixed=None if problem.fixed is None else problem.fixed[rows],
        place_xy=None if problem.place_xy is None else (problem.place_xy[0][rows], problem.place_xy[1]),
    )


def _of(pairs: Ints | None, rows: Ints, visits: int) -> Ints | None:
    """The pairs of those rows, by their new numbers."""
    if pairs is None:
        return None
    number = np.full(visits, -1, dtype=np.int64)
    number[rows] = np.arange(rows.size)
    kept = pairs[number[pairs[:, 0]] >= 0]
    return np.column_stack([number[kept[:, 0]], kept[:, 1]])


@dataclass(frozen=True, slots=True, eq=False)
class _ToSome:
    whole: Travel
    rows: Ints

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        return self.whole.to_visit(anchors, self.rows[visits])

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        return self.whole.from_visit(self.rows[visits], anchors)

    def covers(self, anchors: int, visits: int) -> bool:
        return visits <= self.rows.size and self.whole.covers(anchors, int(self.rows.max(initial=-1)) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class _AmongSome(_ToSome):
    whole: TravelAmong

    def among(self, origins: Ints, targets: Ints) -> Ints:
        return self.whole.among(self.rows[origins], self.rows[targets])
