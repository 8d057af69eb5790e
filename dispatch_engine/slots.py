"""Every place at which a visit can go into a timeline, with what a check there needs to know."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints, ramps, starts_of
from dispatch_engine.timelines import Spans, Stops, TimelineProblem


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """A span with k stops has k + 1 places; they follow one another by worker, span and position.

    Attributes
    ----------
    worker_start : (m + 1,) int
        First place of each worker.
    span, position : (p,) int
    anchor, departure : (p,) int
        Where the worker comes from, and the earliest second of leaving there.
    next_anchor, next_leg, next_latest : (p,) int
        The stop behind (-1, 0, 0 when none): where, the leg to it today, the latest second it may start.
    span_start, span_end, load, spare_s, spare_visits : (p,) int
        Of the span.
    """

    worker_start: Ints
    span: Ints
    position: Ints
    anchor: Ints
    departure: Ints
    next_anchor: Ints
    next_leg: Ints
    next_latest: Ints
    span_start: Ints
    span_end: Ints
    load: Ints
    spare_s: Ints
    spare_visits: Ints


def slots_of(problem: TimelineProblem) -> Slots:
    """Lay out the places of all timelines and fill in the slack arrays."""
    spans, stops = problem.spans, problem.stops
    held = np.bincount(stops.span, minlength=len(spans))
    span = np.repeat(np.arange(len(spans), dtype=np.int64), held + 1)
    position = ramps(held + 1)
    earliest = earliest_starts(spans, stops)
    latest = latest_starts(spans, stops, earliest)
    before = starts_of(held)[span] + position - 1
    behind = before + 1
    is_first, is_last = position == 0, position == held[span]
    before[is_first], behind[is_last] = 0, 0
    per_worker = np.bincount(spans.worker[span], minlength=problem.workers)
    return Slots(
        worker_start=starts_of(per_worker),
        span=span,
        position=position,
        anchor=np.where(is_first, spans.origin[span], _take(stops.anchor, before)),
        departure=np.where(is_first, spans.start[span], _take(earliest + stops.duration, before)),
        next_anchor=np.where(is_last, -1, _take(stops.anchor, behind)),
        next_leg=np.where(is_last, 0, _take(stops.leg, behind)),
        next_latest=np.where(is_last, 0, _take(latest, behind)),
        span_start=spans.start[span],
        span_end=spans.end[span],
        load=spans.load[span],
        spare_s=spans.spare_s[span],
        spare_visits=spans.spare_visits[span],
    )


def earliest_starts(spans: Spans, stops: Stops) -> Ints:
    """Earliest start of each stop: one sweep over first stops, second stops, and so on."""
    held = np.bincount(stops.span, minlength=len(spans))
    first = starts_of(held)[:-1]
    earliest = np.zeros(len(stops), dtype=np.int64)
    for number in range(int(held.max(initial=0))):
        rows = np.flatnonzero(held > number)
        at = first[rows] + number
        free = spans.start[rows] if number == 0 else earliest[at - 1] + stops.duration[at - 1]
        earliest[at] = np.maximum(stops.opens[at], free + stops.leg[at])
    return earliest


def latest_starts(spans: Spans, stops: Stops, earliest: Ints) -> Ints:
    """Latest start of each stop that keeps it and all behind it in time, never below the earliest."""
    held = np.bincount(stops.span, minlength=len(spans))
    last = starts_of(held)[1:] - 1
    latest = np.zeros(len(stops), dtype=np.int64)
    for number in range(int(held.max(initial=0))):
        rows = np.flatnonzero(held > number)
        at = last[rows] - number
        end_by = spans.end[rows]
        if number:
            end_by = np.minimum(end_by, latest[at + 1] - stops.leg[at + 1])
        latest[at] = np.maximum(earliest[at], np.minimum(stops.closes[at], end_by - stops.duration[at]))
    return latest


def _take(values: Ints, at: Ints) -> Ints:
    return values[at] if values.size else np.zeros_like(at)
