"""Putting visits back: which ones, in which order, each where it costs least."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import Data, Pool, State, Undo
from dispatch_engine.planning.kernels.chance import below, unit
from dispatch_engine.planning.kernels.insertion import find_place, put_best
from dispatch_engine.planning.kernels.pairing import place_pair
from dispatch_engine.planning.kernels.supplying import settle_depot
from dispatch_engine.planning.kernels.undo import touch

MOST_UNSERVED = 16
BY_CHANCE = 4
NEAREST = 14
ORDERS = 12


@hot
def add_unserved(data: Data, state: State, pool: Pool, seed: int, size: int, before: int) -> int:
    """Add visits unserved before the ruin: all when they are few, else some by chance and the seed's nearest.

    Choosing only by chance is much worse when there is more work than time.
    """
    if before <= MOST_UNSERVED:
        for u in range(before):
            size = add(pool, state.unserved[u], size)
        return size
    for _ in range(BY_CHANCE):
        size = add(pool, state.unserved[below(state.random, before)], size)
    size = add(pool, seed, size) if state.duty_of[seed] < 0 else size
    left = NEAREST - BY_CHANCE
    for n in range(data.around.shape[1]):
        visit = data.around[seed, n]
        if visit < 0 or left == 0:
            break
        grown = add(pool, visit, size) if state.duty_of[visit] < 0 else size
        left -= grown - size
        size = grown
    return size


@hot
def add(pool: Pool, visit: int, size: int) -> int:
    """Put a visit into the pool, once."""
    current = pool.stamp[pool.stamp.size - 1]
    if pool.stamp[visit] == current:
        return size
    pool.stamp[visit] = current
    pool.visits[size] = visit
    return size + 1


@hot
def sort_pool(data: Data, state: State, pool: Pool, seed: int, size: int) -> None:
    """Order the pool by one of several rules, drawn anew each time."""
    rule = below(state.random, ORDERS)
    for i in range(size):
        pool.keys[i] = sort_key(data, state, seed, pool.visits[i], rule)
    for i in range(1, size):
        key, visit, k = pool.keys[i], pool.visits[i], i
        while k and pool.keys[k - 1] > key:
            pool.keys[k], pool.visits[k] = pool.keys[k - 1], pool.visits[k - 1]
            k -= 1
        pool.keys[k], pool.visits[k] = key, visit


@hot
def sort_key(data: Data, state: State, seed: int, visit: int, rule: int) -> float:
    """What the rule ranks a visit by, least first: chance, long, far, near, narrow, choosy, early, late."""
    wants = data.visits[visit]
    if rule < 4:
        return unit(state.random)
    if rule < 6:
        return -float(wants["duration"])
    if rule < 8:
        way = float(data.travel[0, seed, visit])
        return way if rule == 6 else -way
    if rule == 8:
        return float(wants["closes"] - wants["opens"])
    if rule == 9:
        return float(wants["able"])
    return float(wants["opens"]) if rule == 10 else -float(wants["closes"])


@hot
def recreate(data: Data, state: State, undo: Undo, pool: Pool, size: int) -> None:
    """Put the pool back in its order; what fits nowhere stays unserved."""
    for i in range(size):
        visit = pool.visits[i]
        if data.visits[visit]["partner"] >= 0:
            if state.duty_of[visit] < 0:
                place_pair(data, state, undo, pool, visit)
            continue
        find_place(data, state, visit, pool.best)
        duty = pool.best[1]
        if duty >= 0:
            touch(state, undo, duty)
            put_best(data, state, visit, pool.best)
    if data.parts.shape[0]:
        settle_depots(data, state, undo)


@kernel
def settle_depots(data: Data, state: State, undo: Undo) -> None:
    """Settle the stops at the depot of all rows touched."""
    for t in range(undo.size[0]):
        settle_depot(data, state, undo.touched[t])
