"""Beginning from routes that are given."""

from dispatch_engine.planning.compiled import entry, hot, kernel
from dispatch_engine.planning.kernels.arrays import (
    DEMAND,
    FINISH,
    NEVER,
    TRAVEL,
    WORK,
    Data,
    Shorts,
    State,
    Undo,
)
from dispatch_engine.planning.kernels.insertion import cost_there, has_room
from dispatch_engine.planning.kernels.pinning import unpin
from dispatch_engine.planning.kernels.routes import cut, put, refresh
from dispatch_engine.planning.kernels.undo import keep, restore, touch
from dispatch_engine.planning.kernels.walking import ends_well, walk_trial


@entry
def fill(data: Data, state: State, undo: Undo, start: Shorts) -> None:
    """Take over given routes, (D, width) nodes with -1 behind the last.

    First the locked prefixes, unasked: the bounds were made so that they fit. Then the rest of each route,
    visit by visit where it cannot be kept as a whole; what does not fit is left unserved. Halves of visits of
    two workers are pinned already; one whose other half was left out goes too.
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
    while drop_a_lone_half(data, state, undo):
        pass
    for u in range(state.total[0]["unserved"]):
        if data.visits[state.unserved[u]]["partner"] >= 0:
            unpin(data, state.unserved[u])


@kernel
def drop_a_lone_half(data: Data, state: State, undo: Undo) -> bool:
    """Take out one half that has been left alone, or all behind the lock where the row needs it."""
    for visit in range(state.unserved.size):
        partner, duty = data.visits[visit]["partner"], state.duty_of[visit]
        if partner < 0 or duty < 0 or state.duty_of[partner] >= 0 or data.visits[visit]["fast"]:
            continue
        touch(state, undo, duty)
        cut(data, state, duty, state.position[visit], 1)
        if not refresh(data, state, duty):
            restore(data, state, undo, duty)
            first = data.duties[duty]["locked"] + 1
            cut(data, state, duty, first, state.routes[duty]["stops"] + 1 - first)
            refresh(data, state, duty)
        keep(undo)
        return True
    return False


@hot
def fits_behind(data: Data, state: State, visit: int, duty: int, after: int) -> bool:
    """Whether a visit may go behind the last stop."""
    if data.visits[visit]["counts"] == 0:
        return False
    return has_room(data, state, visit, duty) and cost_there(data, state, visit, duty, after) < NEVER


@kernel
def fits_whole(data: Data, state: State, start: Shorts, duty: int) -> bool:
    """Whether a given route keeps to everything: it need not do so while it is being filled."""
    locked, stops, visits = data.duties[duty]["locked"], 0, 0
    for k in range(start.shape[1]):
        visit = start[duty, k]
        if visit < 0:
            break
        if k >= locked and data.allowed[visit, duty] == 0:
            return False
        stops += 1
        visits += data.visits[visit]["counts"]
        if stops + 1 >= state.trial.size:
            return False
        state.trial[stops] = visit
    state.trial[0] = data.visits.size + duty
    state.trial[stops + 1] = data.visits.size + data.duties.size + duty
    return keeps_to_caps(data, state, duty, stops, visits)


@hot
def keeps_to_caps(data: Data, state: State, duty: int, stops: int, visits: int) -> bool:
    """Whether the trial row can be driven, with what the duty and its shift have."""
    figures, route, shift = state.trial_figures, state.routes[duty], data.duties[duty]["shift"]
    if stops == 0:
        return True
    if not walk_trial(data, state, duty, stops):
        return False
    caps, tally = data.shifts[shift], state.tallies[shift]
    others = tally["visits"]
    for k in range(1, route["stops"] + 1):
        others -= data.visits[state.rows[duty, k]]["counts"]
    demand = tally["demand"] - route["demand"] + figures[DEMAND]
    if others + visits > caps["most_visits"] or demand > caps["capacity"]:
        return False
    is_timely = ends_well(data, state, duty, figures[FINISH], figures[WORK] + figures[TRAVEL])
    return bool(is_timely and (data.parts.shape[0] == 0 or is_supplied(data, state, duty, stops)))


@hot
def is_supplied(data: Data, state: State, duty: int, stops: int) -> bool:
    """Whether the trial row has the tools and parts that it needs before its stop at the depot."""
    used = state.trial_used
    used[:] = 0
    for k in range(1, stops + 1):
        visit = state.trial[k]
        if visit == data.duties[duty]["depot"]:
            return True
        if data.visits[visit]["tools"] & ~data.duties[duty]["tools"]:
            return False
        for part in range(used.size):
            used[part] += data.parts[visit, part]
            if used[part] > data.stock[duty, part]:
                return False
    return True
