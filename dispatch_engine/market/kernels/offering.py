"""The reverse half: units that nobody holds at a price above the floor look for an order, or come down.

Without it a scaled auction with more room than orders would keep prices of old phases on free units.
"""

from dispatch_engine.market.kernels.arrays import Auction, Back, Terms
from dispatch_engine.market.kernels.units import float_up
from dispatch_engine.planning.compiled import entry, hot


@entry
def begin_offers(terms: Terms, auction: Auction) -> None:
    """Queue every worker that has a free unit above the floor."""
    auction.tally[0] = 0
    for worker in range(auction.price.size):
        auction.is_queued[worker] = 0
        if terms.unit[worker] == terms.unit[worker + 1] or auction.price[worker] <= terms.floor[worker]:
            continue
        if free_unit(terms, auction, worker) >= 0:
            queue_worker(auction, worker)


@hot
def queue_worker(auction: Auction, worker: int) -> None:
    if not auction.is_queued[worker]:
        auction.is_queued[worker] = 1
        auction.queue[auction.tally[0]] = worker
        auction.tally[0] += 1


@hot
def free_unit(terms: Terms, auction: Auction, worker: int) -> int:
    for unit in range(terms.unit[worker], terms.unit[worker + 1]):
        if auction.holder[unit] < 0:
            return unit
    return -1


@entry
def offer_all(terms: Terms, back: Back, auction: Auction, epsilon: int, budget: int) -> int:
    """Let queued workers offer a unit each, until none is left or so many offers are made.

    Returns
    -------
    int
        Workers still queued.
    """
    for _ in range(budget):
        if auction.tally[0] == 0:
            return 0
        auction.tally[0] -= 1
        worker = auction.queue[auction.tally[0]]
        auction.is_queued[worker] = 0
        auction.tally[3] += 1
        offer(terms, back, auction, epsilon, worker)
    return auction.tally[0]


@hot
def offer(terms: Terms, back: Back, auction: Auction, epsilon: int, worker: int) -> None:
    """Go to the order that gains most, at the price where the second would gain as much."""
    floor = terms.floor[worker]
    unit = free_unit(terms, auction, worker)
    if unit < 0 or auction.price[worker] <= floor:
        return
    best, second, taker, cost_of_taker = floor, floor, -1, 0
    begin, end = back.start[worker], back.start[worker + 1]
    auction.tally[1] += end - begin
    for edge in range(begin, end):
        gain = auction.pays[back.order[edge]] - back.cost[edge]
        if gain > best:
            second = best
            best = gain
            taker, cost_of_taker = back.order[edge], back.cost[edge]
        elif gain > second:
            second = gain
    if taker < 0 or best <= floor + epsilon:
        lower(terms, auction, worker, unit, floor)
        return
    price = max(floor, min(auction.price[worker], second - epsilon))
    let_go(terms, auction, taker)
    unit = free_unit(terms, auction, worker)
    auction.holder[unit] = taker
    auction.unit_of[taker] = unit
    auction.held_cost[taker] = cost_of_taker
    auction.pays[taker] = cost_of_taker + price
    lower(terms, auction, worker, unit, price)
    if auction.price[worker] > floor and free_unit(terms, auction, worker) >= 0:
        queue_worker(auction, worker)


@hot
def lower(terms: Terms, auction: Auction, worker: int, unit: int, price: int) -> None:
    auction.unit_price[unit] = price
    float_up(terms, auction, worker, unit)


@hot
def let_go(terms: Terms, auction: Auction, order: int) -> None:
    """Free what the order holds, at the price of its worker's cheapest unit."""
    unit = auction.unit_of[order]
    if unit < 0:
        return
    owner = terms.owner[unit]
    auction.holder[unit] = -1
    auction.unit_of[order] = -1
    lower(terms, auction, owner, unit, auction.price[owner])
    if auction.price[owner] > terms.floor[owner]:
        queue_worker(auction, owner)
