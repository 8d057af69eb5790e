"""An answer at any moment: what is held already, and cheap room for who is still without."""

from dispatch_engine.market.kernels.arrays import Auction, Flow, Lists, Terms
from dispatch_engine.market.kernels.holding import attach, has_room
from dispatch_engine.planning.compiled import entry


@entry
def take_holdings(terms: Terms, auction: Auction, flow: Flow) -> None:
    """Give the orders what they hold in the auction, whether it is the best for them or not."""
    for order in range(flow.worker_of.size):
        unit = auction.unit_of[order]
        if unit >= 0 and flow.worker_of[order] < 0 and has_room(terms, flow, terms.owner[unit]):
            attach(terms, flow, order, terms.owner[unit])


@entry
def take_room(terms: Terms, lists: Lists, flow: Flow) -> None:
    """Give each order without a worker the cheapest of its list that has room."""
    for order in range(flow.worker_of.size):
        if flow.worker_of[order] >= 0:
            continue
        for edge in range(lists.start[order], lists.start[order + 1]):
            worker = lists.worker[edge]
            if lists.cost[edge] + terms.floor[worker] < terms.penalty[order] and has_room(
                terms, flow, worker
            ):
                attach(terms, flow, order, worker)
                break
