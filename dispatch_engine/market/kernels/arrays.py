"""The arrays that kernels work on."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Shorts = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Doubles = NDArray[np.float64]
Floats = NDArray[np.float32]

FAR: Final = 2**62
CLOSED: Final = 2**30
"""Auction price of a worker without any capacity."""
NOBODY: Final = 2**31
"""Exact price of a worker without any capacity: more than any penalty."""
KEPT: Final = 24
"""Best workers that an order remembers inside a phase of the auction."""


class Places(NamedTuple):
    """Where orders and workers are, in metres, to the last bit as given."""

    order_x: Doubles
    order_y: Doubles
    order_skill: Shorts
    worker_x: Doubles
    worker_y: Doubles
    reach_squared: Doubles


class Grid(NamedTuple):
    """For each skill the workers that have it, cell by cell; a row of cells is one run of entries."""

    corner: Doubles
    """(2,) where cells begin and what `x` and `y` are counted from"""
    side: Doubles
    """(s,) of a cell"""
    columns: Longs
    rows: Longs
    first_cell: Longs
    """(s,) where the cells of a skill begin in `start`"""
    start: Longs
    """first entry of each cell, one more behind the last"""
    widest: Doubles
    """(s,) greatest reach"""
    worker: Shorts
    x: Floats
    y: Floats
    reach: Floats
    price: Floats
    cheapest: Doubles
    """(s,) least price"""
    slack: Doubles
    """(2,) what single precision can be wrong by, in metres: prices included, places alone"""


class View(NamedTuple):
    """All feasible pairs, as they can be seen from the places and the prices."""

    places: Places
    grid: Grid
    price: Longs
    """(m,)"""
    stamp: Shorts
    """(m,) room: the order that a worker was marked for"""


class Lists(NamedTuple):
    """Pairs written down so far, by order, cheapest first."""

    start: Longs
    worker: Shorts
    cost: Shorts


class Back(NamedTuple):
    """The same pairs by worker."""

    start: Longs
    order: Shorts
    cost: Shorts


class Terms(NamedTuple):
    """What the objective adds to the costs of pairs."""

    penalty: Longs
    """(n,) of leaving an order out"""
    floor: Longs
    """(m,) least price of a worker: its own term"""
    unit: Longs
    """(m + 1,) the units of each worker's capacity"""
    owner: Shorts
    """worker of each unit"""
    room: Longs
    """(m,) how many of its units a worker may use now"""


class Auction(NamedTuple):
    """Units of capacity with a price and a holder each; a worker's units form a heap, the cheapest first."""

    price: Shorts
    """(m,) of the cheapest unit"""
    unit_price: Shorts
    holder: Shorts
    unit_of: Shorts
    """(n,) -1 without a unit"""
    pays: Shorts
    """(n,) cost and price of the unit held, or the penalty"""
    held_cost: Shorts
    """(n,) of the pair held"""
    limit: Shorts
    """(n,) penalty, perhaps capped"""
    kept_worker: Shorts
    """(n, KEPT) the best workers when last looked"""
    kept_cost: Shorts
    kept: Shorts
    """(n,) how many"""
    rest: Shorts
    """(n,) all others cost at least this"""
    key: Shorts
    """(KEPT + 1,) room to sort"""
    queue: Shorts
    """orders, later workers, still to be looked at"""
    is_queued: Bytes
    """(m,)"""
    tally: Longs
    """(4,) length of the queue, edges looked at, who is queued first, bids and offers"""


class Flow(NamedTuple):
    """An assignment with exact prices: no pair costs less than its order pays, pairs taken cost just that."""

    price: Longs
    """(m,)"""
    pays: Longs
    """(n,) at most the penalty"""
    worker_of: Shorts
    unit_of: Shorts
    holder: Shorts
    """the first `load` units of each worker are held"""
    load: Longs


class Search(NamedTuple):
    """Room for one shortest path search over workers."""

    label: Longs
    state: Bytes
    """(m,) 0 not seen, 1 labelled, 2 final"""
    via: Shorts
    """(m,) order through which a worker was reached"""
    parent: Shorts
    """(m,) worker from which it was reached, for searches that begin at a worker"""
    touched: Shorts
    heap_key: Longs
    heap_worker: Shorts
    place: Shorts
    """(m,) in the heap, -1 outside"""
    size: Longs
    """(4,) of the heap, of `touched`, edges looked at, -"""
    best: Longs
    """(4,) length of the best path, order or worker it ends with, the worker before it"""


class Found(NamedTuple):
    """Pairs that a look over the grid brought up, for the orders that were looked at."""

    worker: Shorts
    """(k, width)"""
    cost: Shorts
    key: Longs
    """(k, width) cost and price"""
    many: Shorts
    """(k,) how many each has"""
    least: Longs
    """(k,) least cost and price of all pairs below the limit, or the limit"""
