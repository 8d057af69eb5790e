"""Rows: what changes when a visit goes in or out."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import AWAY, DEMAND, FINISH, TRAVEL, WORK, Data, State
from dispatch_engine.planning.kernels.clock import last_start, leave_by
from dispatch_engine.planning.kernels.pinning import unpin
from dispatch_engine.planning.kernels.walking import cost_of, ends_well, walk


@hot
def shift_cost(data: Data, shift: int, visits: int, booked: int) -> int:
    """Cost of the terms that depend on a whole shift: load and balance."""
    if visits == 0:
        return 0
    price, row = data.price[0], data.shifts[shift]
    cost = price["balance"] * visits * visits
    if price["load"]:
        doubled = 2 * visits * row["booked_s"] + (visits - 1) * booked
        cost += price["load"] * (doubled * 1000 // (2 * row["span_s"]))
    return cost


@kernel
def refresh(data: Data, state: State, duty: int) -> bool:
    """Recompute everything that follows from the row of a duty; False, with nothing booked, if it is unsound.

    Putting a visit in where it fits leaves a row sound. Taking one out need not: without the triangle
    inequality the way becomes longer, and without the depot something may be lacking.
    """
    row, stops, figures = state.rows[duty], state.routes[duty]["stops"], state.figures
    if not walk(data, duty, row, stops, state.depart[duty], figures):
        return False
    booked = figures[WORK] + figures[TRAVEL]
    if stops and not ends_well(data, state, duty, figures[FINISH], booked):
        return False
    for k in range(1, stops + 1):
        state.duty_of[row[k]], state.position[row[k]] = duty, k
    if data.parts.shape[0] and not count_supplies(data, state, duty):
        return False
    book(data, state, duty, booked, figures[DEMAND], cost_of(data, duty, figures))
    state.routes[duty]["finish"], state.routes[duty]["away"] = figures[FINISH], figures[AWAY]
    fill_latest(data, state, duty)
    return True


@kernel
def count_supplies(data: Data, state: State, duty: int) -> bool:
    """Count what is used up before the depot, or on the whole row; False when something is lacking."""
    stops, tools, depot = state.routes[duty]["stops"], data.duties[duty]["tools"], 0
    for k in range(1, stops + 1):
        if state.rows[duty, k] == data.duties[duty]["depot"]:
            depot = k
    state.routes[duty]["depot"] = depot
    state.used[duty, :] = 0
    for k in range(1, depot if depot else stops + 1):
        visit = state.rows[duty, k]
        if data.visits[visit]["tools"] & ~tools:
            return False
        for part in range(data.parts.shape[1]):
            state.used[duty, part] += data.parts[visit, part]
            if state.used[duty, part] > data.stock[duty, part]:
                return False
    return True


@kernel
def fill_latest(data: Data, state: State, duty: int) -> None:
    """From the back: until when each stop may start."""
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    mode = data.duties[duty]["mode"]
    state.latest[duty, stops + 1] = data.duties[duty]["finish"]
    for back in range(stops):
        k = stops - back
        visit = row[k]
        leg = data.travel[mode, visit, row[k + 1]]
        by = leave_by(data, duty, state.latest[duty, k + 1], leg)
        state.latest[duty, k] = last_start(data, visit, duty, by - data.visits[visit]["duration"])


@kernel
def book(data: Data, state: State, duty: int, booked: int, demand: int, cost: int) -> None:
    """Put new figures of a route in the place of its old ones, in the shift and in the total too.

    `TALLY.visits` is kept by `put` and `cut`.
    """
    route, shift = state.routes[duty], data.duties[duty]["shift"]
    tally, total = state.tallies[shift], state.total[0]
    tally["booked"] += booked - route["booked"]
    tally["demand"] += demand - route["demand"]
    of_shift = shift_cost(data, shift, tally["visits"], tally["booked"])
    total["cost"] += cost - route["cost"] + of_shift - tally["cost"]
    tally["cost"] = of_shift
    route["booked"], route["demand"], route["cost"] = booked, demand, cost


@kernel
def put(data: Data, state: State, visit: int, duty: int, after: int) -> None:
    """Insert an unserved visit behind stop number `after`."""
    shift_in(data, state, visit, duty, after)
    refresh(data, state, duty)


@kernel
def shift_in(data: Data, state: State, visit: int, duty: int, after: int) -> None:
    """Make room in a row; the caller refreshes it."""
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    for back in range(stops + 1 - after):
        k = stops + 1 - back
        row[k + 1] = row[k]
    row[after + 1] = visit
    state.routes[duty]["stops"] = stops + 1
    state.tallies[data.duties[duty]["shift"]]["visits"] += data.visits[visit]["counts"]
    mark_served(data, state, visit)


@hot
def cut(data: Data, state: State, duty: int, first: int, count: int) -> None:
    """Take `count` stops out, from stop number `first` on; the caller refreshes the row."""
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    tally = state.tallies[data.duties[duty]["shift"]]
    for k in range(first, first + count):
        tally["visits"] -= data.visits[row[k]]["counts"]
        mark_unserved(data, state, row[k])
    for k in range(first, stops + 2 - count):
        row[k] = row[k + count]
    state.routes[duty]["stops"] = stops - count


@hot
def mark_served(data: Data, state: State, visit: int) -> None:
    """Take a visit off the list of those without a duty; stops at the depot are on no list."""
    if data.visits[visit]["counts"] == 0:
        return
    total = state.total[0]
    total["unserved"] -= 1
    last, slot = state.unserved[total["unserved"]], state.slot_of[visit]
    state.unserved[slot] = last
    state.slot_of[last] = slot
    total["lost"] -= data.visits[visit]["prize"]
    total["soft"] -= data.visits[visit]["soft"]


@hot
def mark_unserved(data: Data, state: State, visit: int) -> None:
    """Put a visit on the list of those without a duty."""
    state.duty_of[visit] = -1
    if data.visits[visit]["counts"] == 0:
        return
    if data.visits[visit]["partner"] >= 0:
        unpin(data, visit)
    total = state.total[0]
    state.unserved[total["unserved"]] = visit
    state.slot_of[visit] = total["unserved"]
    total["unserved"] += 1
    total["lost"] += data.visits[visit]["prize"]
    total["soft"] += data.visits[visit]["soft"]
