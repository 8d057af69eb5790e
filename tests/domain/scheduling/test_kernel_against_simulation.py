"""The O(1) check by slack says what playing the whole day through, second by second, would say."""

import itertools
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.scheduling.calendar import Calendar, Caps, Commitment, VisitNeed
from domain.scheduling.placement import Placement
from domain.scheduling.route import Route, Stop, stop_of
from domain.scheduling.seconds import moment_of
from domain.scheduling.timeline import MarginalWeights, Timeline, timeline_of
from domain.shared.geo import Point
from domain.shared.time import Window
from tests.domain.scheduling.days import DAY, HOME, visit_id

PLACES = (HOME, *(Point(number / 1000, 0.0) for number in range(1, 5)))
SHIFT_S = 600


@dataclass(frozen=True, slots=True)
class AnyTravel:
    """Any table at all: not symmetric, no triangle inequality."""

    rows: tuple[tuple[int, ...], ...]

    def __call__(self, origin: Point, target: Point, /) -> int:
        return self.rows[PLACES.index(origin)][PLACES.index(target)]


def window(start_s: int, length_s: int) -> Window:
    start = DAY + timedelta(seconds=start_s)
    return Window(start, start + timedelta(seconds=length_s))


needs = st.builds(
    VisitNeed,
    st.sampled_from(PLACES),
    st.builds(window, st.integers(0, SHIFT_S), st.integers(1, 300)),
    st.integers(1, 120),
)
tables = st.builds(
    AnyTravel,
    st.lists(st.tuples(*[st.integers(0, 90)] * len(PLACES)), min_size=len(PLACES), max_size=len(PLACES)).map(
        tuple
    ),
)


@st.composite
def commitments(draw: st.DrawFn) -> tuple[Commitment, ...]:
    found = draw(st.lists(st.tuples(needs, st.booleans()), max_size=4))
    return tuple(
        Commitment(visit_id(number), need, need.window.start, is_fixed=is_fixed)
        for number, (need, is_fixed) in enumerate(found)
    )


@st.composite
def days(draw: st.DrawFn) -> Timeline:
    leaves = draw(st.lists(st.builds(window, st.integers(0, SHIFT_S), st.integers(1, 60)), max_size=2))
    caps = draw(st.sampled_from((Caps(), Caps(visits=3), Caps(load_permille=600))))
    now = DAY + timedelta(seconds=draw(st.integers(-100, 200)))
    shift = Window(DAY, DAY + timedelta(seconds=SHIFT_S))
    calendar = Calendar(now, HOME, (shift,), tuple(leaves), draw(st.sampled_from((None, PLACES[1]))), caps)
    return timeline_of(calendar, draw(commitments()), draw(tables))


def starts_of(route: Route, stops: list[Stop], day: Timeline) -> list[int]:
    """Play the route: leave at once, wait for the window, work, leave again."""
    clock, here, starts = route.span.start, route.span.origin, []
    for stop in stops:
        clock = max(stop.opens, clock + day.travel(here, stop.place))
        starts.append(clock)
        clock, here = clock + stop.duration_s, stop.place
    return starts


def travel_of(route: Route, stops: list[Stop], day: Timeline) -> int:
    places = [route.span.origin, *(stop.place for stop in stops)]
    return sum(day.travel(a, b) for a, b in itertools.pairwise(places))


def plays_out(route: Route, stops: list[Stop], position: int, day: Timeline) -> bool:
    """The new stop starts and ends in time, and nothing behind it is late that was not as late before."""
    starts, before = starts_of(route, stops, day), starts_of(route, list(route.stops), day)
    before.insert(position, starts[position] if is_in_time(stops[position], starts[position], route) else -1)
    return all(
        is_in_time(stops[i], starts[i], route) or starts[i] <= before[i] for i in range(position, len(stops))
    )


def is_in_time(stop: Stop, start: int, route: Route) -> bool:
    return start <= stop.closes and start + stop.duration_s <= route.span.end


def by_hand(day: Timeline, need: VisitNeed, weights: MarginalWeights) -> tuple[int, int] | None:
    """(cost, start) of the cheapest place found by playing every one, or None."""
    stop, found = stop_of(need), []
    for route in day.routes:
        if not route.span.meets(stop.opens, stop.closes):
            continue
        load = day.loads[route.span.shift]
        for position in range(len(route.stops) + 1):
            stops = [*route.stops[:position], stop, *route.stops[position:]]
            extra = travel_of(route, stops, day) - travel_of(route, list(route.stops), day)
            has_room = load.has_room(day.calendar.caps, need.duration_s, extra)
            if has_room and plays_out(route, stops, position, day):
                start = starts_of(route, stops, day)[position]
                waiting = start - stop.opens
                cost = weights.travel * extra + weights.waiting * waiting + weights.load * load.permille
                found.append((cost, start))
    return min(found, key=lambda pair: pair[0]) if found else None


@settings(max_examples=300, deadline=None)
@given(days(), needs, st.builds(MarginalWeights, st.integers(0, 3), st.integers(0, 3), st.integers(0, 1)))
def test_slack_and_simulation_agree(day: Timeline, need: VisitNeed, weights: MarginalWeights) -> None:
    outcome = day.place(need, weights)
    expected = by_hand(day, need, weights)
    if expected is None:
        assert not isinstance(outcome, Placement)
        return
    assert isinstance(outcome, Placement)
    cost = weights.travel * outcome.extra_travel_s + weights.waiting * outcome.waiting_s
    assert (cost + weights.load * outcome.load_permille, outcome.start) == (
        expected[0],
        moment_of(expected[1]),
    )


@settings(max_examples=150, deadline=None)
@given(days(), needs)
def test_what_was_placed_moves_exactly_what_it_says(day: Timeline, need: VisitNeed) -> None:
    outcome = day.place(need)
    if not isinstance(outcome, Placement):
        return
    route, stop = day.routes[outcome.span], stop_of(need)
    stops = [*route.stops[: outcome.position], stop, *route.stops[outcome.position :]]
    after = starts_of(route, stops, day)
    said = {change.visit_id: change.start for change in outcome.moved}
    for index, known in enumerate(route.stops):
        new = after[index + (index >= outcome.position)]
        assert known.visit_id is not None
        assert said.get(known.visit_id, moment_of(route.earliest[index])) == moment_of(new)


@settings(max_examples=150, deadline=None)
@given(days())
def test_no_commitment_is_ever_lost(day: Timeline) -> None:
    in_shifts = sum(load.visits for load in day.loads)
    inside = [one for one in day.commitments if DAY <= one.planned_start < DAY + timedelta(seconds=SHIFT_S)]
    assert in_shifts >= len(inside) or not day.routes
