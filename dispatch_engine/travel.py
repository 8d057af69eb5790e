"""Travel seconds between the places of a timeline problem, asked for many pairs at once.

An *anchor* is a place that a worker can come from: where a span starts, or a committed stop.
"""

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from dispatch_engine.arrays import Ints, ints, within
from dispatch_engine.errors import ProblemError

MAX_TRAVEL_S = 7 * 24 * 3600


class Travel(Protocol):
    """Whole seconds, element by element; index arrays of equal length."""

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        """From each anchor to each visit."""
        ...

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        """From each visit to each anchor."""
        ...

    def covers(self, anchors: int, visits: int) -> bool:
        """Whether every index below these counts can be asked for."""
        ...


@runtime_checkable
class TravelAmong(Travel, Protocol):
    """Travel that also knows the ways between two visits, as bundles need them."""

    def among(self, origins: Ints, targets: Ints) -> Ints:
        """From each visit to each visit."""
        ...


class TableTravel:
    """Tables, such as road times.

    Parameters
    ----------
    to_visit, from_visit : (a, n) int
        Seconds from each anchor to each visit, and from each visit back to each anchor.
    among : (n, n) int, optional
        Seconds from each visit to each visit; only bundles ask for them.

    Raises
    ------
    ProblemError
        When the shapes differ or a time is negative or above a week; when ways among visits are asked for
        that were not given.
    """

    __slots__ = ("_among", "_from_visit", "_to_visit")

    def __init__(self, to_visit: ArrayLike, from_visit: ArrayLike, among: ArrayLike | None = None) -> None:
        self._to_visit = ints("to_visit", to_visit, [None, None])
        self._from_visit = ints("from_visit", from_visit, list(self._to_visit.shape))
        n = self._to_visit.shape[1]
        self._among = None if among is None else ints("among", among, [n, n])
        for name in ("to_visit", "from_visit", "among"):
            table = getattr(self, f"_{name}")
            if table is not None:
                within(name, table.ravel(), 0, MAX_TRAVEL_S)

    def among(self, origins: Ints, targets: Ints) -> Ints:
        if self._among is None:
            raise ProblemError("travel among visits was not given")
        return self._among[origins, targets]

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        return self._to_visit[anchors, visits]

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        return self._from_visit[anchors, visits]

    def covers(self, anchors: int, visits: int) -> bool:
        rows, columns = self._to_visit.shape
        return bool(rows >= anchors and columns >= visits)


class PlanarTravel:
    """Straight lines in a plane at one speed: no table, so any number of places.

    Parameters
    ----------
    anchor_xy, visit_xy : (a, 2), (n, 2) int
        Metres.
    speed_mm_s
        Millimetres a second along the straight line, detours included.

    Raises
    ------
    ProblemError
        When the speed is not positive or the arrays are not pairs of integers.
    """

    __slots__ = ("_anchor_xy", "_speed_mm_s", "_visit_xy")

    def __init__(self, anchor_xy: ArrayLike, visit_xy: ArrayLike, speed_mm_s: int) -> None:
        if speed_mm_s <= 0:
            raise ProblemError("speed_mm_s must be positive")
        self._anchor_xy = ints("anchor_xy", anchor_xy, [None, 2])
        self._visit_xy = ints("visit_xy", visit_xy, [None, 2])
        self._speed_mm_s = speed_mm_s

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        return self._seconds(self._anchor_xy[anchors] - self._visit_xy[visits])

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        return self.to_visit(anchors, visits)

    def among(self, origins: Ints, targets: Ints) -> Ints:
        return self._seconds(self._visit_xy[origins] - self._visit_xy[targets])

    def covers(self, anchors: int, visits: int) -> bool:
        return len(self._anchor_xy) >= anchors and len(self._visit_xy) >= visits

    def _seconds(self, offsets: Ints) -> Ints:
        metres = np.hypot(offsets[:, 0], offsets[:, 1])
        return np.ceil(metres * (1000 / self._speed_mm_s)).astype(np.int64)
