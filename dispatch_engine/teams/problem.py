"""The problem of a day on which workers go out as teams."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, freeze, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.timelines import MAX_SECOND, NO_CAP

Team = tuple[int, ...]
ALONE: Final = 1


def qualifications(level: Ints, steps: int) -> Ints:
    """Levels in domains as the columns of `TeamProblem.has`: whoever has a level has those below it.

    Parameters
    ----------
    level : (m, s) int
        Level of each worker in each domain, 0 for none.
    steps
        How many levels a domain has.

    Returns
    -------
    (m, s * steps) int
        1 where the worker has at least that level of that domain; all levels of the first domain come first.
    """
    has = np.asarray(level)[:, :, None] >= np.arange(1, steps + 1)
    rows, domains = has.shape[:2]
    return has.reshape(rows, domains * steps).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class TeamProblem:
    """A day whose visits may need several workers at once (Kovacs, Parragh, Doerner and Hartl 2012).

    A team is one or more workers who stay together for the whole day. It may take a visit when, for each
    qualification, at least as many of its members count for it as the visit needs, and nobody of them may
    not take that visit. It drives the duty of its first member; only workers whose duties are alike (times,
    places, travel mode, breaks, caps) make a team.

    Parameters
    ----------
    day
        Visits, duties, travel and prices. Each worker has one duty, the i-th that of worker i. Nothing is
        promised, no visit has a partner, nothing is carried, neither pairs nor spare levels cost anything.
        What a visit needs stands in `needs`, not in `PlanVisits.level` or `fixed`; `Crew.allowed` holds.
    has : (m, q) int
        How many each worker counts for in each qualification, mostly 0 or 1; see `qualifications`.
    needs : (n, q) int
        How many each visit needs.
    most
        The most members a team may have.

    Attributes
    ----------
    kin : (m,) int
        Equal for workers whose duties are alike: the first worker of each kind.

    Raises
    ------
    ProblemError
        Naming the array and the place.
    """

    day: PlanProblem
    has: Ints
    needs: Ints
    most: int = NO_CAP
    kin: Ints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        keep, day = object.__setattr__, self.day
        _refuse_what_teams_have_not(day)
        keep(self, "has", ints("TeamProblem.has", self.has, [len(day.crew), None]))
        keep(self, "needs", ints("TeamProblem.needs", self.needs, [len(day.visits), self.has.shape[1]]))
        within("TeamProblem.has", self.has, 0, MAX_SECOND)
        within("TeamProblem.needs", self.needs, 0, MAX_SECOND)
        if self.most < ALONE:
            raise ProblemError(f"TeamProblem.most must be at least 1, not {self.most}")
        keep(self, "kin", _kin(day))

    @property
    def workers(self) -> int:
        return len(self.day.crew)

    def able(self, team: Sequence[int]) -> Flags:
        """(n,) which visits a team may take."""
        members = list(team)
        enough = (self.needs <= self.has[members].sum(axis=0)).all(axis=1)
        allowed: Flags = enough & self.day.able[:, members].all(axis=1)
        return allowed

    @property
    def has_company(self) -> bool:
        """Whether any two workers may be a team."""
        return self.most > ALONE and len(set(self.kin.tolist())) < self.workers

    def may_go_together(self, team: Sequence[int]) -> bool:
        """Whether these workers may be a team: not too many, with duties that are alike."""
        return ALONE <= len(team) <= self.most and len({int(self.kin[member]) for member in team}) == 1


def _refuse_what_teams_have_not(day: PlanProblem) -> None:
    if day.duties.worker.tolist() != list(range(len(day.crew))):
        raise ProblemError("TeamProblem.day must have one duty for each worker, in the order of the workers")
    refused = (
        ("promises", any(day.committed.routes)),
        ("visits of two workers", day.has_ties),
        ("supplies", day.supplies is not None),
        ("preferences", day.crew.preference is not None),
        ("price of spare levels", day.weights.skill > 0),
        ("fixed workers", bool((day.visits.fixed >= 0).any())),
        ("levels of visits", bool((day.visits.level > 0).any())),
        ("shifts of several duties", int(np.bincount(day.duties.shift, minlength=1).max(initial=0)) > 1),
    )
    for name, is_there in refused:
        if is_there:
            raise ProblemError(f"TeamProblem.day must have no {name}")


def _kin(day: PlanProblem) -> Ints:
    duties, shifts, breaks = day.duties, day.limits_of_shifts, day.breaks
    columns = [duties.start, duties.end, duties.start_place, duties.end_place, duties.overtime_s]
    columns.append(day.crew.mode)
    caps = (shifts.span_s, shifts.booked_s, shifts.most_visits, shifts.most_s, shifts.capacity)
    columns += [cap[duties.shift] for cap in caps]
    rows = np.stack(columns, axis=1).tolist() if len(duties) else []
    first: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], int] = {}
    kin = np.zeros(len(day.crew), dtype=np.int64)
    for worker, row in enumerate(rows):
        mine = breaks.duty == worker
        pauses = tuple(zip(breaks.start[mine].tolist(), breaks.end[mine].tolist(), strict=True))
        kin[worker] = first.setdefault((tuple(row), pauses), worker)
    return freeze(kin)
