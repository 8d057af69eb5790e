"""The forward half of the auction: orders bid for the cheapest unit of their best worker."""

from dispatch_engine.market.kernels.arrays import CLOSED, KEPT, Auction, Lists, Terms
from dispatch_engine.market.kernels.units import settle_price, sink
from dispatch_engine.planning.compiled import entry, hot


@entry
def begin_phase(terms: Terms, lists: Lists, auction: Auction, epsilon: int, fresh: bool) -> None:
    """Level the prices of each worker's units, free who is not content to `epsilon`, queue who is free.

    `fresh` takes all prices back to the floor and frees everybody first.
    """
    for worker in range(auction.price.size):
        if fresh:
            level(terms, auction, worker, terms.floor[worker], True)
        else:
            level(terms, auction, worker, auction.price[worker], False)
    auction.tally[0] = 0
    orders = auction.unit_of.size
    for k in range(orders):
        begin_order(terms, lists, auction, epsilon, (k + auction.tally[2]) % orders)


@hot
def level(terms: Terms, auction: Auction, worker: int, price: int, fresh: bool) -> None:
    """All units at one price."""
    for unit in range(terms.unit[worker], terms.unit[worker + 1]):
        auction.unit_price[unit] = price
        if fresh and auction.holder[unit] >= 0:
            auction.unit_of[auction.holder[unit]] = -1
            auction.holder[unit] = -1
    settle_price(terms, auction, worker)


@hot
def begin_order(terms: Terms, lists: Lists, auction: Auction, epsilon: int, order: int) -> None:
    """Look at the whole list; stay, leave for the outside, or queue."""
    look(lists, auction, order)
    best = auction.key[0] if auction.kept[order] else CLOSED
    unit = auction.unit_of[order]
    if unit >= 0:
        auction.pays[order] = auction.held_cost[order] + auction.unit_price[unit]
        if auction.pays[order] - best <= epsilon and auction.pays[order] < auction.limit[order]:
            return
        auction.holder[unit] = -1
        auction.unit_of[order] = -1
    auction.pays[order] = auction.limit[order]
    if best < auction.limit[order]:
        auction.queue[auction.tally[0]] = order
        auction.tally[0] += 1


@hot
def look(lists: Lists, auction: Auction, order: int) -> None:
    """Remember the best workers of the whole list, and what all others cost at least."""
    kept, rest, limit = 0, CLOSED, auction.limit[order]
    key = auction.key
    begin, end = lists.start[order], lists.start[order + 1]
    auction.tally[1] += end - begin
    for edge in range(begin, end):
        worker, cost = lists.worker[edge], lists.cost[edge]
        if cost >= rest or cost >= limit:
            rest = min(rest, cost)
            break
        value = cost + auction.price[worker]
        if value >= rest or value >= limit:
            continue
        if kept == KEPT:
            rest = key[KEPT - 1]
            kept -= 1
            if value >= rest:
                rest = value
                kept += 1
                continue
        at = kept
        while at > 0 and key[at - 1] > value:
            key[at] = key[at - 1]
            auction.kept_worker[order, at] = auction.kept_worker[order, at - 1]
            auction.kept_cost[order, at] = auction.kept_cost[order, at - 1]
            at -= 1
        key[at] = value
        auction.kept_worker[order, at] = worker
        auction.kept_cost[order, at] = cost
        kept += 1
    auction.kept[order] = kept
    auction.rest[order] = min(rest, limit)


@entry
def bid_all(terms: Terms, lists: Lists, auction: Auction, epsilon: int, budget: int) -> int:
    """Let queued orders bid, the last one first, until none is left or so many bids are made.

    Returns
    -------
    int
        Orders still queued.
    """
    for _ in range(budget):
        if auction.tally[0] == 0:
            return 0
        auction.tally[0] -= 1
        auction.tally[3] += 1
        bid(terms, lists, auction, epsilon, auction.queue[auction.tally[0]])
    return auction.tally[0]


@hot
def bid(terms: Terms, lists: Lists, auction: Auction, epsilon: int, order: int) -> None:
    """Take the best worker's cheapest unit; pay up to what the second best would cost, and a little more."""
    limit = auction.limit[order]
    for again in range(2):
        best, second, chosen = CLOSED, CLOSED, -1
        auction.tally[1] += auction.kept[order]
        for k in range(auction.kept[order]):
            value = auction.kept_cost[order, k] + auction.price[auction.kept_worker[order, k]]
            if value < best:
                second = best
                best = value
                chosen = k
            elif value < second:
                second = value
        if again == 1 or min(second, limit) <= auction.rest[order]:
            break
        look(lists, auction, order)
    if best >= limit:
        return
    second = min(min(second, limit), max(auction.rest[order], best))
    worker = auction.kept_worker[order, chosen]
    unit = terms.unit[worker]
    before = auction.holder[unit]
    price = auction.unit_price[unit] + second - best + epsilon
    auction.holder[unit] = order
    auction.unit_of[order] = unit
    auction.held_cost[order] = auction.kept_cost[order, chosen]
    auction.pays[order] = auction.held_cost[order] + price
    auction.unit_price[unit] = price
    sink(terms, auction, worker, unit)
    if before >= 0:
        auction.unit_of[before] = -1
        auction.pays[before] = auction.limit[before]
        auction.queue[auction.tally[0]] = before
        auction.tally[0] += 1
