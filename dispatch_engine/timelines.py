"""The insertion problem: visits that want a worker, and what is in the workers' timelines already."""

from dataclasses import dataclass, fields
from typing import Final

from numpy.typing import ArrayLike

from dispatch_engine.arrays import Ints, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.pairs import MAX_COST
from dispatch_engine.travel import Travel

MAX_SECOND: Final = 2**40
NO_CAP: Final = 2**40
"""For `Spans.spare_s` and `Spans.spare_visits`: nothing is capped."""


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """n visits without a worker. A visit may start at any second of [opens, closes], both included.

    Attributes
    ----------
    opens, closes : (n,) int
        Seconds on any common clock.
    duration : (n,) int
        Seconds of work, positive.
    skill : (n,) int
        Column of `Crew.level`.
    level : (n,) int
        Least level needed, 1 or more.
    penalty : (n,) int
        Cost of leaving it unserved.
    """

    opens: Ints
    closes: Ints
    duration: Ints
    skill: Ints
    level: Ints
    penalty: Ints

    def __post_init__(self) -> None:
        _settle(self, {"opens": (0, MAX_SECOND), "closes": (-1, MAX_SECOND), "duration": (1, MAX_SECOND)})
        within("Visits.level", self.level, 1, 2**31)
        within("Visits.penalty", self.penalty, -MAX_COST, MAX_COST)

    def __len__(self) -> int:
        return int(self.opens.size)


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """s stretches of free time, sorted by worker and time. One worker may have any number, also none.

    Attributes
    ----------
    worker, start, end, origin : (s,) int
        Whose, [start, end) in seconds, and the anchor it starts from.
    load : (s,) int
        What `Weights.load` is multiplied with when a visit goes here.
    spare_s, spare_visits : (s,) int
        How many seconds (work and added travel) and visits may still be added; `NO_CAP` for no cap.
    """

    worker: Ints
    start: Ints
    end: Ints
    origin: Ints
    load: Ints
    spare_s: Ints
    spare_visits: Ints

    def __post_init__(self) -> None:
        _settle(self, {"start": (0, MAX_SECOND), "end": (0, MAX_SECOND), "origin": (0, 2**31)})
        if (self.worker[1:] < self.worker[:-1]).any():
            raise ProblemError("Spans.worker must be sorted")

    def __len__(self) -> int:
        return int(self.worker.size)


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Committed visits, in the order in which each span holds them.

    Attributes
    ----------
    span : (k,) int
        Span of each stop, sorted.
    opens, closes, duration : (k,) int
        As in `Visits`; a fixed one has opens = closes.
    anchor : (k,) int
        Where it is.
    leg : (k,) int
        Travel seconds to it from the stop before, or from the origin of the span.
    """

    span: Ints
    opens: Ints
    closes: Ints
    duration: Ints
    anchor: Ints
    leg: Ints

    def __post_init__(self) -> None:
        _settle(self, {"duration": (1, MAX_SECOND), "leg": (0, MAX_SECOND), "anchor": (0, 2**31)})
        if (self.span[1:] < self.span[:-1]).any():
            raise ProblemError("Stops.span must be sorted")

    def __len__(self) -> int:
        return int(self.span.size)


@dataclass(frozen=True, slots=True)
class Weights:
    """Cost of one unit of each term: a second of added travel, a second after `opens`, a level of skill above
    what is needed, a unit of `Spans.load`."""

    travel: int = 1
    waiting: int = 0
    skill: int = 0
    load: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class TimelineProblem:
    """Put each visit into one worker's timeline, at most one new visit a worker.

    Parameters
    ----------
    visits, spans, stops
        See there.
    level : (m, k) int
        Level of each worker in each skill, 0 for none.
    travel
        Travel seconds between anchors and visits.
    weights
        Of the cost terms.
    candidates : (c, 2) int, optional
        The only (visit, worker) pairs to look at; None looks at all.
    forbidden : (f, 2) int, optional
        (visit, worker) pairs never to make.
    fixed : (n,) int, optional
        Worker that must take the visit if it fits there, -1 for none.
    place_xy : pair of (n, 2) and (m, 2) int, optional
        Metres of visits and workers; with `radius` (m,) int a worker takes no visit farther away.

    Raises
    ------
    ProblemError
        Naming the array and the place.
    """

    visits: Visits
    spans: Spans
    stops: Stops
    level: Ints
    travel: Travel
    weights: Weights = Weights()
    candidates: Ints | None = None
    forbidden: Ints | None = None
    fixed: Ints | None = None
    place_xy: tuple[Ints, Ints] | None = None
    radius: Ints | None = None

    def __post_init__(self) -> None:
        n, keep = len(self.visits), object.__setattr__
        keep(self, "level", ints("level", self.level, [None, None]))
        m = self.workers
        within("Visits.skill", self.visits.skill, 0, self.level.shape[1] - 1)
        within("Spans.worker", self.spans.worker, 0, m - 1)
        within("Stops.span", self.stops.span, 0, len(self.spans) - 1)
        for name in ("candidates", "forbidden"):
            keep(self, name, _pairs(name, getattr(self, name), n, m))
        if self.fixed is not None:
            keep(self, "fixed", ints("fixed", self.fixed, [n]))
            within("fixed", self.fixed, -1, m - 1)
        anchors = 1 + max(self.spans.origin.max(initial=-1), self.stops.anchor.max(initial=-1))
        if not self.travel.covers(int(anchors), n):
            raise ProblemError("travel does not cover all anchors and visits")
        self._settle_places()

    @property
    def workers(self) -> int:
        """Number of workers, m."""
        return int(self.level.shape[0])

    def _settle_places(self) -> None:
        if self.place_xy is None and self.radius is None:
            return
        if self.place_xy is None or self.radius is None:
            raise ProblemError("place_xy and radius come together")
        visits, workers = self.place_xy
        pair = (
            ints("place_xy[0]", visits, [len(self.visits), 2]),
            ints("place_xy[1]", workers, [self.workers, 2]),
        )
        object.__setattr__(self, "place_xy", pair)
        object.__setattr__(self, "radius", ints("radius", self.radius, [self.workers]))


def _settle(part: Visits | Spans | Stops, ranges: dict[str, tuple[int, int]]) -> None:
    """Copy every field to read-only integers of one length, and check the ranges."""
    kind, length = type(part).__name__, None
    for one in fields(part):
        array = ints(f"{kind}.{one.name}", getattr(part, one.name), [length])
        length = array.size
        object.__setattr__(part, one.name, array)
        if one.name in ranges:
            within(f"{kind}.{one.name}", array, *ranges[one.name])


def _pairs(name: str, values: ArrayLike | None, visits: int, workers: int) -> Ints | None:
    if values is None:
        return None
    pairs = ints(name, values, [None, 2])
    within(f"{name}[:, 0]", pairs[:, 0], 0, visits - 1)
    within(f"{name}[:, 1]", pairs[:, 1], 0, workers - 1)
    return pairs
