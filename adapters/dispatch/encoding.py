"""A question of the domain as arrays of the engine. Spans, loads and hard rules come from the domain."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from adapters.dispatch.tables import seconds_between
from dispatch_engine import NO_CAP, Spans, Stops, TableTravel, TimelineProblem, Visits, Weights
from dispatch_engine.arrays import Ints
from domain.dispatching.eligibility import first_failure
from domain.dispatching.failures import FailureCode
from domain.dispatching.greedy import in_turn
from domain.dispatching.matching import MatchQuestion, unserved_cost
from domain.dispatching.ranking import DispatchContext, ReadyWorker, ready
from domain.dispatching.requests import VisitRequest
from domain.scheduling.route import Stop, stop_of
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.geo import Point
from domain.shared.ids import WorkerId

Anchor = tuple[TravelMode, Point]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The problem, and who its indices are: visits in order of urgency, workers in order of id.

    Of the workers only those who break no hard rule for some visit are in it. `refused` counts, for each
    visit, the workers that a hard rule keeps out before any timeline is asked.
    """

    problem: TimelineProblem
    context: DispatchContext
    visits: tuple[VisitRequest, ...]
    crew: tuple[ReadyWorker, ...]
    refused: tuple[Counter[FailureCode], ...]


def encode(question: MatchQuestion, travel: Mapping[TravelMode, TravelTable]) -> Encoded:
    context = DispatchContext(question.now, question.policy, travel)
    visits = tuple(sorted(question.visits, key=in_turn))
    everybody = [ready(one, context) for one in sorted(question.workers, key=lambda one: one.worker_id)]
    pairs, refused = _eligible(visits, everybody, context)
    crew, candidates = _concerned(everybody, pairs, {worker_id for _, worker_id in question.fixed})
    stops = [stop_of(visit.need) for visit in visits]
    anchors = _anchors(crew)
    skills = {code: number for number, code in enumerate(dict.fromkeys(v.skill for v in visits))}
    weights = question.policy.weights
    problem = TimelineProblem(
        visits=_visits(visits, stops, skills),
        spans=_spans(crew, anchors),
        stops=_stops(crew, anchors),
        level=levels_of(crew, skills),
        travel=_travel(anchors, [visit.need.place for visit in visits], context.travel),
        weights=Weights(weights.travel, weights.waiting, weights.skill, weights.load),
        candidates=candidates,
        fixed=_fixed(question, visits, crew),
    )
    return Encoded(problem, context, visits, crew, refused)


def _eligible(
    visits: Sequence[VisitRequest], crew: Sequence[ReadyWorker], context: DispatchContext
) -> tuple[Ints, tuple[Counter[FailureCode], ...]]:
    """Pairs that pass every hard rule; who lacks the skill altogether is counted without being asked."""
    holders: dict[str, list[int]] = {}
    for number, worker in enumerate(crew):
        for code in {skill.code for skill in worker.snapshot.skills}:
            holders.setdefault(code, []).append(number)
    pairs: list[tuple[int, int]] = []
    refused: list[Counter[FailureCode]] = []
    for row, visit in enumerate(visits):
        able = holders.get(visit.skill, [])
        counts = Counter({FailureCode.SKILL_MISSING: len(crew) - len(able)})
        for number in able:
            failure = first_failure(visit, crew[number].snapshot, context.policy, context.now)
            if failure is None:
                pairs.append((row, number))
            else:
                counts[failure.code] += 1
        refused.append(counts)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), tuple(refused)


def _concerned(
    everybody: Sequence[ReadyWorker], pairs: Ints, wanted: set[WorkerId]
) -> tuple[tuple[ReadyWorker, ...], Ints]:
    """Those with a pair, or set by hand, and the pairs by their new numbers: nobody else needs a timeline."""
    named = [number for number, one in enumerate(everybody) if one.snapshot.worker_id in wanted]
    numbers = np.unique(np.concatenate([pairs[:, 1], np.array(named, dtype=np.int64)]))
    candidates = np.stack([pairs[:, 0], np.searchsorted(numbers, pairs[:, 1])], axis=1)
    return tuple(everybody[number] for number in numbers.tolist()), candidates


