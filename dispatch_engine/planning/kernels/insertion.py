"""What a visit costs at a place, exactly, and where it costs least."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import AWAY, NEVER, Data, Longs, State
from dispatch_engine.planning.kernels.chance import below
from dispatch_engine.planning.kernels.clock import arrive, first_start
from dispatch_engine.planning.kernels.routes import put, shift_cost
from dispatch_engine.planning.kernels.supplying import compose, lacks, move_depot, try_by_depot
from dispatch_engine.planning.kernels.walking import walk_trial

BLINK = 128
FULL_SCAN = 50
GENEROUS = 16


@hot
def has_room(data: Data, state: State, visit: int, duty: int) -> bool:
    """Whether the worker may take the visit and the shift has room for one more, time apart."""
    if data.allowed[visit, duty] == 0:
        return False
    shift = data.duties[duty]["shift"]
    row, tally, wants = data.shifts[shift], state.tallies[shift], data.visits[visit]
    return bool(tally["visits"] < row["most_visits"] and tally["demand"] + wants["demand"] <= row["capacity"])


@hot
def cost_at(data: Data, state: State, visit: int, duty: int, after: int, most: int) -> int:
    """By how much the cost rises when the visit goes behind stop `after`; `NEVER` when it does not fit.

    Constant time, but for the stops that are pushed back where that costs something. Where travel and the
    pair alone cost `most` or more, `NEVER` is said unasked. Room in the shift is asked of `has_room` first.
    """
    mode, before, behind = data.duties[duty]["mode"], state.rows[duty, after], state.rows[duty, after + 1]
    way, onward = data.travel[mode, before, visit], data.travel[mode, visit, behind]
    extra = way + onward
    if state.routes[duty]["stops"]:
        extra -= data.travel[mode, before, behind]
    price = data.price[0]
    cost = price["travel"] * extra + data.pair_cost[visit, duty]
    clock, wants = state.depart[duty, after], data.visits[visit]
    if price["away"]:
        cost += price["away"] * least_away(state, duty, wants["duration"] + extra)
    if cost >= most or clock > wants["closes"] or lacks(data, state, visit, duty, after):
        return NEVER
    start = first_start(data, visit, duty, arrive(data, duty, clock, way))
    if start == NEVER:
        return NEVER
    pushed = arrive(data, duty, start + wants["duration"], onward)
    if pushed > state.latest[duty, after + 1]:
        return NEVER
    shift = data.duties[duty]["shift"]
    tally = state.tallies[shift]
    booked = tally["booked"] + wants["duration"] + extra
    if booked > data.shifts[shift]["most_s"]:
        return NEVER
    cost += price["waiting"] * (start - wants["opens"])
    cost += shift_cost(data, shift, tally["visits"] + 1, booked) - tally["cost"]
    if data.duties[duty]["pushes"]:
        cost += push_cost(data, state, duty, after + 1, pushed)
    if price["away"]:
        cost += price["away"] * away_cost(data, state, visit, duty, after, extra)
    return cost


@hot
def least_away(state: State, duty: int, more: int) -> int:
    """By how much a duty is away longer at least when it works and drives for so much longer: it is away for
    all of its work and travel."""
    route = state.routes[duty]
    return route["booked"] + more - route["away"]


@kernel
def away_cost(data: Data, state: State, visit: int, duty: int, after: int, extra: int) -> int:
    """By how much a duty is away longer than `least_away` when a visit goes behind stop `after`."""
    stops = compose(data, state, duty, (visit, after, -1))
    walk_trial(data, state, duty, stops)
    booked = state.routes[duty]["booked"] + data.visits[visit]["duration"] + extra
    return state.trial_figures[AWAY] - booked


@kernel
def cost_there(data: Data, state: State, visit: int, duty: int, after: int) -> int:
    """`cost_at` where it is not asked for a thousand times."""
    return cost_at(data, state, visit, duty, after, NEVER)


@kernel
def push_cost(data: Data, state: State, duty: int, first: int, clock: int) -> int:
    """What it costs that stop number `first` is reached at `clock` instead of as now."""
    row, stops, price = state.rows[duty], state.routes[duty]["stops"], data.price[0]
    mode, cost = data.duties[duty]["mode"], 0
    for k in range(first, stops + 1):
        visit = row[k]
        duration = data.visits[visit]["duration"]
        start = first_start(data, visit, duty, clock)
        moved = start + duration - state.depart[duty, k]
        if moved == 0:
            return cost
        cost += price["waiting"] * moved
        clock = arrive(data, duty, start + duration, data.travel[mode, visit, row[k + 1]])
    end = data.duties[duty]["end"]
    late = max(0, clock - end) - max(0, state.routes[duty]["finish"] - end)
    return cost + price["overtime"] * late


@hot
def try_place(data: Data, state: State, visit: int, duty: int, after: int, best: Longs) -> None:
    """Keep the place in `best` (cost, duty, after) if it is cheaper; now and then look away."""
    cost = cost_at(data, state, visit, duty, after, best[0])
    if cost < best[0] and below(state.random, BLINK):
        best[0], best[1], best[2], best[3] = cost, duty, after, -1
    elif cost == NEVER and data.visits[visit]["needs"]:
        try_by_depot(data, state, visit, duty, after, best)


@kernel
def try_duty(data: Data, state: State, visit: int, duty: int, best: Longs) -> None:
    """Try every place of a duty."""
    for after in range(data.duties[duty]["locked"], state.routes[duty]["stops"] + 1):
        cost = cost_at(data, state, visit, duty, after, best[0])
        if cost < best[0]:
            best[0], best[1], best[2], best[3] = cost, duty, after, -1
        elif cost == NEVER and data.visits[visit]["needs"]:
            try_by_depot(data, state, visit, duty, after, best)


@hot
def try_ends(data: Data, state: State, visit: int, duty: int, best: Longs) -> None:
    """Try the first and the last place of a duty."""
    first, last = data.duties[duty]["locked"], state.routes[duty]["stops"]
    try_place(data, state, visit, duty, first, best)
    if last > first:
        try_place(data, state, visit, duty, last, best)


@hot
def try_near(data: Data, state: State, visit: int, best: Longs) -> None:
    """Try before and after the visits that are near."""
    for n in range(data.near.shape[1]):
        other = data.near[visit, n]
        if other < 0:
            break
        duty = state.duty_of[other]
        if duty < 0 or not has_room(data, state, visit, duty):
            continue
        position = state.position[other]
        if position >= data.duties[duty]["locked"]:
            try_place(data, state, visit, duty, position, best)
        if position - 1 >= data.duties[duty]["locked"]:
            try_place(data, state, visit, duty, position - 1, best)


@hot
def try_homes(data: Data, state: State, visit: int, best: Longs) -> None:
    """Try the ends of the duties whose start is near; of equal empty ones only the first."""
    for h in range(data.homes.shape[1]):
        kind = data.homes[visit, h]
        if kind < 0:
            break
        tried_empty = False
        for at in range(data.kind_first[kind], data.kind_first[kind + 1]):
            duty = data.kind_duty[at]
            is_empty = state.routes[duty]["stops"] == 0
            if (is_empty and tried_empty) or not has_room(data, state, visit, duty):
                continue
            tried_empty = tried_empty or is_empty
            try_ends(data, state, visit, duty, best)


@kernel
def try_all(data: Data, state: State, visit: int, best: Longs) -> None:
    """Try every place there is; of equal empty duties only the first."""
    for kind in range(data.kind_first.size - 1):
        tried_empty = False
        for at in range(data.kind_first[kind], data.kind_first[kind + 1]):
            duty = data.kind_duty[at]
            is_empty = state.routes[duty]["stops"] == 0
            if (is_empty and tried_empty) or not has_room(data, state, visit, duty):
                continue
            tried_empty = tried_empty or is_empty
            try_duty(data, state, visit, duty, best)


@hot
def find_place(data: Data, state: State, visit: int, best: Longs) -> None:
    """The cheapest place found, in `best`; its duty is -1 when none fits.

    Where prizes are weighed against costs, places that cost more than the prize are passed over, mostly.
    """
    best[0], best[1], best[2], best[3] = data.visits[visit]["worth"], -1, -1, -1
    is_any_cost_right = best[0] == NEVER or below(state.random, GENEROUS) == 0
    if is_any_cost_right:
        best[0] = NEVER
    try_near(data, state, visit, best)
    try_homes(data, state, visit, best)
    if (is_any_cost_right and best[1] < 0) or below(state.random, FULL_SCAN) == 0:
        try_all(data, state, visit, best)


@kernel
def put_best(data: Data, state: State, visit: int, best: Longs) -> None:
    """Put a visit where `best` says, by the depot if that is part of it."""
    duty, after, behind = best[1], best[2], best[3]
    if behind >= 0:
        move_depot(data, state, duty, behind)
        after += 1
    put(data, state, visit, duty, after)
