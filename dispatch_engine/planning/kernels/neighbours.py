"""Lists of what is near each visit, without a square of values: half of all pairs are looked at once each."""

from dispatch_engine.planning.compiled import entry, hot
from dispatch_engine.planning.kernels.arrays import NEVER, Longs, Shorts


@entry
def list_neighbours(
    travel: Shorts, times: Longs, near: Shorts, near_keys: Longs, around: Shorts, around_keys: Longs
) -> None:
    """Fill both lists of every visit, nearest first, of equals the one with the lower index first.

    Parameters
    ----------
    travel
        (modes, nodes, nodes); the visits come first.
    times
        (3, n) opening of the first and end of the last window, duration.
    near, around
        (n, K) and (n, A), all -1 beforehand.
    near_keys, around_keys
        Of the same shapes, all `NEVER` beforehand.
    """
    for one in range(times.shape[1]):
        for other in range(one + 1, times.shape[1]):
            there, back = mean_way(travel, one, other), mean_way(travel, other, one)
            way = min(there, back)
            enter(around, around_keys, one, other, way)
            enter(around, around_keys, other, one, way)
            follows = min(follow(travel, times, one, other, there), follow(travel, times, other, one, back))
            enter(near, near_keys, one, other, follows)
            enter(near, near_keys, other, one, follows)


@hot
def mean_way(travel: Shorts, one: int, other: int) -> int:
    """Seconds from one visit to another, the mean over the modes."""
    total = 0
    for mode in range(travel.shape[0]):
        total += travel[mode, one, other]
    return total // travel.shape[0]


@hot
def follow(travel: Shorts, times: Longs, one: int, other: int, way: int) -> int:
    """How near a visit is behind another: travel and a fifth of the wait; `NEVER` when it cannot be there."""
    shortest = travel[0, one, other]
    for mode in range(1, travel.shape[0]):
        shortest = min(shortest, travel[mode, one, other])
    if times[0, one] + times[2, one] + shortest > times[1, other]:
        return NEVER
    wait = times[0, other] - (times[1, one] + times[2, one] + way)
    return way + max(0, wait) // 5


@hot
def enter(lists: Shorts, keys: Longs, row: int, visit: int, key: int) -> None:
    """Enter a visit into a list where its key belongs, behind its equals; the last one may fall out."""
    k = keys.shape[1] - 1
    if key >= keys[row, k]:
        return
    while k > 0 and keys[row, k - 1] > key:
        keys[row, k], lists[row, k] = keys[row, k - 1], lists[row, k - 1]
        k -= 1
    keys[row, k], lists[row, k] = key, visit
