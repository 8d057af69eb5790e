"""What waits and what is promised, as a planning problem of the engine."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
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
from domain.dispatching.sketch import Sketch
from domain.scheduling.load import ShiftLoad
from domain.scheduling.route import Route, Stop, stop_of
from domain.scheduling.seconds import at_or_after
from domain.scheduling.travel import TravelTable
from domain.shared.geo import Point
from domain.shared.ids import VisitId, WorkerId
from domain.shared.time import Window

PROMISED: Final = 10**9
"""What dropping a promised visit would lose: more than all others together."""


class RouteProblem:
    """Waiting visits first, then the stops of the days as they are promised; a duty for each free span.

    `able` says of each waiting visit who may take it. With `near` only the shifts count that touch it.
    """

    def __init__(
        self,
        sketch: Sketch,
        visits: Sequence[VisitRequest],
        able: Sequence[set[WorkerId]],
        crew: Sequence[WorkerId],
        near: Window | None = None,
    ) -> None:
        self.visits, self.context = visits, sketch.context
        self.crew = [sketch.worker(worker_id) for worker_id in crew]
        self.spans = [
            (number, place, route)
            for number, one in enumerate(self.crew)
            for place, route in enumerate(one.timeline.routes)
            if near is None or route.span.shift in _shifts_near(one.timeline.routes, near)
        ]
        self.stops = [stop for *_, route in self.spans for stop in route.stops]
        if self.spans:
            self.problem = self._problem(able)

    @classmethod
    def around(cls, sketch: Sketch, visits: Sequence[VisitRequest]) -> "RouteProblem":
        """Everybody who may take one of the visits."""
        able = [set(sketch.able(visit)) for visit in visits]
        return cls(sketch, visits, able, sorted(set().union(*able)))

    def routes_on(self, sketch: Sketch) -> list[list[int]]:
        """The days as they stand on a sketch: promised stops, and visits of this problem put between them."""
        rows = {visit.visit_id: row for row, visit in enumerate(self.visits)}
        first = len(self.visits)
        rows |= {stop.visit_id: first + number for number, stop in enumerate(self.stops)}
        days = [sketch.worker(one.snapshot.worker_id).timeline.routes for one in self.crew]
        return [
            [rows[stop.visit_id] for stop in days[number][place].stops if stop.visit_id in rows]
            for number, place, _ in self.spans
        ]

    def priced(self, start: Sequence[Sequence[int]], planned: Container[VisitId], price: int) -> PlanProblem:
        """The problem in which giving a visit that was planned before to somebody else costs `price`."""
        if not price:
            return self.problem
        first = len(self.visits)
        held = [
            [row for row in route if row >= first or self.visits[row].visit_id in planned] for route in start
        ]
        weights = replace(self.problem.weights, moved=price)
        return replace(self.problem, weights=weights, committed=Committed.of(held))

    def decoded(self, routes: Sequence[Sequence[int]]) -> Mapping[VisitId, WorkerId]:
        """Waiting visits and whose they are, each route in its order."""
        return {
            self.visits[row].visit_id: self.worker_of(duty)
            for duty, route in enumerate(routes)
            for row in route
            if row < len(self.visits)
        }

    def worker_of(self, duty: int) -> WorkerId:
        return self.crew[self.spans[duty][0]].snapshot.worker_id

    def visit_of(self, row: int) -> VisitId:
        first = len(self.visits)
        return self.visits[row].visit_id if row < first else self.stops[row - first].visit_id

    def _problem(self, able: Sequence[set[WorkerId]]) -> PlanProblem:
        weights = self.context.policy.weights
        modes = list(self.context.travel)
        places = self._places()
        skills = {code: number for number, code in enumerate(dict.fromkeys(v.skill for v in self.visits))}
        routes, first = [], len(self.visits)
        for *_, route in self.spans:
            routes.append(range(first, first + len(route.stops)))
            first += len(route.stops)
        shifts, shift_of = self._shifts()
        return PlanProblem(
            visits=self._plan_visits(places, skills),
            duties=Duties(
                worker=_column([number for number, *_ in self.spans]),
                start=_column([route.span.start for *_, route in self.spans]),
                end=_column([route.span.end for *_, route in self.spans]),
                start_place=_column([places[route.span.origin] for *_, route in self.spans]),
                shift=_column([shift_of[number, route.span.shift] for number, _, route in self.spans]),
            ),
            crew=Crew(
                mode=_column([modes.index(one.snapshot.travel_mode) for one in self.crew]),
                level=levels_of(self.crew, skills),
                allowed=self._allowed(able),
            ),
            travel=np.stack([_matrix(self.context.travel[mode], list(places)) for mode in modes]),
            weights=PlanWeights(weights.travel, weights.waiting, weights.skill, weights.load),
            shifts=shifts,
            committed=Committed.of(routes),
        )

    def _places(self) -> dict[Point, int]:
        points = [visit.need.place for visit in self.visits]
        points += [stop.place for stop in self.stops] + [route.span.origin for *_, route in self.spans]
        return {point: number for number, point in enumerate(dict.fromkeys(points))}

    def _plan_visits(self, places: Mapping[Point, int], skills: Mapping[str, int]) -> PlanVisits:
        waiting = [stop_of(visit.need) for visit in self.visits]
        both: list[Stop] = [*waiting, *self.stops]
        owners = [number for number, _, route in self.spans for _ in route.stops]
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
        for number, _, known in self.spans:
            one, shift = self.crew[number], known.span.shift
            if (number, shift) not in rows:
                mine = [route for route in one.timeline.routes if route.span.shift == shift]
                rows[number, shift] = _room(one.timeline.loads[shift], mine, one)
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


def _shifts_near(routes: Sequence[Route], near: Window) -> set[int]:
    """The shifts of which some free span touches the window."""
    opens, closes = at_or_after(near.start), at_or_after(near.end)
    return {route.span.shift for route in routes if route.span.start < closes and route.span.end > opens}


def _matrix(table: TravelTable, places: Sequence[Point]) -> Ints:
    """Ways that nobody can take (from one worker's day into another's) stand as 0."""
    return seconds_between(table, places, places, missing=0)


def _column(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
