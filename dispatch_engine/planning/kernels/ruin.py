"""Taking strings of visits out around a seed (Christiaens & Vanden Berghe, Slack induction by string
removals, 2020), leaving the locked prefix where it is."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import Data, Pool, State, Undo
from dispatch_engine.planning.kernels.chance import below, unit
from dispatch_engine.planning.kernels.routes import cut, refresh
from dispatch_engine.planning.kernels.undo import restore, touch

LONGEST_STRING = 10
MEAN_REMOVED = 10


@hot
def draw_seed(data: Data, state: State) -> int:
    """Any visit; with probability 0.3 one that is unserved, when there is one."""
    unserved = state.total[0]["unserved"]
    if unserved and unit(state.random) < 0.3:
        return state.unserved[below(state.random, unserved)]
    return below(state.random, data.visits.size)


@hot
def longest_string(data: Data, state: State) -> int:
    """The mean length of a route that holds visits, at most `LONGEST_STRING`."""
    served = data.visits.size - state.total[0]["unserved"]
    routes = 0
    for duty in range(data.duties.size):
        if state.routes[duty]["stops"]:
            routes += 1
    return max(1, min(LONGEST_STRING, served // max(1, routes)))


@hot
def ruin(data: Data, state: State, undo: Undo, pool: Pool, seed: int) -> int:
    """Cut strings from routes around the seed into the pool; answers how many visits it holds then."""
    longest = longest_string(data, state)
    routes = 1 + below(state.random, max(1, 4 * MEAN_REMOVED // (1 + longest) - 1))
    seed_unserved = state.duty_of[seed] < 0
    size = 0
    for n in range(-1, data.around.shape[1]):
        visit = seed if n < 0 else data.around[seed, n]
        if visit < 0 or routes == 0:
            break
        duty = state.duty_of[visit]
        if duty < 0 or undo.is_touched[duty] or state.position[visit] <= data.duties[duty]["locked"]:
            continue
        if seed_unserved and data.allowed[seed, duty] == 0 and below(state.random, 4):
            continue
        touch(state, undo, duty)
        size = cut_string(data, state, undo, pool, visit, longest, size)
        routes -= 1
    return size


@hot
def cut_string(data: Data, state: State, undo: Undo, pool: Pool, visit: int, longest: int, size: int) -> int:
    """Cut a string around a visit out of its route, half the time leaving one stop inside it."""
    before, duty, position = size, state.duty_of[visit], state.position[visit]
    locked, stops = data.duties[duty]["locked"], state.routes[duty]["stops"]
    free = stops - locked
    length = 1 + below(state.random, min(longest, free))
    is_split = length > 1 and length < free and below(state.random, 2) == 0
    window = length + 1 if is_split else length
    earliest, latest = max(locked + 1, position - window + 1), min(position, stops - window + 1)
    first = earliest + below(state.random, latest - earliest + 1)
    stays = first + 1 + below(state.random, window - 2) if is_split and window > 2 else 0
    if stays:
        size = take(data, state, pool, duty, stays + 1, first + window - 1 - stays, size)
        size = take(data, state, pool, duty, first, stays - first, size)
    else:
        size = take(data, state, pool, duty, first, window, size)
    if refresh(data, state, duty):
        return size
    restore(data, state, undo, duty)
    return before


@kernel
def take(data: Data, state: State, pool: Pool, duty: int, first: int, count: int, size: int) -> int:
    """Cut these stops into the pool."""
    for k in range(first, first + count):
        visit = state.rows[duty, k]
        pool.visits[size] = visit
        pool.stamp[visit] = pool.stamp[pool.stamp.size - 1]
        size += 1
    cut(data, state, duty, first, count)
    return size
