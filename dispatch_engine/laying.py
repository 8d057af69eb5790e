"""Timelines as the records that kernels read."""

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.kernels.days import PLACE, WANT
from dispatch_engine.planning.kernels.arrays import Records
from dispatch_engine.slots import Slots, earliest_starts
from dispatch_engine.timelines import TimelineProblem


def places_of(problem: TimelineProblem, slots: Slots) -> Records:
    """(p,) of `PLACE`: every place, and the stop ahead of it."""
    places = np.zeros(slots.span.size, dtype=PLACE)
    for name in ("anchor", "departure", "span_start", "span_end", "load", "spare_s"):
        places[name] = getattr(slots, name)
    places["spare"], places["ahead"] = slots.spare_visits, slots.next_anchor
    places["leg"], places["latest"] = slots.next_leg, slots.next_latest
    spans, stops = problem.spans, problem.stops
    earliest = earliest_starts(spans, stops)
    own = np.maximum(earliest, np.minimum(stops.closes, spans.end[stops.span] - stops.duration))
    ahead = np.flatnonzero(slots.next_anchor >= 0)
    # Places follow their spans, and so do stops: the k-th place with a stop ahead has the k-th stop.
    places["opens"][ahead], places["limit"][ahead] = stops.opens, own
    places["length"][ahead] = stops.duration
    return places


def wants_of(problem: TimelineProblem) -> Records:
    """(n,) of `WANT`."""
    wants = np.zeros(len(problem.visits), dtype=WANT)
    for name in ("opens", "closes", "duration"):
        wants[name] = getattr(problem.visits, name)
    return wants


def weights_of(problem: TimelineProblem) -> Ints:
    """(3,) of travel, waiting, load."""
    weights = problem.weights
    return np.array([weights.travel, weights.waiting, weights.load], dtype=np.int64)
