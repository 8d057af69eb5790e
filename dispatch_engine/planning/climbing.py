"""In which order, at which prices and for how long the searches of a re-plan go."""

from dataclasses import dataclass, replace
from time import monotonic
from typing import Final

from dispatch_engine.limits import Limits
from dispatch_engine.planning.rungs import Rungs

ARCS: Final = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)
"""Prices of a moved promise below the full one, in mean arcs of the plan."""
SEARCHING: Final = 0.8
CHOOSING: Final = 0.1
COOL: Final = 0.2


@dataclass(frozen=True, slots=True)
class Shares:
    """Limits shared out evenly among a number of searches; with a time, some of it is left for combining."""

    limits: Limits
    started: float
    searches: int

    def of(self, number: int) -> Limits:
        """Of a search, numbered from 0: what it leaves goes to the next."""
        time_s, work = self.limits.time_s, self.limits.work
        until = self.started
        if time_s is not None:
            is_last = number + 1 >= self.searches
            part = 1.0 if is_last or work is not None else SEARCHING * (number + 1) / self.searches
            time_s = until + part * time_s - monotonic()
        return replace(self.limits, time_s=time_s, work=None if work is None else work // self.searches)

    @property
    def choosing_s(self) -> float | None:
        """For combining; None where work is counted and no clock is asked."""
        return None if self.limits.time_s is None else CHOOSING * self.limits.time_s

    def are_over(self) -> bool:
        """Whether there is no time for anything more."""
        limits = self.limits
        is_late = limits.time_s is not None and monotonic() - self.started >= limits.time_s
        return is_late or (limits.stop is not None and limits.stop())


def climb(rungs: Rungs, limits: Limits, started: float) -> None:
    """From the promises at their price; from nothing but the locks, where moving is free; from the promises
    at prices in between; then on from the best of all that was found."""
    problem, kept = rungs.problem, rungs.problem.committed.routes
    full = problem.weights.moved
    locks = [route[:first] for route, first in zip(kept, problem.committed.locked, strict=True)]
    prices = len(ARCS) if rungs.pool is not None and full else 0
    shares = Shares(limits, started, 3 + prices)
    rungs.search(full, kept, shares.of(0))
    steps = [(0, locks), *((min(full, round(rungs.arc * arcs)), kept) for arcs in ARCS[:prices])]
    for number, (price, start) in enumerate(steps, start=1):
        if not shares.are_over():
            rungs.search(price, start, shares.of(number))
    if not shares.are_over():
        rungs.combine(shares.choosing_s)
    if rungs.best is not None and not shares.are_over():
        rungs.search(full, rungs.best.routes, shares.of(2 + prices), COOL if prices else 1.0)
