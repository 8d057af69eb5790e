"""Empty plans and working room for the kernels."""

import numpy as np

from dispatch_engine.planning.kernels.arrays import (
    FIGURES,
    NEVER,
    ROUTE,
    TALLY,
    TOTAL,
    Best,
    Data,
    Pool,
    State,
    Undo,
)

MOST_PLACES = 40
"""Places that are looked at for each half of a visit of two workers."""


def empty_state(data: Data, width: int, seed: int) -> State:
    """Every duty empty, every visit unserved."""
    nodes, d, n = data.visits.size, data.duties.size, data.near.shape[0]
    rows = np.full((d, width), -1, dtype=np.int32)
    rows[:, 0], rows[:, 1] = nodes + np.arange(d), nodes + d + np.arange(d)
    total = np.zeros(1, dtype=TOTAL)
    total["lost"], total["soft"] = data.visits["prize"].sum(), data.visits["soft"].sum()
    total["unserved"] = n
    return State(
        rows=rows,
        depart=np.zeros((d, width), dtype=np.int64),
        latest=np.zeros((d, width), dtype=np.int64),
        routes=np.zeros(d, dtype=ROUTE),
        tallies=np.zeros(data.shifts.size, dtype=TALLY),
        duty_of=np.full(nodes, -1, dtype=np.int32),
        position=np.zeros(nodes, dtype=np.int32),
        unserved=np.arange(n, dtype=np.int32),
        slot_of=np.arange(n, dtype=np.int32),
        total=total,
        used=np.zeros_like(data.stock),
        figures=np.zeros(FIGURES, dtype=np.int64),
        trial=np.zeros(width + 4, dtype=np.int32),
        trial_depart=np.zeros(width + 4, dtype=np.int64),
        trial_figures=np.zeros(FIGURES, dtype=np.int64),
        trial_used=np.zeros(data.stock.shape[1], dtype=np.int64),
        random=np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1),
    )


def empty_undo(state: State) -> Undo:
    """Nothing touched."""
    return Undo(
        rows=np.zeros_like(state.rows),
        depart=np.zeros_like(state.depart),
        latest=np.zeros_like(state.latest),
        routes=np.zeros_like(state.routes),
        touched=np.zeros(state.routes.size, dtype=np.int32),
        is_touched=np.zeros(state.routes.size, dtype=np.uint8),
        size=np.zeros(1, dtype=np.int64),
        used=np.zeros_like(state.used),
    )


def empty_pool(data: Data) -> Pool:
    """Room for every visit."""
    n = data.near.shape[0]
    return Pool(
        visits=np.zeros(n, dtype=np.int32),
        keys=np.zeros(n, dtype=np.float64),
        best=np.full(4, NEVER, dtype=np.int64),
        places=np.zeros((2, MOST_PLACES, 5), dtype=np.int64),
        stamp=np.zeros(n + 1, dtype=np.int64),
    )


def no_best(state: State) -> Best:
    """Worse than any plan."""
    return Best(
        rows=np.zeros_like(state.rows),
        stops=np.zeros(state.routes.size, dtype=np.int64),
        cost=np.full(2, NEVER // 2, dtype=np.int64),
    )
