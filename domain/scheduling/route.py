"""The visits of one free span in order, with the earliest and latest start of each (forward slack)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.scheduling.calendar import Commitment, VisitNeed
from domain.scheduling.placement import Obstacle
from domain.scheduling.seconds import at_or_after
from domain.scheduling.spans import Span
from domain.scheduling.travel import TravelSeconds
from domain.shared.geo import Point
from domain.shared.ids import VisitId

NEW_VISIT: Final = VisitId(UUID(int=0))
"""Stands for the visit that is being tried: it has no place in any timeline yet."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit that may start at any whole second from `opens` to `closes`, both included."""

    visit_id: VisitId
    place: Point
    opens: int
    closes: int
    duration_s: int


def stop_of(need: VisitNeed, visit_id: VisitId = NEW_VISIT) -> Stop:
    closes = at_or_after(need.window.end) - 1
    return Stop(visit_id, need.place, at_or_after(need.window.start), closes, need.duration_s)


def committed_stop(commitment: Commitment) -> Stop:
    if not commitment.is_fixed:
        return stop_of(commitment.need, commitment.visit_id)
    start = at_or_after(commitment.planned_start)
    return Stop(commitment.visit_id, commitment.need.place, start, start, commitment.need.duration_s)


@dataclass(frozen=True, slots=True)
class Trial:
    """A visit tried as stop number `position`: fits in time when `obstacle` is None.

    `start` is the earliest start there, `travel_s` the way to it, `extra_s` the travel it adds.
    """

    position: int
    start: int
    travel_s: int
    extra_s: int
    obstacle: Obstacle | None = None
    short_s: int = 0
    visit_id: VisitId | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Arrays over the stops: `legs` travel before, `earliest` and `latest` start.

    A stop that is late already (or ends after the span) has its earliest start as its latest: what is
    broken may stay so, but nothing may make it later. Hence earliest <= latest always.
    """

    span: Span
    stops: tuple[Stop, ...]
    legs: tuple[int, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]

    def place_before(self, position: int) -> Point:
        return self.stops[position - 1].place if position else self.span.origin

    def departure(self, position: int) -> int:
        """The earliest moment at which the worker can leave for stop number `position`."""
        if not position:
            return self.span.start
        return self.earliest[position - 1] + self.stops[position - 1].duration_s

    def try_at(self, stop: Stop, position: int, travel: TravelSeconds) -> Trial:
        """O(1): the slack arrays tell what the rest of the day can bear."""
        travel_s = travel(self.place_before(position), stop.place)
        start = max(stop.opens, self.departure(position) + travel_s)
        end = start + stop.duration_s
        is_last = position == len(self.stops)
        onward_s = 0 if is_last else travel(stop.place, self.stops[position].place)
        extra_s = travel_s + (0 if is_last else onward_s - self.legs[position])
        if start > stop.closes:
            before = self.stops[position - 1].visit_id if position else None
            short = start - stop.closes
            return Trial(position, start, travel_s, extra_s, Obstacle.WINDOW_MISSED, short, before)
        over_s = end - self.span.end
        late_s = 0 if is_last else end + onward_s - self.latest[position]
        if max(over_s, late_s) <= 0:
            return Trial(position, start, travel_s, extra_s)
        if over_s > late_s:
            cause, by = self.span.end_obstacle, self.span.end_visit
            return Trial(position, start, travel_s, extra_s, cause, over_s, by)
        behind = self.stops[position].visit_id
        return Trial(position, start, travel_s, extra_s, Obstacle.PUSHES_NEXT_LATE, late_s, behind)


def route_of(span: Span, stops: Sequence[Stop], travel: TravelSeconds) -> Route:
    places = [span.origin, *(stop.place for stop in stops)]
    legs = [travel(places[i], stop.place) for i, stop in enumerate(stops)]
    earliest = _earliest(span, stops, legs)
    return Route(span, tuple(stops), tuple(legs), earliest, _latest(span, stops, legs, earliest))


def _earliest(span: Span, stops: Sequence[Stop], legs: Sequence[int]) -> tuple[int, ...]:
    starts: list[int] = []
    free_from = span.start
    for stop, leg in zip(stops, legs, strict=True):
        starts.append(max(stop.opens, free_from + leg))
        free_from = starts[-1] + stop.duration_s
    return tuple(starts)


def _latest(
    span: Span, stops: Sequence[Stop], legs: Sequence[int], earliest: Sequence[int]
) -> tuple[int, ...]:
    starts: list[int] = []
    must_end_by = span.end
    for stop, leg, known in zip(reversed(stops), reversed(legs), reversed(earliest), strict=True):
        starts.append(max(known, min(stop.closes, min(must_end_by, span.end) - stop.duration_s)))
        must_end_by = starts[-1] - leg
    return tuple(reversed(starts))
