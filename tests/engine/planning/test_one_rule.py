"""Planning and the domain hold one rule: the same verdict at every place, the same start, the same cost."""

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
from domain.scheduling.placement import Placement
from domain.scheduling.route import Stop, stop_of
from domain.scheduling.seconds import at_or_after
from domain.scheduling.timeline import Timeline
from tests.domain.scheduling.test_kernel_against_simulation import PLACES, days, needs
from tests.engine.planning.drawing import column


def planned(day: Timeline, need: VisitNeed, weights: PlanWeights) -> PlanProblem:
    """A timeline and one more visit as a planning problem: a duty for each span, the stops as promises."""
    stops = [*chain.from_iterable(route.stops for route in day.routes), stop_of(need)]
    numbers = iter(range(len(stops)))
    routes = [[next(numbers) for _ in route.stops] for route in day.routes]
    spans = [route.span for route in day.routes]
    size = len(PLACES)
    return PlanProblem(
        visits=visits_of(stops),
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


def visits_of(stops: list[Stop]) -> PlanVisits:
    return PlanVisits(
        place=column(*(PLACES.index(stop.place) for stop in stops)),
        opens=column(*(stop.opens for stop in stops)),
        closes=column(*(stop.closes for stop in stops)),
        duration=column(*(stop.duration_s for stop in stops)),
        prize=column(*([1] * len(stops))),
    )


def shifts_of(day: Timeline) -> Shifts:
    """Caps less what no route holds: visits under way, and those booked outside all free time."""
    (load,), caps = day.loads, day.calendar.caps
    held = sum(len(route.stops) for route in day.routes)
    on_routes = sum(sum(route.legs) + sum(stop.duration_s for stop in route.stops) for route in day.routes)
    spare = load.spare_s(caps)
    return Shifts(
        span_s=column(load.shift_s),
        booked_s=column(load.booked_s - on_routes),
        most_visits=column(NO_CAP if caps.visits is None else caps.visits - (load.visits - held)),
        most_s=column(NO_CAP if spare is None else spare + on_routes),
    )


@settings(max_examples=250, deadline=None)
@given(days(), needs, st.builds(PlanWeights, st.integers(1, 3), st.integers(0, 3), load=st.integers(0, 3)))
def test_every_place_gets_one_verdict_one_start_and_one_cost(
    day: Timeline, need: VisitNeed, weights: PlanWeights
) -> None:
    assume(day.routes and day.loads[0].shift_s > 0 and (day.loads[0].spare_s(day.calendar.caps) or 0) >= 0)
    problem = planned(day, need, weights)
    routes, visit = problem.committed.routes, len(problem.visits) - 1
    search = Search.holding(problem, bounds_of(problem), routes)
    prices = np.zeros(search.state.rows.shape, dtype=np.int64)
    price_places(search.data, search.state, visit, prices)
    for span, route in enumerate(day.routes):
        for position in range(len(route.stops) + 1):
            outcome = day.place_at(need, span, position)
            assert (prices[span, position] < NEVER) == isinstance(outcome, Placement)
            if isinstance(outcome, Placement):
                there = insertion_at(problem, routes, visit, (span, position))
                assert there.start == at_or_after(outcome.start)
                assert there.score(problem) == (
                    weights.travel * outcome.extra_travel_s
                    + weights.waiting * outcome.waiting_s
                    + weights.load * outcome.load_permille
                )
