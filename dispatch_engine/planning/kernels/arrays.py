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
        ("counts", np.int64),
        ("needs", np.int64),
        ("tools", np.int64),
        ("partner", np.int64),
        ("fast", np.int64),
    ]
)
"""`opens` and `closes`: of the first and the last window. `able`: how many duties may take it. `late_until`:
until when it may start in its home duty although it ends after that. `soft`: what the search pays for leaving
it out, in the unit of costs. `worth`: what a place may cost. `counts`: 1, but 0 for a stop at the depot.
`needs`: 1 when it needs tools or parts at all; `tools`: a bit for each. `partner`: the other half of a visit
of two workers, -1 for none; `fast`: 1 when it or that half is locked."""

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
        ("worker", np.int64),
        ("tools", np.int64),
        ("depot", np.int64),
    ]
)
"""`end` without, `over` with overtime; `finish`: when the last way must be over. `kind`: equal for duties
that are the same while empty. `pushes`: 1 when delaying a stop costs something. `tools`: a bit for each that
it starts with. `depot`: its own node for the stop at the depot, -1 where there is none."""

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
        ("away", np.int64),
    ]
)

ROUTE: Final = np.dtype(
    [
        ("stops", np.int64),
        ("booked", np.int64),
        ("demand", np.int64),
        ("finish", np.int64),
        ("cost", np.int64),
        ("away", np.int64),
        ("depot", np.int64),
    ]
)
"""`away`: seconds from the last moment to set out to the end. `depot`: which stop that is, 0 for none."""

TRAVEL, WAITING, PAIRS, WORK, DEMAND, FINISH, AWAY = range(7)
"""What `walk` adds up along a row."""
FIGURES: Final = 7

TALLY: Final = np.dtype(
    [("visits", np.int64), ("booked", np.int64), ("demand", np.int64), ("cost", np.int64)]
)
"""What the routes of a shift take together, and the cost of the terms that depend on it."""

TOTAL: Final = np.dtype([("cost", np.int64), ("lost", np.int64), ("soft", np.int64), ("unserved", np.int64)])


class Data(NamedTuple):
    """The problem. A node is a visit j or a duty's stop at the depot n + d; the start N + d or the end
    N + D + d of duty d, where N counts the visits and, if there is a depot, the duties."""

    travel: Shorts
    """(modes, nodes, nodes)"""
    visits: Records
    windows: Longs
    """(N, k, 2), those that exist first; a served half of a visit of two workers has one of one second"""
    own: Longs
    """(N, k + 1, 2) windows as they were, and last how many exist"""
    duties: Records
    breaks: Longs
    """(D, b, 2)"""
    shifts: Records
    price: Records
    """(1,)"""
    allowed: NDArray[np.uint8]
    """(N, D)"""
    pair_cost: Longs
    """(N, D)"""
    parts: Longs
    """(N, p) parts used up"""
    stock: Longs
    """(D, p) parts that a duty starts with"""
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
    used: Longs
    """(D, p) parts used up before the depot"""
    figures: Longs
    trial: Shorts
    """(width,) room for a row that is only tried, and for what goes with it"""
    trial_depart: Longs
    trial_figures: Longs
    trial_used: Longs


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
    used: Longs


class Pool(NamedTuple):
    """Room to work in."""

    visits: Shorts
    """(n,) what is to be put back"""
    keys: NDArray[np.float64]
    best: Longs
    """(4,) cost, duty, after, and the stop behind which the depot comes before that, -1 for none"""
    places: Longs
    """(2, k, 5) the cheapest places of both halves of a visit: cost, duty, after, first and last start"""
    stamp: Longs
    """(n + 1,) of what is in the pool already; the last is the current stamp"""


class Best(NamedTuple):
    """The best plan so far."""

    rows: Shorts
    stops: Longs
    """(D,)"""
    cost: Longs
    """(2,) prize lost, cost"""
