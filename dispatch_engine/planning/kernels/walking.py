"""Driving along a row: whether every stop can be reached in time, and what adds up on the way."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import (
    AWAY,
    DEMAND,
    FINISH,
    NEVER,
    PAIRS,
    TRAVEL,
    WAITING,
    WORK,
    Data,
    Longs,
    Shorts,
    State,
)
from dispatch_engine.planning.kernels.clock import arrive, first_start, last_in_windows, leave_by


@hot
def walk(data: Data, duty: int, row: Shorts, stops: int, depart: Longs, figures: Longs) -> bool:
    """Drive to each of `stops` stops as early as can be; False when one cannot begin in time.

    `depart` gets the earliest departures and `figures` the sums.
    """
    mode, clock = data.duties[duty]["mode"], data.duties[duty]["start"]
    depart[0] = clock
    travel = waiting = pairs = work = demand = 0
    for k in range(1, stops + 1):
        visit = row[k]
        leg = data.travel[mode, row[k - 1], visit]
        start = first_start(data, visit, duty, arrive(data, duty, clock, leg))
        if start == NEVER:
            return False
        travel += leg
        waiting += (start - data.visits[visit]["opens"]) * data.visits[visit]["counts"]
        pairs += data.pair_cost[visit, duty]
        work += data.visits[visit]["duration"]
        demand += data.visits[visit]["demand"]
        clock = start + data.visits[visit]["duration"]
        depart[k] = clock
    if stops:
        leg = data.travel[mode, row[stops], row[stops + 1]]
        travel += leg
        clock = arrive(data, duty, clock, leg)
    figures[TRAVEL], figures[WAITING], figures[PAIRS] = travel, waiting, pairs
    figures[WORK], figures[DEMAND], figures[FINISH], figures[AWAY] = work, demand, clock, 0
    if stops and data.price[0]["away"]:
        figures[AWAY] = clock - latest_leave(data, duty, row, stops, clock)
    return True


@kernel
def walk_trial(data: Data, state: State, duty: int, stops: int) -> bool:
    """`walk` along the trial row."""
    return walk(data, duty, state.trial, stops, state.trial_depart, state.trial_figures)


@kernel
def latest_leave(data: Data, duty: int, row: Shorts, stops: int, finish: int) -> int:
    """The last moment to set out and be over at `finish`, the earliest moment that can be."""
    mode, by = data.duties[duty]["mode"], finish
    for back in range(stops):
        k = stops - back
        visit = row[k]
        by = leave_by(data, duty, by, data.travel[mode, visit, row[k + 1]])
        by = last_in_windows(data, visit, duty, by - data.visits[visit]["duration"])
    return leave_by(data, duty, by, data.travel[mode, row[0], row[1]])


@hot
def cost_of(data: Data, duty: int, figures: Longs) -> int:
    """What a row costs by itself, by its sums."""
    price = data.price[0]
    late = max(0, figures[FINISH] - data.duties[duty]["end"])
    cost = price["travel"] * figures[TRAVEL] + price["waiting"] * figures[WAITING] + figures[PAIRS]
    return cost + price["overtime"] * late + price["away"] * figures[AWAY]


@hot
def ends_well(data: Data, state: State, duty: int, clock: int, booked: int) -> bool:
    """Whether a duty that is over at `clock` is so in time, and the shift has the seconds for it."""
    shift = data.duties[duty]["shift"]
    others = state.tallies[shift]["booked"] - state.routes[duty]["booked"]
    return bool(clock <= data.duties[duty]["finish"] and others + booked <= data.shifts[shift]["most_s"])
