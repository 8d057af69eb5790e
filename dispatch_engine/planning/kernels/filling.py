"""Beginning from routes that are given."""

from dispatch_engine.planning.compiled import entry, hot
from dispatch_engine.planning.kernels.arrays import NEVER, Data, Shorts, State
from dispatch_engine.planning.kernels.clock import arrive, first_start
from dispatch_engine.planning.kernels.insertion import cost_at, has_room
from dispatch_engine.planning.kernels.routes import put, refresh


@entry
def fill(data: Data, state: State, start: Shorts) -> None:
    """Take over given routes, (D, width) visits with -1 behind the last.

    First the locked prefixes, unasked: the bounds were made so that they fit. Then the rest of each route,
    visit by visit where it cannot be kept as a whole; what does not fit is left unserved.
    """
    for duty in range(start.shape[0]):
        refresh(data, state, duty)
        for k in range(data.duties[duty]["locked"]):
            put(data, state, start[duty, k], duty, k)
    for duty in range(start.shape[0]):
        is_whole = fits_whole(data, state, start, duty)
        for k in range(data.duties[duty]["locked"], start.shape[1]):
            visit = start[duty, k]
            if visit < 0:
                break
            after = state.routes[duty]["stops"]
            if is_whole or fits_behind(data, state, visit, duty, after):
                put(data, state, visit, duty, after)


@hot
def fits_behind(data: Data, state: State, visit: int, duty: int, after: int) -> bool:
    """Whether a visit may go behind the last stop."""
    return has_room(data, state, visit, duty) and cost_at(data, state, visit, duty, after, NEVER) < NEVER


@hot
def fits_whole(data: Data, state: State, start: Shorts, duty: int) -> bool:
    """Whether a given route keeps to everything: it need not do so while it is being filled."""
    shift, mode = data.duties[duty]["shift"], data.duties[duty]["mode"]
    caps, tally = data.shifts[shift], state.tallies[shift]
    clock, here = data.duties[duty]["start"], data.visits.size + duty
    route = state.routes[duty]
    visits, booked = tally["visits"] - route["stops"], tally["booked"] - route["booked"]
    demand = tally["demand"] - route["demand"]
    for k in range(start.shape[1]):
        visit = start[duty, k]
        if visit < 0:
            break
        if k >= data.duties[duty]["locked"] and data.allowed[visit, duty] == 0:
            return False
        leg = data.travel[mode, here, visit]
        begin = first_start(data, visit, duty, arrive(data, duty, clock, leg))
        if begin == NEVER:
            return False
        visits, demand = visits + 1, demand + data.visits[visit]["demand"]
        booked += leg + data.visits[visit]["duration"]
        clock, here = begin + data.visits[visit]["duration"], visit
    if here < data.visits.size:
        leg = data.travel[mode, here, data.visits.size + data.duties.size + duty]
        booked, clock = booked + leg, arrive(data, duty, clock, leg)
    fits = visits <= caps["most_visits"] and booked <= caps["most_s"] and demand <= caps["capacity"]
    return bool(fits and (clock <= data.duties[duty]["finish"] or here >= data.visits.size))