def _anchors(crew: Iterable[ReadyWorker]) -> dict[Anchor, int]:
    anchors: dict[Anchor, int] = {}
    for worker in crew:
        mode = worker.snapshot.travel_mode
        for route in worker.timeline.routes:
            for place in (route.span.origin, *(stop.place for stop in route.stops)):
                anchors.setdefault((mode, place), len(anchors))
    return anchors


def _visits(visits: Sequence[VisitRequest], stops: Sequence[Stop], skills: Mapping[str, int]) -> Visits:
    return Visits(
        opens=_ints(stop.opens for stop in stops),
        closes=_ints(stop.closes for stop in stops),
        duration=_ints(stop.duration_s for stop in stops),
        skill=_ints(skills[visit.skill] for visit in visits),
        level=_ints(visit.min_level for visit in visits),
        penalty=_ints(unserved_cost(visit) for visit in visits),
    )


def _spans(crew: Sequence[ReadyWorker], anchors: Mapping[Anchor, int]) -> Spans:
    rows: list[tuple[int, ...]] = []
    for number, worker in enumerate(crew):
        mode, caps = worker.snapshot.travel_mode, worker.timeline.calendar.caps
        for route in worker.timeline.routes:
            span, load = route.span, worker.timeline.loads[route.span.shift]
            spare_s = load.spare_s(caps)
            spare_visits = NO_CAP if caps.visits is None else caps.visits - load.visits
            origin = anchors[mode, span.origin]
            spare = NO_CAP if spare_s is None else spare_s
            rows.append((number, span.start, span.end, origin, load.permille, spare, spare_visits))
    return Spans(*_columns(rows, 7))


def _stops(crew: Sequence[ReadyWorker], anchors: Mapping[Anchor, int]) -> Stops:
    rows: list[tuple[int, ...]] = []
    span = 0
    for worker in crew:
        mode = worker.snapshot.travel_mode
        for route in worker.timeline.routes:
            for stop, leg in zip(route.stops, route.legs, strict=True):
                anchor = anchors[mode, stop.place]
                rows.append((span, stop.opens, stop.closes, stop.duration_s, anchor, leg))
            span += 1
    return Stops(*_columns(rows, 6))


def levels_of(crew: Sequence[ReadyWorker], skills: Mapping[str, int]) -> Ints:
    """(workers, skills): the highest level of each, 0 for none."""
    levels = np.zeros((len(crew), max(1, len(skills))), dtype=np.int64)
    for number, worker in enumerate(crew):
        for skill in worker.snapshot.skills:
            if skill.code in skills:
                column = skills[skill.code]
                levels[number, column] = max(levels[number, column], skill.level)
    return levels


def _travel(
    anchors: Mapping[Anchor, int], places: Sequence[Point], travel: Mapping[TravelMode, TravelTable]
) -> TableTravel:
    to_visit = np.zeros((len(anchors), len(places)), dtype=np.int64)
    from_visit = np.zeros_like(to_visit)
    for mode, table in travel.items():
        mine = [(place, row) for (other, place), row in anchors.items() if other == mode]
        points, rows = [place for place, _ in mine], [row for _, row in mine]
        if rows:
            to_visit[rows] = seconds_between(table, points, places)
            from_visit[rows] = seconds_between(table, places, points, missing=0).T
    return TableTravel(to_visit, from_visit)


def _fixed(question: MatchQuestion, visits: Sequence[VisitRequest], crew: Sequence[ReadyWorker]) -> Ints:
    wanted = dict(question.fixed)
    numbers = {worker.snapshot.worker_id: number for number, worker in enumerate(crew)}
    return _ints(numbers[wanted[visit.visit_id]] if visit.visit_id in wanted else -1 for visit in visits)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[Ints]:
    return list(np.array(rows, dtype=np.int64).reshape(-1, width).T)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
