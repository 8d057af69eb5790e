"""The planning problem: who visits whom, in which order, over a horizon."""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, freeze, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.planning.parts import Breaks, Committed, Crew, Duties, PlanVisits, PlanWeights, Shifts
from dispatch_engine.planning.supplies import DEPOT, Supplies, visits_in

MAX_TRAVEL: Final = 2**30
MAX_TOTAL: Final = 2**61
MAX_NODES: Final = 8_000
"""Visits and both ends of all duties: the search keeps a square of them in memory, about 3 GB at most."""
NO_BREAKS: Final = Breaks(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
NOTHING: Final = Committed((), ())


@dataclass(frozen=True, slots=True, eq=False)
class PlanProblem:
    """Visits, the duties that can take them, and what everything costs. Checked, copied, never changed.

    Parameters
    ----------
    visits, duties, crew
        See there.
    travel : (p, p) or (modes, p, p) int
        Seconds from place to place, one matrix for each travel mode. It may be asymmetric and need not
        obey the triangle inequality.
    weights
        Of the cost terms.
    shifts
        Caps and loads; by default no cap, and loads measured against the length of the duties.
    breaks
        Pauses; none by default.
    committed
        Promised routes; none by default.
    supplies
        Tools and spare parts; by default nothing is needed.
    prize_first
        True compares the prizes lost before the cost; False adds them to it.

    Attributes
    ----------
    holder : (n,) int
        The worker who is promised each visit, -1 for nobody.
    able : (n, m) bool
        Who may take what, by levels, `Crew.allowed` and `fixed`; whoever is promised a visit may take it.

    Raises
    ------
    ProblemError
        Naming the array and the place.
    """

    visits: PlanVisits
    duties: Duties
    crew: Crew
    travel: Ints
    weights: PlanWeights = field(default_factory=PlanWeights)
    shifts: Shifts | None = None
    breaks: Breaks = field(default=NO_BREAKS)
    committed: Committed = NOTHING
    supplies: Supplies | None = None
    prize_first: bool = True
    holder: Ints = field(init=False, repr=False)
    able: Flags = field(init=False, repr=False)

    def __post_init__(self) -> None:
        keep = object.__setattr__
        travel = np.asarray(self.travel)
        keep(self, "travel", ints("travel", travel[None] if travel.ndim == 2 else travel, [None, None, None]))
        if self.travel.shape[1] != self.travel.shape[2]:
            raise ProblemError("travel must be square")
        within("travel", self.travel, 0, MAX_TRAVEL)
        ends = 2 if self.supplies is None else 3
        nodes = len(self.visits) + ends * len(self.duties)
        if nodes > MAX_NODES:
            raise ProblemError(
                f"{nodes} visits and ends of duties are more than {MAX_NODES}: split by region"
            )
        if self.shifts is None:
            keep(self, "shifts", _shifts_of(self.duties))
        if not self.committed.routes:
            keep(self, "committed", replace(self.committed, routes=((),) * len(self.duties)))
        if not self.committed.locked:
            keep(self, "committed", replace(self.committed, locked=(0,) * len(self.duties)))
        self._check_indices()
        if self.supplies is not None:
            self.supplies.check(len(self.visits), len(self.duties), self.travel.shape[1])
        self._check_committed()
        keep(self, "holder", self._find_holder())
        keep(self, "able", self._find_able())
        self._check_fixed()
        self._check_totals()

    @property
    def limits_of_shifts(self) -> Shifts:
        """`shifts`, which is never None once the problem is made."""
        assert self.shifts is not None
        return self.shifts

    @property
    def has_ties(self) -> bool:
        """Whether there are visits that two workers do together."""
        return bool((self.visits.partner >= 0).any())

    @property
    def has_depot(self) -> bool:
        """Whether routes may stop at a depot."""
        return self.supplies is not None and self.supplies.has_depot

    def _find_holder(self) -> Ints:
        holder = np.full(len(self.visits), -1, dtype=np.int64)
        for duty, route in enumerate(self.committed.routes):
            holder[list(visits_in(route))] = self.duties.worker[duty]
        return freeze(holder)

    def _find_able(self) -> Flags:
        visits, crew = self.visits, self.crew
        if not len(visits) or not len(crew):
            return np.zeros((len(visits), len(crew)), dtype=np.bool_)
        able: Flags = visits.level[:, None] <= crew.level[:, visits.skill].T
        if crew.allowed is not None:
            able &= crew.allowed
        held = np.flatnonzero(self.holder >= 0)
        able[held, self.holder[held]] = True
        fixed = np.flatnonzero(visits.fixed >= 0)
        only = np.zeros((fixed.size, len(crew)), dtype=np.bool_)
        only[np.arange(fixed.size), visits.fixed[fixed]] = able[fixed, visits.fixed[fixed]]
        able[fixed] = only
        able.setflags(write=False)
        return able

    def _check_indices(self) -> None:
        visits, duties, crew, shifts = self.visits, self.duties, self.crew, self.limits_of_shifts
        modes, places = self.travel.shape[:2]
        within("PlanVisits.place", visits.place, 0, places - 1)
        within("PlanVisits.skill", visits.skill, 0, crew.level.shape[1] - 1 if len(crew) else 2**31)
        within("PlanVisits.fixed", visits.fixed, -1, len(crew) - 1)
        within("Duties.worker", duties.worker, 0, len(crew) - 1)
        within("Duties.start_place", duties.start_place, 0, places - 1)
        within("Duties.end_place", duties.end_place, -1, places - 1)
        within("Duties.shift", duties.shift, 0, len(shifts) - 1)
        within("Crew.mode", crew.mode, 0, modes - 1)
        within("Breaks.duty", self.breaks.duty, 0, len(duties) - 1)
        for name, matrix in (("allowed", crew.allowed), ("preference", crew.preference)):
            if matrix is not None and matrix.shape[0] != len(visits):
                raise ProblemError(f"Crew.{name} must have {len(visits)} rows, not {matrix.shape[0]}")

    def _check_committed(self) -> None:
        routes, locked = self.committed.routes, self.committed.locked
        if len(routes) != len(self.duties) or len(locked) != len(self.duties):
            raise ProblemError(
                f"Committed must have one route and one lock for each of {len(self.duties)} duties"
            )
        seen: set[int] = set()
        for duty, (route, first) in enumerate(zip(routes, locked, strict=True)):
            if not 0 <= first <= len(route):
                raise ProblemError(
                    f"Committed.locked[{duty}] is {first}, but the route has {len(route)} visits"
                )
            if route.count(DEPOT) > self.has_depot:
                raise ProblemError(f"Committed.routes[{duty}] stops at the depot too often")
            for visit in visits_in(route):
                if not 0 <= visit < len(self.visits):
                    raise ProblemError(f"Committed.routes[{duty}] holds visit {visit}, which does not exist")
                if visit in seen:
                    raise ProblemError(f"Committed.routes holds visit {visit} twice")
                seen.add(visit)
        for visit in seen:
            if self.visits.partner[visit] >= 0 and int(self.visits.partner[visit]) not in seen:
                raise ProblemError(f"Committed.routes holds visit {visit}, but not its partner")

    def _check_fixed(self) -> None:
        holder, fixed = self.holder, self.visits.fixed
        for duty, (route, first) in enumerate(zip(self.committed.routes, self.committed.locked, strict=True)):
            for visit in visits_in(route[:first]):
                if fixed[visit] not in (-1, self.duties.worker[duty]):
                    raise ProblemError(f"fixed[{visit}] is another worker than the one it is locked to")
        partner = self.visits.partner
        for visit in np.flatnonzero((partner >= 0) & (holder >= 0)).tolist():
            if holder[visit] == holder[partner[visit]]:
                raise ProblemError(f"Committed.routes gives visit {visit} and its partner to one worker")
        for visit in np.flatnonzero((fixed >= 0) & (holder != fixed)).tolist():
            if not self.able[visit, fixed[visit]]:
                raise ProblemError(f"fixed[{visit}] is worker {fixed[visit]}, who may not take the visit")

    def _check_totals(self) -> None:
        """No sum of costs can leave 64 bits: everything at its greatest, added up in Python's integers."""
        weights, n = self.weights, len(self.visits)
        horizon = max(_most(self.duties.end) + _most(self.duties.overtime_s), _most(self.visits.closes), 1)
        leg = _most(self.travel)
        legs = (2 * n + 3 * len(self.duties)) * leg
        legs += 0 if self.supplies is None else len(self.duties) * self.supplies.stop_s
        total = weights.travel * legs + (weights.waiting + weights.overtime + weights.away) * (n + 1) * (
            horizon + legs
        )
        total += n * (weights.skill * _most(self.crew.level) + weights.moved) + weights.balance * n * n
        shifts = self.limits_of_shifts
        work = int(self.visits.duration.sum()) + legs + int(shifts.booked_s.sum())
        total += weights.load * 2000 * (n + 1) * work // max(1, int(shifts.span_s.min(initial=2**40)))
        if self.crew.preference is not None:
            total += n * max(_most(self.crew.preference), _most(-self.crew.preference))
        total += sum(self.visits.prize.tolist())
        if total + 2000 * (n + 1) * work > MAX_TOTAL:
            raise ProblemError("costs are too great: their sum could leave 64 bits")


def _shifts_of(duties: Duties) -> Shifts:
    size = int(duties.shift.max(initial=-1)) + 1
    span_s = np.bincount(duties.shift, weights=duties.end - duties.start, minlength=size).astype(np.int64)
    return Shifts(span_s=np.maximum(span_s, 1))


def _most(values: Ints) -> int:
    return int(values.max(initial=0))
