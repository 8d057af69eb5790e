"""What a planning problem is made of: visits, the workers' duties, shifts and breaks, what is promised."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.pairs import MAX_COST
from dispatch_engine.timelines import MAX_SECOND, NO_CAP

NOWHERE: Final = -1
"""For `Duties.end_place`: the duty ends where its last visit is."""
MAX_PRICE: Final = 10**6
UNSET: Final[Ints] = np.zeros(0, dtype=np.int64)
"""Default of an optional column: filled with its neutral value when the problem is made."""


def _unset() -> Ints:
    return UNSET


@dataclass(frozen=True, slots=True, eq=False)
class PlanVisits:
    """n visits. Work may start at any second of a window, both ends included, and is not interrupted.

    Attributes
    ----------
    place : (n,) int
        Index into the travel matrix.
    opens, closes : (n,) or (n, k) int
        Seconds on any common clock; with k windows each, in order of time and apart from one another. A
        window that closes before it opens does not exist.
    duration : (n,) int
        Seconds of work.
    prize : (n,) int
        What leaving it unserved loses, compared before any cost unless the problem says otherwise.
    skill, level : (n,) int, optional
        Column of `Crew.level` and least level needed; level 0 asks for nothing.
    demand : (n,) int, optional
        What it takes of `Shifts.capacity`.
    fixed : (n,) int, optional
        The only worker that may take it, -1 for none.
    partner : (n,) int, optional
        The visit that another worker must begin at the same second, -1 for none. What two workers do together
        is two rows that name each other: both are served, or neither is.
    """

    place: Ints
    opens: Ints
    closes: Ints
    duration: Ints
    prize: Ints
    skill: Ints = field(default_factory=_unset)
    level: Ints = field(default_factory=_unset)
    demand: Ints = field(default_factory=_unset)
    fixed: Ints = field(default_factory=_unset)
    partner: Ints = field(default_factory=_unset)

    def __post_init__(self) -> None:
        for name in ("opens", "closes"):
            array = np.asarray(getattr(self, name))
            object.__setattr__(self, name, array[:, None] if array.ndim == 1 else array)
        neutral = {"skill": 0, "level": 0, "demand": 0, "fixed": -1, "partner": -1}
        _settle(self, np.asarray(self.place).size, neutral)
        bounds = {"place": 2**31, "opens": MAX_SECOND, "duration": MAX_SECOND, "prize": MAX_COST}
        bounds |= {"skill": 2**31, "level": 2**31, "demand": MAX_SECOND}
        for name, high in bounds.items():
            within(f"PlanVisits.{name}", getattr(self, name), 0, high)
        within("PlanVisits.closes", self.closes, -1, MAX_SECOND)
        self._check_windows()
        self._check_partners()

    def _check_partners(self) -> None:
        within("PlanVisits.partner", self.partner, -1, len(self) - 1)
        tied = np.flatnonzero(self.partner >= 0)
        wrong = tied[(self.partner[self.partner[tied]] != tied) | (self.partner[tied] == tied)]
        if wrong.size:
            raise ProblemError(f"PlanVisits.partner[{int(wrong[0])}] is not a visit that names it in turn")

    def _check_windows(self) -> None:
        if self.opens.shape != self.closes.shape:
            raise ProblemError("PlanVisits.opens and closes must have one shape")
        latest = np.full(len(self), -1, dtype=np.int64)
        for number in range(self.opens.shape[1]):
            opens, closes = self.opens[:, number], self.closes[:, number]
            exists = closes >= opens
            wrong = np.flatnonzero(exists & (opens <= latest))
            if wrong.size:
                raise ProblemError(
                    f"PlanVisits: window {number} of visit {int(wrong[0])} is not in order of time"
                )
            latest = np.where(exists, closes, latest)

    def __len__(self) -> int:
        return int(self.place.size)


@dataclass(frozen=True, slots=True, eq=False)
class Crew:
    """m workers.

    Attributes
    ----------
    mode : (m,) int
        Which travel matrix the worker drives by.
    level : (m, s) int, optional
        Level of each worker in each skill, 0 for none.
    allowed : (n, m) bool, optional
        False where a worker may not take a visit, whatever the levels say.
    preference : (n, m) int, optional
        Cost of each pair, may be negative.
    """

    mode: Ints
    level: Ints = field(default_factory=_unset)
    allowed: Flags | None = None
    preference: Ints | None = None

    def __post_init__(self) -> None:
        keep, m = object.__setattr__, np.asarray(self.mode).size
        keep(self, "mode", ints("Crew.mode", self.mode, [None]))
        if self.level is UNSET:
            keep(self, "level", np.zeros((m, 1), dtype=np.int64))
        keep(self, "level", ints("Crew.level", self.level, [m, None]))
        within("Crew.level", self.level, 0, 2**31)
        if self.allowed is not None:
            allowed = np.array(self.allowed)
            if allowed.dtype != np.bool_ or allowed.ndim != 2 or allowed.shape[1] != m:
                raise ProblemError(f"Crew.allowed must be boolean with {m} columns")
            allowed.setflags(write=False)
            keep(self, "allowed", allowed)
        if self.preference is not None:
            keep(self, "preference", ints("Crew.preference", self.preference, [None, m]))
            within("Crew.preference", self.preference, -MAX_COST, MAX_COST)

    def __len__(self) -> int:
        return int(self.mode.size)


@dataclass(frozen=True, slots=True, eq=False)
class Duties:
    """d stretches of time in which one worker is on the road. A worker may have any number, also none.

    Attributes
    ----------
    worker : (d,) int
    start, end : (d,) int
        Seconds: not on the road before `start`; the last visit and the way to `end_place` are over by `end`.
    start_place : (d,) int
        Index into the travel matrix.
    end_place : (d,) int, optional
        Where the duty must end, `NOWHERE` for anywhere (the default).
    shift : (d,) int, optional
        Row of `Shifts` that counts this duty; by default each duty is a shift of its own.
    overtime_s : (d,) int, optional
        By how many seconds `end` may be passed, at `PlanWeights.overtime` each.
    """

    worker: Ints
    start: Ints
    end: Ints
    start_place: Ints
    end_place: Ints = field(default_factory=_unset)
    shift: Ints = field(default_factory=_unset)
    overtime_s: Ints = field(default_factory=_unset)

    def __post_init__(self) -> None:
        size = np.asarray(self.worker).size
        if self.shift is UNSET:
            object.__setattr__(self, "shift", np.arange(size, dtype=np.int64))
        _settle(self, size, {"end_place": NOWHERE, "overtime_s": 0})
        for name in ("start", "end", "start_place", "shift", "overtime_s"):
            within(f"Duties.{name}", getattr(self, name), 0, MAX_SECOND)
        within("Duties.end_place", self.end_place, NOWHERE, 2**31)
        wrong = np.flatnonzero(self.end < self.start)
        if wrong.size:
            raise ProblemError(f"Duties: duty {int(wrong[0])} ends before it starts")

    def __len__(self) -> int:
        return int(self.worker.size)


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """What the duties of one shift may take together. All columns but the first are optional.

    Attributes
    ----------
    span_s : (s,) int
        Length that loads are measured against, positive.
    booked_s : (s,) int
        Seconds booked already by what is not in this problem; they weigh in the load, not in the caps.
    most_visits, most_s, capacity : (s,) int
        Caps on visits, on seconds of work and travel, and on demand; `NO_CAP` for none.
    """

    span_s: Ints
    booked_s: Ints = field(default_factory=_unset)
    most_visits: Ints = field(default_factory=_unset)
    most_s: Ints = field(default_factory=_unset)
    capacity: Ints = field(default_factory=_unset)

    def __post_init__(self) -> None:
        neutral = {"booked_s": 0, "most_visits": NO_CAP, "most_s": NO_CAP, "capacity": NO_CAP}
        _settle(self, np.asarray(self.span_s).size, neutral)
        within("Shifts.span_s", self.span_s, 1, MAX_SECOND)
        within("Shifts.booked_s", self.booked_s, 0, MAX_SECOND)
        for name in ("most_visits", "most_s", "capacity"):
            within(f"Shifts.{name}", getattr(self, name), -MAX_SECOND, NO_CAP)

    def __len__(self) -> int:
        return int(self.span_s.size)


@dataclass(frozen=True, slots=True, eq=False)
class Breaks:
    """b pauses. In [start, end) the worker stays where they are; work does not meet a break, a drive waits.

    Attributes
    ----------
    duty, start, end : (b,) int
        Sorted by duty and time, apart from one another.
    """

    duty: Ints
    start: Ints
    end: Ints

    def __post_init__(self) -> None:
        _settle(self, np.asarray(self.duty).size, {})
        for name in ("duty", "start", "end"):
            within(f"Breaks.{name}", getattr(self, name), 0, MAX_SECOND)
        same = self.duty[1:] == self.duty[:-1]
        out_of_order = (self.duty[1:] < self.duty[:-1]) | (same & (self.start[1:] < self.end[:-1]))
        if out_of_order.any() or (self.end <= self.start).any():
            raise ProblemError("Breaks must be sorted by duty and time, apart, and end after they start")

    def __len__(self) -> int:
        return int(self.duty.size)


@dataclass(frozen=True, slots=True)
class Committed:
    """What is promised: the visits of each duty in order, and how many of the first may not move at all.

    A committed visit that is not locked may move within its windows and, at `PlanWeights.moved`, to another
    worker. What is late or too much in these routes already may stay so, but not become worse. `forgiven`:
    `finish` and `late_until` of `Bounds` that stay forgiven where the routes as they stand need less.
    """

    routes: tuple[tuple[int, ...], ...]
    locked: tuple[int, ...] = ()
    forgiven: tuple[Ints, Ints] | None = None

    @classmethod
    def of(cls, routes: Sequence[Sequence[int]], locked: Sequence[int] = ()) -> "Committed":
        """From any sequences."""
        return cls(tuple(tuple(map(int, route)) for route in routes), tuple(map(int, locked)))


@dataclass(frozen=True, slots=True)
class PlanWeights:
    """Cost of one unit of each term: a second of travel, a second from the opening of a visit's first window
    to its start, a level above what is needed, a permille of load, a squared visit of a shift, a second of
    overtime, a committed visit that goes to another worker, a second between the last moment at which a duty
    can set out and its end (which it reaches as early as it can). Not negative."""

    travel: int = 1
    waiting: int = 0
    skill: int = 0
    load: int = 0
    balance: int = 0
    overtime: int = 0
    moved: int = 0
    away: int = 0

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**3 * MAX_PRICE:
                raise ProblemError(f"PlanWeights.{one.name} must be an integer in [0, {10**3 * MAX_PRICE}]")


def _settle(part: PlanVisits | Duties | Shifts | Breaks, size: int, neutral: dict[str, int]) -> None:
    """Copy every column to read-only integers of one length; unset ones get their neutral value."""
    for one in fields(part):
        values = getattr(part, one.name)
        if values is UNSET:
            values = np.full(size, neutral[one.name], dtype=np.int64)
        shape = [size, None] if one.name in ("opens", "closes") else [size]
        object.__setattr__(part, one.name, ints(f"{type(part).__name__}.{one.name}", values, shape))
