"""The pairs written down so far, and who can find more of them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.limits import Watch
from dispatch_engine.market.kernels.arrays import Back, Found, Grid, Lists, Longs, Places, Shorts, Terms, View
from dispatch_engine.market.kernels.nearest import find_nearest
from dispatch_engine.market.kernels.pricing import find_below, set_prices
from dispatch_engine.market.state import merged, new_found, no_lists, shorts, turned

CHUNK: Final = 20_000
"""Orders looked at in one go: the clock is read in between."""
WIDTH: Final = 24
"""Pairs that one look may add to an order's list."""


@dataclass(slots=True)
class Scout:
    """Looks over all feasible pairs of a market."""

    places: Places
    grid: Grid
    stamp: Shorts

    def below(self, lists: Lists, price: Longs, orders: Shorts, limit: Longs, width: int) -> Found:
        """For these orders the best pairs, by cost and price, below each limit; see `find_below`."""
        found = new_found(orders.size, width)
        set_prices(self.grid, price)
        view = View(self.places, self.grid, price, self.stamp)
        find_below(view, lists, orders, limit, found)
        return found

    def nearest(self, width: int, watch: Watch) -> Lists:
        """The cheapest `width` pairs of every order."""
        n = self.places.order_x.size
        found = new_found(n, width)
        for first in range(0, n, CHUNK):
            part = rows_of(found, slice(first, first + CHUNK))
            watch.spend(width * part.many.size)
            find_nearest(self.places, self.grid, first, part)
        return merged(no_lists(n), np.arange(n, dtype=np.int32), found)


def rows_of(found: Found, rows: Ints | slice) -> Found:
    """Some rows of what was found."""
    return Found(found.worker[rows], found.cost[rows], found.key[rows], found.many[rows], found.least[rows])


@dataclass(slots=True)
class Network:
    """An assignment problem whose pairs need not all be known. Without a scout they are."""

    terms: Terms
    lists: Lists
    back: Back
    scout: Scout | None = None

    @classmethod
    def of(cls, terms: Terms, lists: Lists, scout: Scout | None = None) -> "Network":
        return cls(terms, lists, turned(lists, terms.floor.size), scout)

    @property
    def orders(self) -> int:
        return int(self.terms.penalty.size)

    @property
    def workers(self) -> int:
        return int(self.terms.floor.size)

    @property
    def pairs(self) -> int:
        """How many are written down."""
        return int(self.lists.start[-1])

    def extend(self, price: Longs, limit: Longs, watch: Watch, width: int = WIDTH) -> tuple[Ints, Ints]:
        """Add the best pairs below each order's limit, as far as they are missing.

        Returns
        -------
        orders : (k,)
            Who got pairs.
        least : (k,)
            The least cost and price of each of them.
        """
        if self.scout is None:
            nobody = np.zeros(0, dtype=np.int64)
            return nobody, nobody
        watch.spend(self.orders)
        found = self.scout.below(self.lists, price, shorts(np.arange(self.orders)), limit, width)
        hit = np.flatnonzero(found.many)
        if hit.size:
            self.add(shorts(hit), rows_of(found, hit))
        return hit, found.least[hit]

    def add(self, orders: Shorts, found: Found) -> None:
        """Write down pairs of these orders."""
        self.lists = merged(self.lists, orders, found)
        self.back = turned(self.lists, self.workers)
