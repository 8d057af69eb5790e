"""Shortest paths from workers that have room above their floor: to an order to take, or to the floor."""

from dispatch_engine.market.kernels.arrays import Back, Flow, Search, Shorts, Terms
from dispatch_engine.market.kernels.heap import clear, pop, relabel
from dispatch_engine.market.kernels.holding import attach, detach, has_room
from dispatch_engine.planning.compiled import entry, hot


@entry
def fill_each(
    terms: Terms, back: Back, flow: Flow, search: Search, workers: Shorts, first: int, budget: int
) -> int:
    """Bring each worker with room down to its floor, from the one at `first`, until the budget is used up.

    Returns
    -------
    int
        Where to go on.
    """
    until = search.size[2] + budget
    for k in range(first, workers.size):
        worker = workers[k]
        while has_room(terms, flow, worker) and flow.price[worker] > terms.floor[worker]:
            if search.size[2] > until:
                return k
            fill(terms, back, flow, search, worker)
    return workers.size


@hot
def fill(terms: Terms, back: Back, flow: Flow, search: Search, root: int) -> None:
    """One search, its change of prices, and the exchange along its path."""
    clear(search)
    search.best[0] = flow.price[root] - terms.floor[root]
    search.best[1] = search.best[2] = search.best[3] = -1
    search.state[root] = 2
    search.label[root] = 0
    search.touched[0] = root
    search.size[1] = 1
    look_from_worker(terms, back, flow, search, root)
    while search.size[0] > 0 and search.heap_key[0] < search.best[0]:
        worker = pop(search)
        search.state[worker] = 2
        look_from_worker(terms, back, flow, search, worker)
    lower_prices(terms, flow, search)
    hand_down(terms, flow, search, root)


@hot
def look_from_worker(terms: Terms, back: Back, flow: Flow, search: Search, worker: int) -> None:
    """Which orders would come, and whether whoever holds them can do without."""
    base = search.label[worker] + flow.price[worker]
    begin, end = back.start[worker], back.start[worker + 1]
    search.size[2] += end - begin
    for edge in range(begin, end):
        order = back.order[edge]
        there = base + back.cost[edge] - flow.pays[order]
        if there >= search.best[0]:
            continue
        holder = flow.worker_of[order]
        if holder < 0:
            search.best[0], search.best[1] = there, order
            search.best[2], search.best[3] = -1, worker
        elif search.state[holder] == 0 or (search.state[holder] == 1 and there < search.label[holder]):
            relabel(search, holder, there, order, worker)
            ends = there + flow.price[holder] - terms.floor[holder]
            if ends < search.best[0]:
                search.best[0], search.best[1], search.best[2] = ends, -1, holder


@hot
def lower_prices(terms: Terms, flow: Flow, search: Search) -> None:
    """Workers nearer than the end become cheaper by the difference, and so do the orders that they hold."""
    best = search.best[0]
    for k in range(search.size[1]):
        worker = search.touched[k]
        if search.state[worker] == 2 and search.label[worker] < best:
            fall = best - search.label[worker]
            flow.price[worker] -= fall
            for unit in range(terms.unit[worker], terms.unit[worker] + flow.load[worker]):
                flow.pays[flow.holder[unit]] -= fall


@hot
def hand_down(terms: Terms, flow: Flow, search: Search, root: int) -> None:
    """Along the path each worker gives an order to the one before it, the root has one more in the end."""
    order, worker, ends = search.best[1], search.best[3], search.best[2]
    if ends >= 0:
        order, worker = search.via[ends], search.parent[ends]
        detach(terms, flow, order)
    if order < 0:
        return
    while worker != root:
        passed = search.via[worker]
        detach(terms, flow, passed)
        attach(terms, flow, order, worker)
        order, worker = passed, search.parent[worker]
    attach(terms, flow, order, root)
