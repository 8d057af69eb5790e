"""Rows: what changes when a visit goes in or out."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import NEVER, Data, State
from dispatch_engine.planning.kernels.clock import arrive, first_start, last_start, leave_by


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
    inequality the way becomes longer.
    """
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    mode, price = data.duties[duty]["mode"], data.price[0]
    clock = data.duties[duty]["start"]
    state.depart[duty, 0] = clock
    travel = waiting = pairs = work = demand = 0
    for k in range(1, stops + 1):
        visit = row[k]
        leg = data.travel[mode, row[k - 1], visit]
        start = first_start(data, visit, duty, arrive(data, duty, clock, leg))
        if start == NEVER:
            return False
        travel += leg
        waiting += start - data.visits[visit]["opens"]
        pairs += data.pair_cost[visit, duty]
        work += data.visits[visit]["duration"]
        demand += data.visits[visit]["demand"]
        clock = start + data.visits[visit]["duration"]
        state.depart[duty, k] = clock
        state.duty_of[visit], state.position[visit] = duty, k
    if stops:
        leg = data.travel[mode, row[stops], row[stops + 1]]
        travel += leg
        clock = arrive(data, duty, clock, leg)
    if stops and not ends_well(data, state, duty, clock, work + travel):
        return False
    late = max(0, clock - data.duties[duty]["end"])
    cost = price["travel"] * travel + price["waiting"] * waiting + pairs + price["overtime"] * late
    book(data, state, duty, work + travel, demand, cost)
    state.routes[duty]["finish"] = clock
    fill_latest(data, state, duty)
    return True


@hot
def ends_well(data: Data, state: State, duty: int, clock: int, booked: int) -> bool:
    """Whether a duty that is over at `clock` is so in time, and the shift has the seconds for it."""
    shift = data.duties[duty]["shift"]
    others = state.tallies[shift]["booked"] - state.routes[duty]["booked"]
    return bool(clock <= data.duties[duty]["finish"] and others + booked <= data.shifts[shift]["most_s"])


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
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    for back in range(stops + 1 - after):
        k = stops + 1 - back
        row[k + 1] = row[k]
    row[after + 1] = visit
    state.routes[duty]["stops"] = stops + 1
    state.tallies[data.duties[duty]["shift"]]["visits"] += 1
    mark_served(data, state, visit)
    refresh(data, state, duty)


@hot
def cut(data: Data, state: State, duty: int, first: int, count: int) -> None:
    """Take `count` stops out, from stop number `first` on; the caller refreshes the row."""
    row, stops = state.rows[duty], state.routes[duty]["stops"]
    for k in range(first, first + count):
        mark_unserved(data, state, row[k])
    for k in range(first, stops + 2 - count):
        row[k] = row[k + count]
    state.routes[duty]["stops"] = stops - count
    state.tallies[data.duties[duty]["shift"]]["visits"] -= count


@hot
def mark_served(data: Data, state: State, visit: int) -> None:
    """Take a visit off the list of those without a duty."""
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
    total = state.total[0]
    state.unserved[total["unserved"]] = visit
    state.slot_of[visit] = total["unserved"]
    state.duty_of[visit] = -1
    total["unserved"] += 1
    total["lost"] += data.visits[visit]["prize"]
    total["soft"] += data.visits[visit]["soft"]
