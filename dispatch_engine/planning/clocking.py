"""Which rules of time give way on grown routes, and by how little."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dispatch_engine.planning.bounds import overrun
from dispatch_engine.planning.driving import (
    Drive,
    arrive,
    breaks_of,
    first_start,
    last_window,
    seconds_at,
)
from dispatch_engine.planning.freeing import nearest_edge, opened
from dispatch_engine.planning.relaxing import Relaxation, Rule
from dispatch_engine.planning.standing import Drives, Standing
from dispatch_engine.planning.supplies import DEPOT


@dataclass(slots=True)
class Allowance:
    """How often tied routes may still be driven; below zero something was left untried."""

    left: int

    def spend(self) -> bool:
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Clocking:
    """Grown routes beside a plan as it stands. A visit that is freed begins as soon as somebody is there."""

    standing: Standing
    routes: Mapping[int, Sequence[int]]

    def rules(self, freed: Sequence[int]) -> tuple[Relaxation, ...] | None:
        """All rules of time broken when these are freed, each by as little as leaves the rest as it is.

        What is late and not freed gives way too. None when halves wait for each other in a circle.
        """
        found = dict.fromkeys(freed, 0)
        drives = self._drives(found)
        if drives is None:
            return None
        starts = _starts(drives)
        for visit in sorted(found, key=lambda one: -starts[one]):
            found[visit] = self._latest(visit, found, drives)
        last = self._drives(found)
        assert last is not None  # nobody waits for more than before
        starts = _starts(last)
        outside = [self._outside(visit, starts[visit], last) for visit in found]
        return (*(one for one in outside if one is not None), *self._missed(last), *self._over(last))

    def fewer(self, few: int, allowance: Allowance) -> Iterator[tuple[int, ...]]:
        """Sets of freed visits with which fewer than so many rules of time give way, fewest last.

        Sets grow by one visit that waits or is late and is not behind what is late: no other can help.
        """
        ahead: set[frozenset[int]] = {frozenset()}
        size = 0
        while ahead and size < few:
            then: set[frozenset[int]] = set()
            for freed in sorted(ahead, key=sorted):
                drives = self._drives(dict.fromkeys(freed, 0))
                if drives is None or not allowance.spend():
                    return
                late = [one.starts[position] for one in drives.values() for position in one.missed]
                rules = size + len(self._over(drives))
                if not late and rules < few:
                    few = rules
                    yield tuple(sorted(freed))
                if late or rules > size:
                    then |= {freed | {one} for one in self._that_hold_up(drives, late) if one not in freed}
            ahead, size = then, size + 1

    def _that_hold_up(self, drives: Drives, late: list[int]) -> Iterator[int]:
        """Visits that begin later than somebody is there, up to the first one that is late."""
        by = min(late, default=None)
        for duty, driven in drives.items():
            for visit, start, at_once in self._arrivals(duty, driven):
                is_outside = nearest_edge(self.standing.bounds.windows, visit, start) is not None
                if (start > at_once or is_outside) and (by is None or start <= by):
                    yield visit

    def _arrivals(self, duty: int, driven: Drive) -> Iterator[tuple[int, int, int]]:
        """Each visit, its start, and when it could begin if it had no windows."""
        problem, windows = self.standing.problem, self.standing.bounds.windows
        pauses, clock = breaks_of(problem, duty), int(problem.duties.start[duty])
        for stop, start, leg in zip(driven.stops, driven.starts, driven.legs, strict=True):
            if stop != DEPOT:
                free = (*opened(windows, [stop]), pauses)
                at_once = first_start(problem, stop, arrive(clock, leg, pauses), free)
                assert at_once is not None
                yield stop, start, at_once
            clock = start + seconds_at(problem, stop)

    def _latest(self, visit: int, found: Mapping[int, int], drives: Drives) -> int:
        """How late a visit that comes before a window may begin without changing any other rule."""
        start = _starts(drives)[visit]
        one = self._outside(visit, start, drives)
        if one is None or one.rule is not Rule.OPENS_LATE:
            return 0
        others = self._others(visit, found, drives)
        low, high = start, start + one.amount
        while high - low > 1:
            middle = (low + high) // 2
            then = self._drives({**found, visit: middle})
            same = then is not None and self._others(visit, found, then) == others
            low, high = (middle, high) if same else (low, middle)
        return low

    def _others(self, visit: int, found: Mapping[int, int], drives: Drives) -> tuple[object, ...]:
        starts = _starts(drives)
        outside = (self._outside(one, starts[one], drives) for one in found if one != visit)
        late = (one for one in outside if one is not None and one.rule is Rule.CLOSES_EARLY)
        return (*late, *self._missed(drives), *self._over(drives))

    def _drives(self, earliest: Mapping[int, int]) -> Drives | None:
        windows = opened(self.standing.bounds.windows, list(earliest), list(earliest.values()))
        return self.standing.drives(self.routes, windows)

    def _outside(self, visit: int, start: int, drives: Drives) -> Relaxation | None:
        """The rule of a visit that begins then; None within one of its windows."""
        found = nearest_edge(self.standing.bounds.windows, visit, start)
        if found is None:
            return None
        amount, is_early, window = found
        duty = next(duty for duty, one in drives.items() if visit in one.stops)
        rule = Rule.OPENS_LATE if is_early else Rule.CLOSES_EARLY
        return Relaxation(rule, duty, amount, visit, window=window)

    def _missed(self, drives: Drives) -> Iterator[Relaxation]:
        problem, closes = self.standing.problem, self.standing.bounds.closes
        for duty, driven in drives.items():
            for position in driven.missed:
                visit = driven.stops[position]
                late = driven.starts[position] - int(closes[visit, last_window(problem, visit)])
                yield Relaxation(Rule.CLOSES_EARLY, duty, late, visit)

    def _over(self, drives: Drives) -> tuple[Relaxation, ...]:
        standing, found = self.standing, []
        for duty, driven in drives.items():
            over = overrun(standing.problem, standing.bounds, driven, (duty, int(standing.ends[duty])))
            if over:
                found.append(Relaxation(Rule.DUTY_ENDS, duty, over))
        return tuple(found)


def _starts(drives: Drives) -> dict[int, int]:
    return {visit: start for one in drives.values() for visit, start in one.served}
