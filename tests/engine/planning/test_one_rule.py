"""Planning and the domain hold one rule: the same verdict at every place, the same start, the same cost."""

from dataclasses import replace
from itertools import chain

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    NO_CAP,
    Committed,
    Crew,
    Duties,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    Shifts,
    bounds_of,
    insertion_at,
)
from dispatch_engine.planning.kernels.arrays import NEVER
from dispatch_engine.planning.kernels.probing import price_places
from dispatch_engine.planning.search import Search
from domain.scheduling.calendar import VisitNeed
from domain.scheduling.load import ShiftLoad
from domain.scheduling.placement import Placement
from domain.scheduling.route import Stop, stop_of
from domain.scheduling.seconds import at_or_after
from domain.scheduling.timeline import Timeline
from domain.shared.time import Window
from tests.domain.scheduling.hard_days import hard_days, moment, sets_of_windows
from tests.domain.scheduling.test_kernel_against_simulation import PLACES
from tests.engine.planning.drawing import column

NEVER_OPEN = (0, -1)
ANY_TIME = Window(moment(0), moment(1))


def planned(day: Timeline, ways: list[VisitNeed], weights: PlanWeights) -> PlanProblem:
    """A timeline and one more visit as a planning problem: a duty for each span, the stops as promises.

    `ways` are the visit in each of its windows.
    """
    stops = list(chain.from_iterable(route.stops for route in day.routes))
    numbers = iter(range(len(stops)))
    routes = [[next(numbers) for _ in route.stops] for route in day.routes]
    spans = [route.span for route in day.routes]
    size = len(PLACES)
    return PlanProblem(
        visits=visits_of(stops, [stop_of(way) for way in ways]),
        duties=Duties(
            worker=np.zeros(len(spans), dtype=np.int64),
            start=column(*(span.start for span in spans)),
            end=column(*(span.end for span in spans)),
            start_place=column(*(PLACES.index(span.origin) for span in spans)),
            shift=column(*(span.shift for span in spans)),
        ),
        crew=Crew(column(0)),
        travel=np.array([[day.travel(a, b) for b in PLACES] for a in PLACES]).reshape(size, size),
        weights=weights,
        shifts=shifts_of(day),
        committed=Committed.of(routes),
    )


def visits_of(stops: list[Stop], ways: list[Stop]) -> PlanVisits:
    more = [NEVER_OPEN] * (len(ways) - 1)
    open_at = [[(stop.opens, stop.closes), *more] for stop in stops]
    open_at.append([(way.opens, way.closes) for way in ways])
    every = [*stops, ways[0]]
    return PlanVisits(
        place=column(*(PLACES.index(stop.place) for stop in every)),
        opens=np.array(open_at)[:, :, 0],
        closes=np.array(open_at)[:, :, 1],
        duration=column(*(stop.duration_s for stop in every)),
        prize=column(*([1] * len(every))),
    )


def shifts_of(day: Timeline) -> Shifts:
    """Caps less what no route holds: visits under way, and those booked outside all free time."""
    rows = [_shift(day, number, load) for number, load in enumerate(day.loads)]
    return Shifts(*(column(*values) for values in zip(*rows, strict=True)))


def _shift(day: Timeline, number: int, load: ShiftLoad) -> tuple[int, int, int, int]:
    routes, caps = [route for route in day.routes if route.span.shift == number], day.calendar.caps
    held = sum(len(route.stops) for route in routes)
    on_routes = sum(sum(route.legs) + sum(stop.duration_s for stop in route.stops) for route in routes)
    spare = load.spare_s(caps)
    return (
        max(1, load.shift_s),
        load.booked_s - on_routes,
        NO_CAP if caps.visits is None else caps.visits - (load.visits - held),
        NO_CAP if spare is None else spare + on_routes,
    )


def first_that_fits(day: Timeline, ways: list[VisitNeed], place: tuple[int, int]) -> Placement | None:
    """The visit goes into the earliest window in which it may."""
    found = [day.place_at(way, *place) for way in ways]
    return next((one for one in found if isinstance(one, Placement)), None)


@settings(max_examples=150, deadline=None)
@given(
    hard_days(),
    st.builds(VisitNeed, st.sampled_from(PLACES), st.just(ANY_TIME), st.integers(1, 120)),
    sets_of_windows(1, 3),
    st.builds(PlanWeights, st.integers(1, 3), st.integers(0, 3), load=st.integers(0, 3)),
)
def test_every_place_gets_one_verdict_one_start_and_one_cost(
    day: Timeline, need: VisitNeed, open_at: tuple[Window, ...], weights: PlanWeights
) -> None:
    assume(day.routes)
    ways = [replace(need, window=window) for window in open_at]
    problem = planned(day, ways, weights)
    routes, visit = problem.committed.routes, len(problem.visits) - 1
    search = Search.holding(problem, bounds_of(problem), routes)
    prices = np.zeros(search.state.rows.shape, dtype=np.int64)
    price_places(search.data, search.state, visit, prices)
    for span, route in enumerate(day.routes):
        for position in range(len(route.stops) + 1):
            expected = first_that_fits(day, ways, (span, position))
            assert (prices[span, position] < NEVER) == (expected is not None)
            if expected is not None:
                there = insertion_at(problem, routes, visit, (span, position))
                assert there.start == at_or_after(expected.start)
                waiting_s = there.start - stop_of(ways[0]).opens
                assert there.score(problem) == (
                    weights.travel * expected.extra_travel_s
                    + weights.waiting * waiting_s
                    + weights.load * expected.load_permille
                )
