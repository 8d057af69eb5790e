"""Visits of two workers: both halves go in together, at the earliest second that suits both places."""

from dispatch_engine.planning.compiled import entry, kernel
from dispatch_engine.planning.kernels.arrays import NEVER, Data, Pool, State, Undo
from dispatch_engine.planning.kernels.chance import below
from dispatch_engine.planning.kernels.clock import arrive, first_start, last_start, leave_by
from dispatch_engine.planning.kernels.insertion import BLINK, GENEROUS, cost_there, has_room
from dispatch_engine.planning.kernels.pinning import pin, unpin
from dispatch_engine.planning.kernels.routes import put
from dispatch_engine.planning.kernels.undo import keep, touch

COST, DUTY, AFTER, FIRST, LAST = range(5)
MOST_STEPS = 16


@entry
def insert_pairs(data: Data, state: State, undo: Undo, pool: Pool) -> None:
    """Insert the unserved visits of two workers, the greatest prize first."""
    current = pool.stamp[pool.stamp.size - 1] + 1
    pool.stamp[pool.stamp.size - 1] = current
    while True:
        chosen, prize = -1, -1
        for u in range(state.total[0]["unserved"]):
            visit = state.unserved[u]
            partner = data.visits[visit]["partner"]
            if partner < 0 or pool.stamp[visit] == current:
                continue
            both = data.visits[visit]["prize"] + data.visits[partner]["prize"]
            if both > prize or (both == prize and visit < chosen):
                chosen, prize = visit, both
        if chosen < 0:
            return
        pool.stamp[chosen] = current
        pool.stamp[data.visits[chosen]["partner"]] = current
        place_pair(data, state, undo, pool, chosen)
        keep(undo)


@kernel
def place_pair(data: Data, state: State, undo: Undo, pool: Pool, visit: int) -> bool:
    """Put both halves of a visit in where that costs least together; False when they fit nowhere."""
    partner, best = data.visits[visit]["partner"], pool.best
    list_places(data, state, pool, visit, 0)
    list_places(data, state, pool, partner, 1)
    best[0] = NEVER
    if data.visits[visit]["worth"] < NEVER and below(state.random, GENEROUS):
        best[0] = data.visits[visit]["worth"] + data.visits[partner]["worth"]
    best[1], best[2], best[3] = -1, -1, -1
    for i in range(pool.places.shape[1]):
        if pool.places[0, i, DUTY] < 0:
            break
        for k in range(pool.places.shape[1]):
            if pool.places[1, k, DUTY] < 0 or pool.places[0, i, COST] + pool.places[1, k, COST] >= best[0]:
                break
            try_both(data, state, pool, (visit, i, k))
    if best[1] < 0:
        return False
    start = best[3]
    for half in range(2):
        one = visit if half == 0 else partner
        duty, after = pool.places[half, best[1 + half], DUTY], pool.places[half, best[1 + half], AFTER]
        touch(state, undo, duty)
        pin(data, one, start)
        put(data, state, one, duty, after)
    return True


@kernel
def try_both(data: Data, state: State, pool: Pool, choice: tuple[int, int, int]) -> None:
    """Price two places together, and keep them in `best` (cost, place, place, start) if they are cheaper."""
    visit, i, k = choice
    partner, best = data.visits[visit]["partner"], pool.best
    one, other = pool.places[0, i, DUTY], pool.places[1, k, DUTY]
    is_same = data.duties[one]["worker"] == data.duties[other]["worker"]
    if is_same or data.duties[one]["shift"] == data.duties[other]["shift"]:
        return
    start = common_start(data, pool, choice)
    if start == NEVER or start > min(pool.places[0, i, LAST], pool.places[1, k, LAST]):
        return
    pin(data, visit, start)
    pin(data, partner, start)
    cost = cost_there(data, state, visit, one, pool.places[0, i, AFTER])
    if cost < NEVER:
        more = cost_there(data, state, partner, other, pool.places[1, k, AFTER])
        cost = NEVER if more == NEVER else cost + more
    unpin(data, visit)
    unpin(data, partner)
    if cost < best[0] and below(state.random, BLINK):
        best[0], best[1], best[2], best[3] = cost, i, k, start


@kernel
def common_start(data: Data, pool: Pool, choice: tuple[int, int, int]) -> int:
    """The first second at which both halves may begin at two places, or `NEVER`."""
    visit, i, k = choice
    partner = data.visits[visit]["partner"]
    start = max(pool.places[0, i, FIRST], pool.places[1, k, FIRST])
    for _ in range(MOST_STEPS):
        mine = first_start(data, visit, pool.places[0, i, DUTY], start)
        theirs = first_start(data, partner, pool.places[1, k, DUTY], start)
        if mine == theirs or max(mine, theirs) == NEVER:
            return max(mine, theirs)
        start = max(mine, theirs)
    return NEVER


@kernel
def list_places(data: Data, state: State, pool: Pool, visit: int, half: int) -> None:
    """List the cheapest places of one half by itself, with its first and its last start there."""
    pool.places[half, :, DUTY] = -1
    for duty in range(data.duties.size):
        if not has_room(data, state, visit, duty):
            continue
        for after in range(data.duties[duty]["locked"], state.routes[duty]["stops"] + 1):
            cost = cost_there(data, state, visit, duty, after)
            if cost < NEVER:
                list_place(data, state, pool, (visit, half, duty, after), cost)


@kernel
def list_place(data: Data, state: State, pool: Pool, place: tuple[int, int, int, int], cost: int) -> None:
    """Put a place into its order, if it is cheap enough for the list."""
    visit, half, duty, after = place
    rows = pool.places[half]
    at = rows.shape[0]
    while at and (rows[at - 1, DUTY] < 0 or rows[at - 1, COST] > cost):
        at -= 1
        if at + 1 < rows.shape[0]:
            for field in range(rows.shape[1]):
                rows[at + 1, field] = rows[at, field]
    if at == rows.shape[0]:
        return
    mode, duration = data.duties[duty]["mode"], data.visits[visit]["duration"]
    way = data.travel[mode, state.rows[duty, after], visit]
    onward = data.travel[mode, visit, state.rows[duty, after + 1]]
    first = first_start(data, visit, duty, arrive(data, duty, state.depart[duty, after], way))
    by = leave_by(data, duty, state.latest[duty, after + 1], onward)
    last = last_start(data, visit, duty, by - duration)
    rows[at, COST], rows[at, DUTY], rows[at, AFTER] = cost, duty, after
    rows[at, FIRST], rows[at, LAST] = first, last
