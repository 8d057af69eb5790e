"""Remembering rows before they change, and putting them back."""

from dispatch_engine.planning.compiled import entry, hot, kernel
from dispatch_engine.planning.kernels.arrays import Best, Data, State, Undo
from dispatch_engine.planning.kernels.pinning import pin
from dispatch_engine.planning.kernels.routes import book, mark_served, mark_unserved


@hot
def touch(state: State, undo: Undo, duty: int) -> None:
    """Remember a row, unless this iteration has done so already."""
    if undo.is_touched[duty]:
        return
    undo.is_touched[duty] = 1
    undo.touched[undo.size[0]] = duty
    undo.size[0] += 1
    route, saved = state.routes[duty], undo.routes[duty]
    for k in range(route["stops"] + 2):
        undo.rows[duty, k] = state.rows[duty, k]
        undo.depart[duty, k] = state.depart[duty, k]
        undo.latest[duty, k] = state.latest[duty, k]
    saved["stops"], saved["finish"], saved["cost"] = route["stops"], route["finish"], route["cost"]
    saved["booked"], saved["demand"] = route["booked"], route["demand"]
    saved["away"], saved["depot"] = route["away"], route["depot"]
    for part in range(state.used.shape[1]):
        undo.used[duty, part] = state.used[duty, part]


@kernel
def keep(undo: Undo) -> None:
    """Accept: forget what the rows were."""
    for t in range(undo.size[0]):
        undo.is_touched[undo.touched[t]] = 0
    undo.size[0] = 0


@hot
def take_back(data: Data, state: State, undo: Undo) -> None:
    """Reject: put every touched row back, first emptied all, then filled all."""
    for t in range(undo.size[0]):
        give_up(data, state, undo.touched[t])
    for t in range(undo.size[0]):
        put_back(data, state, undo, undo.touched[t])
    keep(undo)


@hot
def restore(data: Data, state: State, undo: Undo, duty: int) -> None:
    """Put one touched row back whose visits are in no other row meanwhile."""
    give_up(data, state, duty)
    put_back(data, state, undo, duty)


@kernel
def give_up(data: Data, state: State, duty: int) -> None:
    """Mark all visits of a row as unserved, as they are before it is put back."""
    tally = state.tallies[data.duties[duty]["shift"]]
    for k in range(1, state.routes[duty]["stops"] + 1):
        tally["visits"] -= data.visits[state.rows[duty, k]]["counts"]
        mark_unserved(data, state, state.rows[duty, k])


@kernel
def put_back(data: Data, state: State, undo: Undo, duty: int) -> None:
    """Put one row back as it was, its visits being unserved now."""
    route, saved = state.routes[duty], undo.routes[duty]
    tally = state.tallies[data.duties[duty]["shift"]]
    for k in range(saved["stops"] + 2):
        state.rows[duty, k] = undo.rows[duty, k]
        state.depart[duty, k] = undo.depart[duty, k]
        state.latest[duty, k] = undo.latest[duty, k]
    for k in range(1, saved["stops"] + 1):
        visit = state.rows[duty, k]
        state.duty_of[visit], state.position[visit] = duty, k
        tally["visits"] += data.visits[visit]["counts"]
        mark_served(data, state, visit)
        if data.visits[visit]["partner"] >= 0:
            pin(data, visit, undo.depart[duty, k] - data.visits[visit]["duration"])
    for part in range(state.used.shape[1]):
        state.used[duty, part] = undo.used[duty, part]
    route["stops"], route["finish"] = saved["stops"], saved["finish"]
    route["away"], route["depot"] = saved["away"], saved["depot"]
    book(data, state, duty, saved["booked"], saved["demand"], saved["cost"])


@entry
def keep_best(state: State, best: Best, prize_first: bool) -> bool:
    """Copy the plan to `best` if it is better: prize lost, then cost; or their sum."""
    lost, cost = state.total[0]["lost"], state.total[0]["cost"]
    if prize_first:
        is_better = lost < best.cost[0] or (lost == best.cost[0] and cost < best.cost[1])
    else:
        is_better = lost + cost < best.cost[0] + best.cost[1]
    if not is_better:
        return False
    best.cost[0], best.cost[1] = lost, cost
    for duty in range(state.routes.size):
        stops = state.routes[duty]["stops"]
        best.stops[duty] = stops
        for k in range(1, stops + 1):
            best.rows[duty, k] = state.rows[duty, k]
    return True
