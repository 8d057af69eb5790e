"""Road times that are asked for only where they can matter: a bound by air for all ways, the road for few."""

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import ProblemError
from dispatch_engine.travel import Travel


class RoadOracle:
    """Travel with a cheap lower bound. `match` asks for the road only of pairs that the bound leaves open.

    As a `Travel` it answers exactly, and remembers.

    Parameters
    ----------
    bound
        Never more than the road takes; asked for every pair. The straight line at the highest speed, say.
    exact
        The road; asked in batches, for each way at most once.
    anchors, visits
        How many there are.

    Attributes
    ----------
    asked
        Ways that the road was asked for so far.
    batches
        Calls that it took.
    """

    __slots__ = ("_anchors", "_exact", "_from", "_to", "_visits", "asked", "batches", "bound")

    def __init__(self, bound: Travel, exact: Travel, anchors: int, visits: int) -> None:
        for travel in (bound, exact):
            if not travel.covers(anchors, visits):
                raise ProblemError("travel does not cover all anchors and visits")
        self.bound, self._exact = bound, exact
        self._anchors, self._visits = anchors, visits
        self._to = np.full(anchors * visits, -1, dtype=np.int32)
        self._from = np.full(anchors * visits, -1, dtype=np.int32)
        self.asked, self.batches = 0, 0

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        """Seconds by road from each anchor to each visit. Raises `ProblemError` when the bound was above."""
        ways = anchors * self._visits + visits
        new = self._unknown(self._to, ways)
        if new.size:
            place = np.divmod(new, self._visits)
            found = self._exact.to_visit(*place)
            self._keep(self._to, new, found, self.bound.to_visit(*place))
        seconds: Ints = self._to[ways].astype(np.int64)
        return seconds

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        """Seconds by road from each visit to each anchor. Raises `ProblemError` when the bound was above."""
        ways = anchors * self._visits + visits
        new = self._unknown(self._from, ways)
        if new.size:
            anchor, visit = np.divmod(new, self._visits)
            found = self._exact.from_visit(visit, anchor)
            self._keep(self._from, new, found, self.bound.from_visit(visit, anchor))
        seconds: Ints = self._from[ways].astype(np.int64)
        return seconds

    def covers(self, anchors: int, visits: int) -> bool:
        return self._anchors >= anchors and self._visits >= visits

    def _unknown(self, known: np.ndarray[tuple[int], np.dtype[np.int32]], ways: Ints) -> Ints:
        return np.unique(ways[known[ways] < 0])

    def _keep(
        self, known: np.ndarray[tuple[int], np.dtype[np.int32]], ways: Ints, found: Ints, least: Ints
    ) -> None:
        wrong = np.flatnonzero(found < least)
        if wrong.size:
            anchor, visit = divmod(int(ways[wrong[0]]), self._visits)
            raise ProblemError(f"the bound between anchor {anchor} and visit {visit} is above the road time")
        known[ways] = found
        self.asked += int(ways.size)
        self.batches += 1
