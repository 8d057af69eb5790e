"""A worker's units as a heap by price: who holds which, and what the cheapest costs."""

from dispatch_engine.market.kernels.arrays import CLOSED, Auction, Terms
from dispatch_engine.planning.compiled import hot


@hot
def settle_price(terms: Terms, auction: Auction, worker: int) -> None:
    """The worker's price is that of the unit on top."""
    first = terms.unit[worker]
    if first == terms.unit[worker + 1]:
        auction.price[worker] = CLOSED
    else:
        auction.price[worker] = auction.unit_price[first]


@hot
def swap_units(auction: Auction, one: int, other: int) -> None:
    """Exchange two units, their holders go with them."""
    price, holder = auction.unit_price[one], auction.holder[one]
    auction.unit_price[one], auction.holder[one] = auction.unit_price[other], auction.holder[other]
    auction.unit_price[other], auction.holder[other] = price, holder
    if auction.holder[one] >= 0:
        auction.unit_of[auction.holder[one]] = one
    if auction.holder[other] >= 0:
        auction.unit_of[auction.holder[other]] = other


@hot
def sink(terms: Terms, auction: Auction, worker: int, unit: int) -> None:
    """A unit has become dearer: move it down."""
    first, size = terms.unit[worker], terms.unit[worker + 1] - terms.unit[worker]
    at = unit - first
    while True:
        least = at
        for child in range(2 * at + 1, min(2 * at + 3, size)):
            if auction.unit_price[first + child] < auction.unit_price[first + least]:
                least = child
        if least == at:
            break
        swap_units(auction, first + at, first + least)
        at = least
    settle_price(terms, auction, worker)


@hot
def float_up(terms: Terms, auction: Auction, worker: int, unit: int) -> None:
    """A unit has become cheaper: move it up."""
    first = terms.unit[worker]
    at = unit - first
    while at > 0:
        above = (at - 1) // 2
        if auction.unit_price[first + above] <= auction.unit_price[first + at]:
            break
        swap_units(auction, first + at, first + above)
        at = above
    settle_price(terms, auction, worker)
