"""Pairs brought to the kernel: travel gathered for every place, and the best place of each pair back."""

import numpy as np

from dispatch_engine.arrays import Ints, ramps
from dispatch_engine.kernels.trying import ROWS, Trial, judge
from dispatch_engine.laying import places_of, wants_of, weights_of
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.travel import Travel


class Judge:
    """Tries visits at every place of a worker's day."""

    __slots__ = ("_places", "_slots", "_wants", "_weights")

    def __init__(self, problem: TimelineProblem, slots: Slots) -> None:
        self._slots, self._places = slots, places_of(problem, slots)
        self._wants, self._weights = wants_of(problem), weights_of(problem)

    def counts(self, workers: Ints) -> Ints:
        """Places of each worker."""
        return self._slots.worker_start[workers + 1] - self._slots.worker_start[workers]

    def __call__(self, visit: Ints, worker: Ints, travel: Travel) -> Ints:
        """(7, c) verdict, short, slot, start, extra, waiting, load of each pair's best place."""
        slots = self._slots
        first, counts = slots.worker_start[worker], self.counts(worker)
        v = np.repeat(visit, counts)
        s = np.repeat(first, counts) + ramps(counts)
        onward = np.zeros(s.size, dtype=np.int64)
        following = slots.next_anchor[s]
        has_next = np.flatnonzero(following >= 0)
        onward[has_next] = travel.from_visit(v[has_next], following[has_next])
        way = travel.to_visit(slots.anchor[s], v)
        answer = np.empty((ROWS, visit.size), dtype=np.int64)
        trial = Trial(self._places, self._wants, first, counts, visit, way, onward, self._weights)
        judge(trial, answer)
        return answer
