"""What waits and what is promised, as a planning problem of the engine."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from adapters.dispatch.encoding import levels_of
from adapters.dispatch.tables import seconds_between
from dispatch_engine import (
    NO_CAP,
    Committed,
    Crew,
    Duties,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    Shifts,
)
from dispatch_engine.arrays import Flags, Ints
from domain.dispatching.matching import unserved_cost
from domain.dispatching.ranking import ReadyWorker
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Scene
from domain.dispatching.rules.drafting import Draft
from domain.scheduling.load import ShiftLoad
from domain.scheduling.route import Route, Stop, stop_of
from domain.scheduling.travel import TravelTable
from domain.shared.geo import Point
from domain.shared.ids import VisitId, WorkerId

PROMISED: Final = 10**9
"""What dropping a promised visit would lose: more than all others together."""


class RouteProblem:
    """Waiting visits first, then the stops of the days as they are promised; a duty for each free span."""

    def __init__(self, scene: Scene, visits: Sequence[VisitRequest]) -> None:
        sketch = scene.sketch()
        self.visits = visits
        able = [set(sketch.able(visit)) for visit in visits]
        concerned = sorted(set().union(*able))
        self.crew = [sketch.worker(worker_id) for worker_id in concerned]
        self.spans = [
            (number, route) for number, one in enumerate(self.crew) for route in one.timeline.routes
        ]
        self.stops = [stop for _, route in self.spans for stop in route.stops]
        if self.crew:
            self.problem = self._problem(scene, able)

    def start(self, draft: Draft) -> list[list[int]]:
        """The promised routes with the planned visits put in by time."""
        rows = {visit.visit_id: row for row, visit in enumerate(self.visits)}
        numbers = {one.snapshot.worker_id: number for number, one in enumerate(self.crew)}
        timed: list[list[tuple[int, int]]] = [[] for _ in self.spans]
        first = len(self.visits)
        for duty, (_, route) in enumerate(self.spans):
            timed[duty] = [(start, first + row) for row, start in enumerate(route.earliest)]
            first += len(route.stops)
        for visit_id, one in draft.placed.items():
            assert one.placement is not None
            second = int(one.placement.start.timestamp())
            mine = [d for d, (number, _) in enumerate(self.spans) if number == numbers.get(one.worker_id)]
            inside = [d for d in mine if self.spans[d][1].span.start <= second < self.spans[d][1].span.end]
            if inside:
                timed[inside[0]].append((second, rows[visit_id]))
        return [[row for _, row in sorted(one)] for one in timed]

    def decoded(self, routes: Sequence[Sequence[int]]) -> Mapping[VisitId, WorkerId]:
        """Waiting visits and whose they are, each route in its order."""
        return {
            self.visits[row].visit_id: self.crew[self.spans[duty][0]].snapshot.worker_id
            for duty, route in enumerate(routes)
            for row in route
            if row < len(self.visits)
        }

    def _problem(self, scene: Scene, able: Sequence[set[WorkerId]]) -> PlanProblem:
        weights = scene.context.policy.weights
        modes = list(scene.context.travel)
        places = self._places()
        skills = {code: number for number, code in enumerate(dict.fromkeys(v.skill for v in self.visits))}
        routes, first = [], len(self.visits)
        for _, route in self.spans:
            routes.append(range(first, first + len(route.stops)))
            first += len(route.stops)
        shifts, shift_of = self._shifts()
        return PlanProblem(
            visits=self._plan_visits(places, skills),
            duties=Duties(
                worker=_column([number for number, _ in self.spans]),
                start=_column([route.span.start for _, route in self.spans]),
                end=_column([route.span.end for _, route in self.spans]),
                start_place=_column([places[route.span.origin] for _, route in self.spans]),
                shift=_column([shift_of[number, route.span.shift] for number, route in self.spans]),
            ),
            crew=Crew(
                mode=_column([modes.index(one.snapshot.travel_mode) for one in self.crew]),
                level=levels_of(self.crew, skills),
                allowed=self._allowed(able),
            ),
            travel=np.stack([_matrix(scene.context.travel[mode], list(places)) for mode in modes]),
            weights=PlanWeights(weights.travel, weights.waiting, weights.skill, weights.load),
            shifts=shifts,
            committed=Committed.of(routes),
        )

    def _places(self) -> dict[Point, int]:
        points = [visit.need.place for visit in self.visits]
        points += [stop.place for stop in self.stops] + [route.span.origin for _, route in self.spans]
        return {point: number for number, point in enumerate(dict.fromkeys(points))}

    def _plan_visits(self, places: Mapping[Point, int], skills: Mapping[str, int]) -> PlanVisits:
        waiting = [stop_of(visit.need) for visit in self.visits]
        both: list[Stop] = [*waiting, *self.stops]
        owners = [number for number, route in self.spans for _ in route.stops]
        nothing = [0] * len(self.stops)
        return PlanVisits(
            place=_column([places[stop.place] for stop in both]),
            opens=_column([stop.opens for stop in both]),
            closes=_column([stop.closes for stop in both]),
            duration=_column([stop.duration_s for stop in both]),
            prize=_column([unserved_cost(visit) for visit in self.visits] + [PROMISED] * len(self.stops)),
            skill=_column([skills[visit.skill] for visit in self.visits] + nothing),
            level=_column([visit.min_level for visit in self.visits] + nothing),
            fixed=_column([-1] * len(self.visits) + owners),
        )

    def _allowed(self, able: Sequence[set[WorkerId]]) -> Flags:
        allowed = np.ones((len(self.visits) + len(self.stops), len(self.crew)), dtype=np.bool_)
        for row, mine in enumerate(able):
            allowed[row] = [one.snapshot.worker_id in mine for one in self.crew]
        return allowed

    def _shifts(self) -> tuple[Shifts, Mapping[tuple[int, int], int]]:
        """Caps less what no route holds: visits under way, and those booked outside all free time."""
        rows: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for number, one in enumerate(self.crew):
            for shift, load in enumerate(one.timeline.loads):
                mine = [route for route in one.timeline.routes if route.span.shift == shift]
                rows[number, shift] = _room(load, mine, one)
        columns = np.array(list(rows.values()), dtype=np.int64).reshape(-1, 4).T
        return Shifts(*columns), {key: row for row, key in enumerate(rows)}


def _room(load: ShiftLoad, routes: Sequence[Route], worker: ReadyWorker) -> tuple[int, int, int, int]:
    caps = worker.timeline.calendar.caps
    held = sum(len(route.stops) for route in routes)
    on_routes = sum(sum(route.legs) + sum(stop.duration_s for stop in route.stops) for route in routes)
    spare = load.spare_s(caps)
    return (
        max(1, load.shift_s),
        max(0, load.booked_s - on_routes),
        NO_CAP if caps.visits is None else caps.visits - (load.visits - held),
        NO_CAP if spare is None else spare + on_routes,
    )


def _matrix(table: TravelTable, places: Sequence[Point]) -> Ints:
    """Ways that nobody can take (from one worker's day into another's) stand as 0."""
    return seconds_between(table, places, places, missing=0)


def _column(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
