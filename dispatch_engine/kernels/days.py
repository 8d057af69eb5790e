"""The arrays that the kernels of timelines work on."""

from typing import Final, NamedTuple

import numpy as np

from dispatch_engine.planning.kernels.arrays import Longs, Records, Shorts


def _record(names: str) -> np.dtype[np.void]:
    return np.dtype([(name, np.int64) for name in names.split()])


PLACE: Final = _record(
    "anchor departure span_start span_end load spare_s spare ahead leg opens limit length latest"
)
"""Where the worker comes from and when; the span; the stop ahead: its anchor (-1 for none), the leg to it
today, its opening, its own latest start, its length, and the latest start that keeps what follows in time."""

WANT: Final = _record("opens closes duration")

FRAME: Final = _record(
    "slot visit clock extra cost busy spare_s spare price next put at start waited load fee"
)
"""A day driven so far with some visits put in. `slot`: the open place; `visit`: the new visit it leads on
from, -1 for an anchor; `clock`: when free; `extra`: travel added; `busy`: new work; `next`: the candidate
to try next; `put`, `at`, `start`: visit, place and start of this frame; `waited`, `load`, `fee`: sums."""

COLUMN: Final = _record(
    "worker cost travel waiting skill load "
    "visit_0 visit_1 visit_2 slot_0 slot_1 slot_2 start_0 start_1 start_2"
)
"""A worker, what it costs by term, and the visits in the order of the day, -1 behind the last."""

MOST: Final = 3


class Day(NamedTuple):
    """The places of all timelines, who may go where, travel, and what things cost."""

    worker_start: Longs
    """(m + 1,) first place of each worker"""
    places: Records
    wants: Records
    """(n,)"""
    pair_start: Longs
    """(m + 1,) first candidate of each worker"""
    pair_visit: Longs
    pair_fee: Longs
    """(c,) visit, and what the pair costs whatever the place"""
    to_visit: Shorts
    """(anchors, n)"""
    from_visit: Shorts
    """(anchors, n), from the visit to the anchor"""
    among: Shorts
    """(n, n)"""
    weights: Longs
    """(3,) of travel, waiting, load"""


class Ask(NamedTuple):
    """What a pricing run is asked for."""

    price: Longs
    """(n,) what serving a visit is worth, in costs times scale"""
    threshold: Longs
    """(m,) columns whose scaled cost less prices is below this are kept"""
    size: int
    scale: int
    keeps_all: int
    """1 to keep all columns, 0 for the best of each worker and first visit"""


class Found(NamedTuple):
    """What a pricing run finds, and room to work in."""

    columns: Records
    """(k,); when not all are kept k = candidates, and `reduced` stays `NEVER` where nothing was found"""
    reduced: Longs
    """(k,) scaled cost less prices"""
    least: Longs
    """(m,) a bound from below on scaled cost less prices of each worker"""
    tally: Longs
    """(2,) columns kept (more than k when there was no room), places tried"""
    frames: Records
    """(`MOST` + 1,)"""
