"""A played day as a static problem: who could have gone where and when, had everything been known.

What counts. Every wish of the day is in the denominator of `served`, as in the arena's measures. To be served
are those that the homeowner still wanted: served, turned away, unserved and unfinished ones. A wish that was
cancelled or met nobody at home is left out, and costs nothing: who knows everything does not drive in vain.
So the distance to the plan holds the price of not knowing too. The plan serves as many as it can before it
looks at metres, and the last visits cost the most: a rule that serves fewer may drive less for each. Compare
kilometres at equal service, over the visits that the rule served (`narrowed`).

What is strict. A visit starts in its window, [opens, closes), and ends in the shift. Nobody is late or works
overtime; rules may, and so may serve more than the plan. A visit may start before its wish was made: in
hindsight the morning knows the evening. After an absence the worker starts at home, as in the product's own
calendar; ways home are not counted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from arena.records import DayRecord, Hand, Outcome, Story
from domain.shared.geo import Point

Ints = NDArray[np.int64]
WITHDRAWN: Final = frozenset({Outcome.CANCELLED, Outcome.NOT_AT_HOME})


class TravelByMode(Protocol):
    """Whole (seconds, metres) of all ways between N places for a travel mode, each of shape (N, N)."""

    def __call__(self, mode: str, places: Sequence[Point], /) -> tuple[Ints, Ints]: ...


@dataclass(frozen=True, slots=True)
class Visit:
    """`work_s` is the true duration for a worker of ordinary speed; `number` that of the story."""

    number: int
    skill: str
    min_level: int
    opens_s: int
    closes_s: int
    work_s: int


@dataclass(frozen=True, slots=True)
class Worker:
    """As in the record, under the number of the hand."""

    number: int
    mode: str
    skills: tuple[tuple[str, int], ...]
    speed: float
    shift_start_s: int
    shift_end_s: int
    away: tuple[tuple[int, int], ...]

    def can_do(self, visit: Visit) -> bool:
        return any(code == visit.skill and level >= visit.min_level for code, level in self.skills)

    def work_s(self, visit: Visit) -> int:
        return max(1, round(visit.work_s * self.speed))


@dataclass(frozen=True, slots=True)
class Stint:
    """Time without an absence, [start, end), of the worker at a position in `Problem.workers`."""

    worker: int
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Ways:
    """By travel mode; places are the V visits, then the homes of the W workers. Shapes (V + W, V + W)."""

    seconds: Ints
    metres: Ints


@dataclass(frozen=True, slots=True)
class Problem:
    """`wishes` counts all wishes of the day, those left out too. Seconds are those of the record."""

    wishes: int
    visits: tuple[Visit, ...]
    workers: tuple[Worker, ...]
    stints: tuple[Stint, ...]
    ways: Mapping[str, Ways]

    def ways_of(self, worker: int) -> Ways:
        return self.ways[self.workers[worker].mode]

    def home_of(self, worker: int) -> int:
        """The place at which the worker at this position starts."""
        return len(self.visits) + worker


def problem_of(record: DayRecord, travel: TravelByMode, others: Iterable[DayRecord] = ()) -> Problem:
    """The day of `record`; `others` are records of the same day under other rules.

    Whether a homeowner gave up may depend on the rule. Over several records a wish is left out when it was
    withdrawn in one and served in none. Windows are those of `record`.
    """
    gone = _withdrawn((record, *others))
    stories = [story for story in record.stories if story.number not in gone]
    places = [story.place for story in stories] + [hand.home for hand in record.hands]
    workers = tuple(_worker(hand) for hand in record.hands)
    modes = sorted({worker.mode for worker in workers})
    return Problem(
        wishes=len(record.stories),
        visits=tuple(_visit(story) for story in stories),
        workers=workers,
        stints=tuple(stint for number, worker in enumerate(workers) for stint in _stints(number, worker)),
        ways={mode: Ways(*travel(mode, places)) for mode in modes},
    )


def narrowed(problem: Problem, numbers: Collection[int]) -> Problem:
    """The same day with those visits only, say the ones that a rule served: kilometres at equal service."""
    kept = [position for position, visit in enumerate(problem.visits) if visit.number in numbers]
    homes = range(len(problem.visits), len(problem.visits) + len(problem.workers))
    cut = np.ix_([*kept, *homes], [*kept, *homes])
    return replace(
        problem,
        visits=tuple(problem.visits[position] for position in kept),
        ways={mode: Ways(ways.seconds[cut], ways.metres[cut]) for mode, ways in problem.ways.items()},
    )


def _withdrawn(records: Sequence[DayRecord]) -> set[int]:
    stories = [story for record in records for story in record.stories]
    withdrawn = {story.number for story in stories if story.outcome in WITHDRAWN}
    return withdrawn - {story.number for story in stories if story.outcome is Outcome.SERVED}


def _visit(story: Story) -> Visit:
    return Visit(
        number=story.number,
        skill=story.skill,
        min_level=story.min_level,
        opens_s=story.opens_s,
        closes_s=story.closes_s,
        work_s=story.true_duration_s,
    )


def _worker(hand: Hand) -> Worker:
    return Worker(
        number=hand.number,
        mode=hand.mode,
        skills=hand.skills,
        speed=hand.speed,
        shift_start_s=hand.shift_start_s,
        shift_end_s=hand.shift_end_s,
        away=hand.away,
    )


def _stints(number: int, worker: Worker) -> Iterator[Stint]:
    """What absences, which may overlap, leave of the shift from midnight on."""
    start = max(0, worker.shift_start_s)
    for away_from, away_to in sorted(worker.away):
        end = min(away_from, worker.shift_end_s)
        if away_from < away_to and start < end:
            yield Stint(number, start, end)
        if away_from < away_to:
            start = max(start, away_to)
    if start < worker.shift_end_s:
        yield Stint(number, start, worker.shift_end_s)
