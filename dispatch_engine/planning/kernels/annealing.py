"""The loop: ruin, recreate, accept or take back."""

from math import exp, log

from dispatch_engine.planning.compiled import entry, hot
from dispatch_engine.planning.kernels.arrays import Best, Data, Pool, State, Undo
from dispatch_engine.planning.kernels.chance import unit
from dispatch_engine.planning.kernels.recreate import add_unserved, recreate, sort_pool
from dispatch_engine.planning.kernels.ruin import draw_seed, ruin
from dispatch_engine.planning.kernels.undo import keep, keep_best, take_back

Kernels = tuple[Data, State, Undo, Pool, Best]
Heat = tuple[int, float, float, float, float]


@entry
def anneal(kernels: Kernels, iterations: int, schedule: Heat, prize_first: bool) -> None:
    """Run some iterations.

    Parameters
    ----------
    kernels
        The arrays.
    iterations
        How many.
    schedule
        (first, base, step, hot, cold): progress is base + (first + i) * step at the i-th iteration, and the
        temperature falls geometrically from hot at progress 0 to cold at 1, in the unit of costs.
    prize_first
        Whether the best plan is the one with the least prize lost, or with the least sum of prize and cost.
    """
    data, state, undo, pool, best = kernels
    first, base, step, hot, cold = schedule
    cooling = log(cold / hot)
    for i in range(iterations):
        heat = hot * exp(cooling * min(1.0, base + (first + i) * step))
        before = state.total[0]["cost"] + state.total[0]["soft"]
        is_sound = iterate(data, state, undo, pool)
        after = state.total[0]["cost"] + state.total[0]["soft"]
        if is_sound and after < before - heat * log(unit(state.random)):
            keep(undo)
            keep_best(state, best, prize_first)
        else:
            take_back(data, state, undo)


@hot
def iterate(data: Data, state: State, undo: Undo, pool: Pool) -> bool:
    """One ruin and one recreate; False when it has to be taken back."""
    pool.stamp[pool.stamp.size - 1] += 1
    before = state.total[0]["unserved"]
    seed = draw_seed(data, state)
    size = ruin(data, state, undo, pool, seed)
    if size < 0:
        return False
    size = add_unserved(data, state, pool, seed, size, before)
    sort_pool(data, state, pool, seed, size)
    recreate(data, state, undo, pool, size)
    return True
