"""Shortest paths from orders without a worker: to room somewhere, or to the order that is best left out."""

from dispatch_engine.market.kernels.arrays import FAR, Flow, Lists, Search, Shorts, Terms
from dispatch_engine.market.kernels.heap import clear, pop, relabel
from dispatch_engine.market.kernels.holding import attach, detach, has_room
from dispatch_engine.planning.compiled import entry, hot


@entry
def place_each(
    terms: Terms, lists: Lists, flow: Flow, search: Search, orders: Shorts, first: int, budget: int
) -> int:
    """Place the orders one after the other, from the one at `first`, until the budget of edges is used up.

    Returns
    -------
    int
        Where to go on.
    """
    until = search.size[2] + budget
    for k in range(first, orders.size):
        if search.size[2] > until:
            return k
        order = orders[k]
        if flow.worker_of[order] < 0 and flow.pays[order] < terms.penalty[order]:
            place(terms, lists, flow, search, orders[k : k + 1], 1)
    return orders.size


@entry
def place_together(
    terms: Terms, lists: Lists, flow: Flow, search: Search, orders: Shorts, count: int, budget: int
) -> int:
    """Place orders by searches that begin at all of them: each serves one, or leaves out whom it may.

    Parameters
    ----------
    orders
        The first `count` are to be placed; those that are still to be placed come first afterwards.

    Returns
    -------
    int
        How many are left.
    """
    until = search.size[2] + budget
    while True:
        left = 0
        for k in range(count):
            order = orders[k]
            if flow.worker_of[order] < 0 and flow.pays[order] < terms.penalty[order]:
                orders[left] = order
                left += 1
        count = left
        if count == 0 or search.size[2] > until:
            return count
        place(terms, lists, flow, search, orders, count)


@hot
def place(terms: Terms, lists: Lists, flow: Flow, search: Search, roots: Shorts, count: int) -> None:
    """One search, its change of prices, and the exchange along its path."""
    clear(search)
    search.best[0], search.best[1], search.best[2] = FAR, -1, -1
    for k in range(count):
        look_from_order(terms, lists, flow, search, roots[k], 0)
    while search.size[0] > 0 and search.heap_key[0] < search.best[0]:
        worker = pop(search)
        search.state[worker] = 2
        for unit in range(terms.unit[worker], terms.unit[worker] + flow.load[worker]):
            look_from_order(terms, lists, flow, search, flow.holder[unit], search.label[worker])
    raise_prices(terms, flow, search, roots, count)
    exchange(terms, flow, search)


@hot
def look_from_order(terms: Terms, lists: Lists, flow: Flow, search: Search, order: int, label: int) -> None:
    """Where the order could go instead, or that it stays out."""
    base = label - flow.pays[order]
    best = search.best[0]
    if base + terms.penalty[order] < best:
        best = base + terms.penalty[order]
        search.best[1], search.best[2] = order, -1
    edge, end = lists.start[order], lists.start[order + 1]
    begin = edge
    while edge < end and base + lists.cost[edge] < best:
        worker = lists.worker[edge]
        there = base + lists.cost[edge] + flow.price[worker]
        if there < best and (search.state[worker] == 0 or there < search.label[worker]):
            if has_room(terms, flow, worker):
                best = there
                search.best[1], search.best[2] = -1, worker
                search.via[worker] = order
            elif terms.room[worker] > 0:
                relabel(search, worker, there, order, -1)
        edge += 1
    search.best[0] = best
    search.size[2] += edge - begin


@hot
def raise_prices(terms: Terms, flow: Flow, search: Search, roots: Shorts, count: int) -> None:
    """Workers nearer than the end become dearer by the difference, and so do the orders that they hold."""
    best = search.best[0]
    for k in range(search.size[1]):
        worker = search.touched[k]
        if search.state[worker] == 2 and search.label[worker] < best:
            rise = best - search.label[worker]
            flow.price[worker] += rise
            for unit in range(terms.unit[worker], terms.unit[worker] + flow.load[worker]):
                flow.pays[flow.holder[unit]] += rise
    for k in range(count):
        flow.pays[roots[k]] += best


@hot
def exchange(terms: Terms, flow: Flow, search: Search) -> None:
    """From the end of the path to its root everybody moves up by one."""
    worker = search.best[2]
    if worker < 0:
        order = search.best[1]
        worker = flow.worker_of[order]
        if worker < 0:
            return
        detach(terms, flow, order)
    while worker >= 0:
        order = search.via[worker]
        before = flow.worker_of[order]
        if before >= 0:
            detach(terms, flow, order)
        attach(terms, flow, order, worker)
        worker = before
