"""The fewest visits of a route that have to begin outside their windows, and by how much."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.driving import Drive, arrive, breaks_of, first_start, legs_of, seconds_at
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule
from dispatch_engine.planning.supplies import DEPOT

Windows = tuple[Ints, Ints]
WhenDriven = Callable[[Windows], Drive]
Rest = Callable[[Drive], tuple[Relaxation, ...]]
_ALWAYS: Final = 2**40


def fewest_freed(
    problem: PlanProblem, duty: int, stops: Sequence[int], windows: Windows, most: int
) -> Iterator[tuple[int, ...]]:
    """Of each number of freed visits up to `most` those with which the route is over the earliest.

    A freed visit begins as soon as somebody is there; one without any window is never freed. Nobody who comes
    earlier is over later, so that of equally many freed so far the earliest is enough to know. Nothing for
    numbers with which some window is missed.
    """
    free, pauses = _open(windows, range(len(windows[0]))), breaks_of(problem, duty)
    has_window = np.any(windows[0] <= windows[1], axis=1)
    labels: dict[int, tuple[int, tuple[int, ...]]] = {0: (int(problem.duties.start[duty]), ())}
    for stop, leg in zip(stops, legs_of(problem, duty, stops), strict=False):
        then: dict[int, tuple[int, tuple[int, ...]]] = {}
        for count, (clock, freed) in labels.items():
            arrival = arrive(clock, leg, pauses)
            kept = first_start(problem, stop, arrival, (*windows, pauses))
            if kept is not None:
                _offer(then, count, (kept + seconds_at(problem, stop), freed))
            if stop != DEPOT and count < most and has_window[stop]:
                at_once = first_start(problem, stop, arrival, (*free, pauses))
                assert at_once is not None
                _offer(then, count + 1, (at_once + seconds_at(problem, stop), (*freed, stop)))
        labels = then
    for count in sorted(labels):
        yield labels[count][1]


def _offer(
    labels: dict[int, tuple[int, tuple[int, ...]]], count: int, label: tuple[int, tuple[int, ...]]
) -> None:
    if count not in labels or label < labels[count]:
        labels[count] = label


@dataclass(frozen=True, slots=True)
class Freeing:
    """The rules of a route of which some visits are freed: each by as little as leaves the rest as it is.

    `when` drives the route by given windows; `rest` says what else is broken then.
    """

    duty: int
    windows: Windows
    when: WhenDriven
    rest: Rest

    def rules(self, freed: Sequence[int]) -> tuple[Relaxation, ...]:
        at_once = dict.fromkeys(freed, 0)
        driven, found = self._driven(at_once), dict(at_once)
        for visit in reversed(freed):
            found[visit] = self._latest(visit, found, driven)
        last = self._driven(found)
        starts = dict(last.served)
        outside = [self._outside(visit, starts[visit]) for visit in freed]
        return (*(one for one in outside if one is not None), *self.rest(last))

    def _latest(self, visit: int, found: Mapping[int, int], driven: Drive) -> int:
        """How late a visit that comes before a window may begin without changing any other rule."""
        start = dict(driven.served)[visit]
        one = self._outside(visit, start)
        if one is None or one.rule is not Rule.OPENS_LATE:
            return 0
        others = self._others(visit, driven)
        low, high = start, start + one.amount
        while high - low > 1:
            middle = (low + high) // 2
            same = self._others(visit, self._driven({**found, visit: middle})) == others
            low, high = (middle, high) if same else (low, middle)
        return low

    def _others(self, visit: int, driven: Drive) -> tuple[object, ...]:
        outside = (self._outside(one, start) for one, start in driven.served if one != visit)
        late = tuple(one for one in outside if one is not None and one.rule is Rule.CLOSES_EARLY)
        return (*late, *self.rest(driven))

    def _driven(self, earliest: Mapping[int, int]) -> Drive:
        return self.when(_open(self.windows, earliest, earliest))

    def _outside(self, visit: int, start: int) -> Relaxation | None:
        """The rule of a visit that begins then: the nearer edge of its windows; None within one of them."""
        opens, closes = self.windows[0][visit], self.windows[1][visit]
        exists = np.flatnonzero(closes >= opens).tolist()
        late = [(start - int(closes[k]), Rule.CLOSES_EARLY, k) for k in exists if start > closes[k]]
        early = [(int(opens[k]) - start, Rule.OPENS_LATE, k) for k in exists if start < opens[k]]
        if len(late) + len(early) < len(exists):
            return None
        amount, rule, window = min(late + early)
        return Relaxation(rule, self.duty, amount, visit, window=window)


def _open(
    windows: Windows, visits: Sequence[int] | Mapping[int, int], earliest: Mapping[int, int] = {}
) -> Windows:
    """These visits have one window, from their earliest second on."""
    opens, closes = windows[0].copy(), windows[1].copy()
    for visit in visits:
        opens[visit], closes[visit] = earliest.get(visit, 0), -1
        closes[visit, 0] = _ALWAYS
    return opens, closes
