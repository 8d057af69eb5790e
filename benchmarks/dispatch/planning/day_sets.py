"""All sets of visits that one worker could do in a day and that are worth more than something.

A label is a set of visits and the last of them, with the earliest second at which all can be done (dynamic
programming over sets, Held & Karp 1962, with windows); it is dropped when even the best visits that could
follow would not make it worth enough. For days of up to 64 visits that a worker can do.
"""

from dataclasses import dataclass
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from dispatch_engine import PlanProblem
from dispatch_engine.arrays import Ints

Sets = NDArray[np.uint64]
Floats = NDArray[np.float64]
Layer = tuple[Sets, Ints, Ints, Floats]
MOST_LABELS: Final = 2_000_000
MOST_VISITS: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Worker:
    """One duty: m visits that may be done (by index), and what doing them takes; place m is home.

    `way` is (m + 1, m + 1) seconds, `times` (3, m) first and last start and duration, `span` the first and
    the last second and the most visits.
    """

    visits: Ints
    way: Ints
    times: Ints
    span: Ints

    @classmethod
    def of(cls, problem: PlanProblem, duty: int) -> "Worker":
        """Of a problem with one window a visit, one travel mode and one duty a shift."""
        visits, duties = problem.visits, problem.duties
        mine = np.flatnonzero(problem.able[:, duties.worker[duty]])
        places = np.append(visits.place[mine], duties.start_place[duty])
        most = int(problem.limits_of_shifts.most_visits[duties.shift[duty]])
        return cls(
            visits=mine,
            way=np.ascontiguousarray(problem.travel[0][np.ix_(places, places)]),
            times=np.stack([visits.opens[mine, 0], visits.closes[mine, 0], visits.duration[mine]]),
            span=np.array([duties.start[duty], duties.end[duty], most]),
        )

    def only(self, some: Ints) -> "Worker":
        """With some of the visits, by position."""
        places = np.append(some, self.visits.size)
        way = np.ascontiguousarray(self.way[np.ix_(places, places)])
        return Worker(self.visits[some], way, np.ascontiguousarray(self.times[:, some]), self.span)


def worth_more(worker: Worker, profit: Floats, least: float) -> list[tuple[float, frozenset[int]]]:
    """Each set that can be done in some order and whose profits add up to more than `least`; sets with visits
    of no profit are left out, as the same without them are there (travel keeps the triangle inequality).

    Raises
    ------
    OverflowError
        When there are too many visits or labels.
    """
    good = np.flatnonzero(profit > 0)
    if good.size > MOST_VISITS:
        raise OverflowError("more visits of worth than a set can hold")
    worker, profit = worker.only(good), profit[good]
    order, found = np.argsort(-profit), []
    layer: Layer = _layer(1)
    layer[1][0], layer[2][0], count = good.size, worker.span[0], 1
    for left in range(min(int(worker.span[2]), good.size), 0, -1):
        then = _layer(min(MOST_LABELS, count * good.size))
        slots = np.full(2 ** int(2 * then[0].size).bit_length(), -1, dtype=np.int64)
        count = extend(
            layer, count, then, slots, (worker.way, worker.times, worker.span), profit, order, least, left
        )
        if count < 0:
            raise OverflowError("more labels than there is room for")
        layer = then
        is_worth = layer[3][:count] > least
        masks, first = np.unique(layer[0][:count][is_worth], return_index=True)
        found += list(zip(layer[3][:count][is_worth][first].tolist(), masks.tolist(), strict=True))
    return [(value, _visits_of(worker, mask)) for value, mask in found]


def _visits_of(worker: Worker, mask: int) -> frozenset[int]:
    return frozenset(visit for bit, visit in enumerate(worker.visits.tolist()) if mask >> bit & 1)


def _layer(size: int) -> Layer:
    """Labels: set, last visit, earliest second at which it is done, value."""
    whole = (np.zeros(size, dtype=np.int64) for _ in range(2))
    last, done = whole
    return np.zeros(size, dtype=np.uint64), last, done, np.zeros(size)


@numba.njit
def extend(layer, count, then, slots, day, profit, order, least, left):  # type: ignore[no-untyped-def]
    """Every label with one visit more into `then`; how many, or -1 when there is no room."""
    (way, times, span), made = day, 0
    for label in range(count):
        for visit in range(profit.size):
            here, last = layer[0][label], layer[1][label]
            if (here >> np.uint64(visit)) & np.uint64(1):
                continue
            start = max(layer[2][label] + way[last, visit], times[0, visit])
            done = start + times[2, visit]
            if start > times[1, visit] or done + way[visit, profit.size] > span[1]:
                continue
            value, mine = layer[3][label] + profit[visit], here | (np.uint64(1) << np.uint64(visit))
            if value + hope(mine, done, visit, way, times, profit, order, left - 1) <= least:
                continue
            slot = slot_of(then, slots, mine, visit)
            if slots[slot] < 0:
                if made == then[0].size:
                    return -1
                slots[slot] = made
                then[0][made], then[1][made], then[2][made], then[3][made] = mine, visit, done, value
                made += 1
            else:
                then[2][slots[slot]] = min(then[2][slots[slot]], done)
    return made


@numba.njit
def hope(mine, done, last, way, times, profit, order, left):  # type: ignore[no-untyped-def]
    """What the best visits that can each follow by themselves would add."""
    more = 0.0
    for visit in order:
        if left == 0:
            break
        is_in = (mine >> np.uint64(visit)) & np.uint64(1)
        if is_in == 0 and done + way[last, visit] <= times[1, visit]:
            more += profit[visit]
            left -= 1
    return more


@numba.njit
def slot_of(then, slots, mine, last):  # type: ignore[no-untyped-def]
    """Where a set with its last visit stands in the table, or would."""
    slot = (int(mine ^ (mine >> np.uint64(29))) * 1000003 + last * 7919) & (slots.size - 1)
    while slots[slot] >= 0 and (then[0][slots[slot]] != mine or then[1][slots[slot]] != last):
        slot = (slot + 1) & (slots.size - 1)
    return slot
