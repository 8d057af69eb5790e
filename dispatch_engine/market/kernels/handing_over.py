"""From the auction, whose prices are right to an epsilon, to an assignment whose prices are exact."""

from dispatch_engine.market.kernels.arrays import CLOSED, NOBODY, Auction, Flow, Lists, Longs, Terms
from dispatch_engine.market.kernels.holding import attach
from dispatch_engine.planning.compiled import entry, hot


@entry
def hand_over(terms: Terms, lists: Lists, auction: Auction, flow: Flow) -> None:
    """Take the prices over, and of the pairs those that are tight."""
    for worker in range(flow.price.size):
        flow.price[worker] = auction.price[worker]
        if auction.price[worker] == CLOSED:
            flow.price[worker] = NOBODY
        flow.load[worker] = 0
    for order in range(flow.pays.size):
        flow.worker_of[order] = flow.unit_of[order] = -1
        flow.pays[order] = least_value(lists, flow.price, order, terms.penalty[order])
        unit = auction.unit_of[order]
        if unit >= 0:
            owner = terms.owner[unit]
            if auction.held_cost[order] + flow.price[owner] == flow.pays[order]:
                attach(terms, flow, order, owner)


@entry
def price_all(lists: Lists, price: Longs, pays: Longs) -> None:
    """Lower what each order pays to the least of its list."""
    for order in range(pays.size):
        pays[order] = least_value(lists, price, order, pays[order])


@hot
def least_value(lists: Lists, price: Longs, order: int, limit: int) -> int:
    best = limit
    for edge in range(lists.start[order], lists.start[order + 1]):
        if lists.cost[edge] >= best:
            break
        best = min(best, lists.cost[edge] + price[lists.worker[edge]])
    return best
