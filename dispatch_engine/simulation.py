"""One timeline played through, stop by stop: slow, plain, and independent of the slack arrays."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.errors import ProblemError
from dispatch_engine.timelines import TimelineProblem


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer says a visit goes: span, position among its stops, start second."""

    span: int
    position: int
    start: int


@dataclass(frozen=True, slots=True)
class Played:
    """What happened when the visit was put there.

    `is_inside`: it starts and ends within the span and its window meets the span. `makes_late`: some stop
    behind it is late, or ends after the span, and is later than without the visit.
    """

    worker: int
    start: int
    extra: int
    waiting: int
    load: int
    is_inside: bool
    makes_late: bool
    has_room: bool

    def cost(self, problem: TimelineProblem, visit: int, worker: int) -> int:
        """Weighted cost of the visit at this place."""
        weights, visits = problem.weights, problem.visits
        surplus = int(problem.level[worker, visits.skill[visit]]) - int(visits.level[visit])
        return (
            weights.travel * self.extra
            + weights.waiting * self.waiting
            + weights.load * self.load
            + weights.skill * surplus
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A stop on the way: the second it may start from and until, its length, the leg to it."""

    opens: int
    closes: int
    duration: int
    leg: int


def play(problem: TimelineProblem, visit: int, place: Place) -> Played:
    """Put the visit there and drive the whole span.

    Raises
    ------
    ProblemError
        When there is no such span or position.
    """
    spans, visits = problem.spans, problem.visits
    if not 0 <= place.span < len(spans):
        raise ProblemError("no such span")
    held = list(range(*np.searchsorted(problem.stops.span, [place.span, place.span + 1]).tolist()))
    if not 0 <= place.position <= len(held):
        raise ProblemError("no such position")
    old = [call_of_stop(problem, stop) for stop in held]
    new = _with_visit(problem, visit, place, held, old)
    begin, end = int(spans.start[place.span]), int(spans.end[place.span])
    before, after = drive_through(begin, old), drive_through(begin, new)
    start = after[place.position]
    opens, closes = int(visits.opens[visit]), int(visits.closes[visit])
    duration = int(visits.duration[visit])
    extra = sum(call.leg for call in new) - sum(call.leg for call in old)
    spare_visits, spare_s = int(spans.spare_visits[place.span]), int(spans.spare_s[place.span])
    return Played(
        worker=int(spans.worker[place.span]),
        start=start,
        extra=extra,
        waiting=start - opens,
        load=int(spans.load[place.span]),
        is_inside=begin <= closes and opens < end and begin <= start and start + duration <= end,
        makes_late=any(
            after[i + 1] > before[i]
            and (after[i + 1] > old[i].closes or after[i + 1] + old[i].duration > end)
            for i in range(place.position, len(old))
        ),
        has_room=spare_visits > 0 and duration + extra <= spare_s,
    )


def call_of_stop(problem: TimelineProblem, stop: int) -> Call:
    """A committed stop, reached from the one before it as today."""
    stops = problem.stops
    return Call(
        int(stops.opens[stop]), int(stops.closes[stop]), int(stops.duration[stop]), int(stops.leg[stop])
    )


def _with_visit(
    problem: TimelineProblem, visit: int, place: Place, held: list[int], old: list[Call]
) -> list[Call]:
    visits, stops, travel = problem.visits, problem.stops, problem.travel
    this, at = np.array([visit]), place.position
    from_anchor = stops.anchor[held[at - 1]] if at else problem.spans.origin[place.span]
    way = int(travel.to_visit(np.array([from_anchor]), this)[0])
    call = Call(int(visits.opens[visit]), int(visits.closes[visit]), int(visits.duration[visit]), way)
    rest = list(old[at:])
    if rest:
        onward = int(travel.from_visit(this, np.array([stops.anchor[held[at]]]))[0])
        rest[0] = Call(rest[0].opens, rest[0].closes, rest[0].duration, onward)
    return [*old[:at], call, *rest]


def drive_through(clock: int, calls: list[Call]) -> list[int]:
    """When each stop begins if the worker leaves at once and waits for what is not open yet."""
    starts = []
    for call in calls:
        clock = max(call.opens, clock + call.leg)
        starts.append(clock)
        clock += call.duration
    return starts
