"""Lists of pairs: put new ones in, turn them round."""

from dispatch_engine.market.kernels.arrays import Back, Found, Lists, Longs, Shorts
from dispatch_engine.planning.compiled import entry, hot


@entry
def merge(old: Lists, source: Shorts, row_of: Shorts, found: Found, new: Lists) -> None:
    """Write the old lists and what was found into the new ones, by cost.

    Parameters
    ----------
    source, row_of
        (n,) number of each order in the old lists and in `found`, -1 where it is in none.
    new
        Its arrays must be long enough; `start` is filled in too.
    """
    new.start[0] = 0
    for order in range(row_of.size):
        row = row_of[order]
        count = 0
        if row >= 0:
            count = found.many[row]
            sort_by_cost(found, row)
        write_merged(old, source[order], order, found, row, count, new)


@hot
def sort_by_cost(found: Found, row: int) -> None:
    for k in range(1, found.many[row]):
        worker, cost = found.worker[row, k], found.cost[row, k]
        at = k
        while at > 0 and found.cost[row, at - 1] > cost:
            found.cost[row, at] = found.cost[row, at - 1]
            found.worker[row, at] = found.worker[row, at - 1]
            at -= 1
        found.cost[row, at] = cost
        found.worker[row, at] = worker


@hot
def write_merged(old: Lists, source: int, order: int, found: Found, row: int, count: int, new: Lists) -> None:
    at, k = new.start[order], 0
    begin, end = (old.start[source], old.start[source + 1]) if source >= 0 else (0, 0)
    for edge in range(begin, end):
        while k < count and found.cost[row, k] < old.cost[edge]:
            new.worker[at], new.cost[at] = found.worker[row, k], found.cost[row, k]
            at += 1
            k += 1
        new.worker[at], new.cost[at] = old.worker[edge], old.cost[edge]
        at += 1
    while k < count:
        new.worker[at], new.cost[at] = found.worker[row, k], found.cost[row, k]
        at += 1
        k += 1
    new.start[order + 1] = at


@entry
def turn_round(lists: Lists, cursor: Longs, back: Back) -> None:
    """The same pairs by worker; `cursor` is room for (m,)."""
    back.start[:] = 0
    edges = lists.start[lists.start.size - 1]
    for edge in range(edges):
        back.start[lists.worker[edge] + 1] += 1
    for worker in range(cursor.size):
        back.start[worker + 1] += back.start[worker]
        cursor[worker] = back.start[worker]
    for order in range(lists.start.size - 1):
        for edge in range(lists.start[order], lists.start[order + 1]):
            worker = lists.worker[edge]
            at = cursor[worker]
            back.order[at], back.cost[at] = order, lists.cost[edge]
            cursor[worker] = at + 1
