"""Taking strings of visits out around a seed (Christiaens & Vanden Berghe, Slack induction by string
removals, 2020), leaving the locked prefix where it is."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import Data, Pool, State, Undo
from dispatch_engine.planning.kernels.chance import below, unit
from dispatch_engine.planning.kernels.routes import cut, refresh
from dispatch_engine.planning.kernels.supplying import settle_depot
from dispatch_engine.planning.kernels.undo import restore, touch

LONGEST_STRING = 10
MEAN_REMOVED = 10


@hot
def draw_seed(data: Data, state: State) -> int:
    """Any visit; with probability 0.3 one that is unserved, when there is one."""
    unserved = state.total[0]["unserved"]
    if unserved and unit(state.random) < 0.3:
        return state.unserved[below(state.random, unserved)]
    return below(state.random, state.unserved.size)


@hot
def longest_string(data: Data, state: State) -> int:
    """The mean length of a route that holds visits, at most `LONGEST_STRING`."""
    served = state.unserved.size - state.total[0]["unserved"]
    routes = 0
    for duty in range(data.duties.size):
        if state.routes[duty]["stops"]:
            routes += 1
    return max(1, min(LONGEST_STRING, served // max(1, routes)))


@hot
def ruin(data: Data, state: State, undo: Undo, pool: Pool, seed: int) -> int:
    """Cut strings from routes around the seed into the pool; answers how many visits it holds then.

    -1 when a route cannot do without half of a visit of two workers: then all has to be taken back.
    """
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
        before = size
        size = cut_string(data, state, undo, pool, visit, longest, size)
        size = cut_partners(data, state, undo, pool, before, size)
        if size < 0:
            return -1
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
    if holds_fast(data, state, duty, first, window):
        return before
    stays = first + 1 + below(state.random, window - 2) if is_split and window > 2 else 0
    if stays:
        size = take(data, state, pool, duty, stays + 1, first + window - 1 - stays, size)
        size = take(data, state, pool, duty, first, stays - first, size)
    else:
        size = take(data, state, pool, duty, first, window, size)
    if refresh(data, state, duty):
        if data.parts.shape[0]:
            settle_depot(data, state, duty)
        return size
    restore(data, state, undo, duty)
    return before


@hot
def holds_fast(data: Data, state: State, duty: int, first: int, count: int) -> bool:
    """Whether one of these stops may not be cut because its other half is locked."""
    fast = 0
    for k in range(first, first + count):
        fast += data.visits[state.rows[duty, k]]["fast"]
    return fast > 0


@kernel
def cut_partners(data: Data, state: State, undo: Undo, pool: Pool, before: int, size: int) -> int:
    """Cut the other halves of the visits that came into the pool since it held `before`; -1 if one stays."""
    for i in range(before, size):
        partner = data.visits[pool.visits[i]]["partner"]
        if partner < 0 or state.duty_of[partner] < 0:
            continue
        duty = state.duty_of[partner]
        touch(state, undo, duty)
        size = take_run(data, state, pool, duty, state.position[partner], 1, size)
        if not refresh(data, state, duty):
            return -1
        if data.parts.shape[0]:
            settle_depot(data, state, duty)
    return size


@hot
def take(data: Data, state: State, pool: Pool, duty: int, first: int, count: int, size: int) -> int:
    """Cut these stops into the pool; a stop at the depot among them stays."""
    depot = state.routes[duty]["depot"]
    if first <= depot < first + count:
        size = take_run(data, state, pool, duty, depot + 1, first + count - 1 - depot, size)
        count = depot - first
    return take_run(data, state, pool, duty, first, count, size)


@kernel
def take_run(data: Data, state: State, pool: Pool, duty: int, first: int, count: int, size: int) -> int:
    """Cut these stops, which are all visits, into the pool."""
    for k in range(first, first + count):
        visit = state.rows[duty, k]
        pool.visits[size] = visit
        pool.stamp[visit] = pool.stamp[pool.stamp.size - 1]
        size += 1
    cut(data, state, duty, first, count)
    return size
