"""The arrays that kernels work on."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Records = NDArray[np.void]
Longs = NDArray[np.int64]
Shorts = NDArray[np.int32]

NEVER: Final = 2**62

VISIT: Final = np.dtype(
    [
        ("opens", np.int64),
        ("closes", np.int64),
        ("duration", np.int64),
        ("windows", np.int64),
        ("demand", np.int64),
        ("prize", np.int64),
        ("able", np.int64),
        ("late_until", np.int64),
        ("home_duty", np.int64),
        ("soft", np.int64),
        ("worth", np.int64),
    ]
)
"""`opens` and `closes`: of the first and the last window. `able`: how many duties may take it. `late_until`:
until when it may start in its home duty although it ends after that. `soft`: what the search pays for leaving
it out, in the unit of costs. `worth`: what a place may cost."""

DUTY: Final = np.dtype(
    [
        ("start", np.int64),
        ("end", np.int64),
        ("over", np.int64),
        ("finish", np.int64),
        ("mode", np.int64),
        ("shift", np.int64),
        ("kind", np.int64),
        ("breaks", np.int64),
        ("locked", np.int64),
        ("pushes", np.int64),
    ]
)
"""`end` without, `over` with overtime; `finish`: when the last way must be over. `kind`: equal for duties
that are the same while empty. `pushes`: 1 when delaying a stop costs something."""

SHIFT: Final = np.dtype(
    [
        ("span_s", np.int64),
        ("booked_s", np.int64),
        ("most_visits", np.int64),
        ("most_s", np.int64),
        ("capacity", np.int64),
    ]
)

PRICE: Final = np.dtype(
    [
        ("travel", np.int64),
        ("waiting", np.int64),
        ("load", np.int64),
        ("balance", np.int64),
        ("overtime", np.int64),
    ]
)

ROUTE: Final = np.dtype(
    [
        ("stops", np.int64),
        ("booked", np.int64),
        ("demand", np.int64),
        ("finish", np.int64),
        ("cost", np.int64),
    ]
)

TALLY: Final = np.dtype(
    [("visits", np.int64), ("booked", np.int64), ("demand", np.int64), ("cost", np.int64)]
)
"""What the routes of a shift take together, and the cost of the terms that depend on it."""

TOTAL: Final = np.dtype([("cost", np.int64), ("lost", np.int64), ("soft", np.int64), ("unserved", np.int64)])


class Data(NamedTuple):
    """The problem. A node is a visit j, the start n + d or the end n + D + d of duty d."""

    travel: Shorts
    """(modes, nodes, nodes)"""
    visits: Records
    windows: Longs
    """(n, k, 2), those that exist first"""
    duties: Records
    breaks: Longs
    """(D, b, 2)"""
    shifts: Records
    price: Records
    """(1,)"""
    allowed: NDArray[np.uint8]
    """(n, D)"""
    pair_cost: Longs
    """(n, D)"""
    near: Shorts
    """(n, K) visits that may stand next to a visit, nearest first, -1 behind the last"""
    around: Shorts
    """(n, A) visits around a visit, nearest first"""
    homes: Shorts
    """(n, H) kinds of duty by the way from their start, -1 behind the last"""
    kind_first: Shorts
    """(kinds + 1,) where the duties of a kind begin in `kind_duty`"""
    kind_duty: Shorts
    """(D,)"""


class State(NamedTuple):
    """A plan, always feasible, with what a check in constant time needs to know."""

    rows: Shorts
    """(D, width) nodes, from the start of the duty to its end"""
    depart: Longs
    """(D, width) earliest departure"""
    latest: Longs
    """(D, width) latest start that keeps all behind it in time"""
    routes: Records
    tallies: Records
    duty_of: Shorts
    """(n,), -1 for unserved"""
    position: Shorts
    unserved: Shorts
    """(n,) the first `TOTAL.unserved` are those without a duty"""
    slot_of: Shorts
    """(n,) where a visit stands in `unserved`"""
    total: Records
    """(1,)"""
    random: NDArray[np.uint64]
    """(1,)"""


class Undo(NamedTuple):
    """Rows as they were before this iteration touched them."""

    rows: Shorts
    depart: Longs
    latest: Longs
    routes: Records
    touched: Shorts
    """(D,) the first `size[0]` are the duties touched"""
    is_touched: NDArray[np.uint8]
    size: Longs
    """(1,)"""


class Pool(NamedTuple):
    """Room to work in."""

    visits: Shorts
    """(n,) what is to be put back"""
    keys: NDArray[np.float64]
    best: Longs
    """(3,) cost, duty, after"""
    stamp: Longs
    """(n + 1,) of what is in the pool already; the last is the current stamp"""


class Best(NamedTuple):
    """The best plan so far."""

    rows: Shorts
    stops: Longs
    """(D,)"""
    cost: Longs
    """(2,) prize lost, cost"""
