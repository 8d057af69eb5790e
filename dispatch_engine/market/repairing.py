"""From nearly right to exactly right: shortest paths from both sides, then a look over all pairs."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.limits import Watch
from dispatch_engine.market.kernels.arrays import Flow, Search, Shorts
from dispatch_engine.market.kernels.filling import fill_each
from dispatch_engine.market.kernels.leaving import release
from dispatch_engine.market.kernels.placing import place_each, place_together
from dispatch_engine.market.network import Network
from dispatch_engine.market.state import shorts

SLICE: Final = 1_000_000
"""Edges between two looks at the clock."""


@dataclass(slots=True)
class Repair:
    """A flow being made optimal over the network."""

    network: Network
    flow: Flow
    search: Search
    watch: Watch

    def finish(self, orders: Ints, late: Flags) -> None:
        """Place these orders, bring free room down to its floor, price all pairs; again if that finds some.

        Parameters
        ----------
        orders
            Everybody without a worker who pays less than the penalty.
        late
            Who of them is placed last and all together, because many will stay out.

        Raises
        ------
        CutShort
            When a limit is reached; the assignment is feasible by then, its prices are not.
        """
        self.settle(orders, late)
        while True:
            orders, least = self.network.extend(self.flow.price, self.flow.pays, self.watch)
            if not orders.size:
                return
            self.flow.pays[orders] = least
            release(self.network.terms, self.flow, shorts(orders))
            self.settle(orders, np.zeros(orders.size, dtype=np.bool_))

    def settle(self, orders: Ints, late: Flags) -> None:
        """Make the flow optimal over the pairs written down."""
        network, flow, search = self.network, self.flow, self.search
        now, then = shorts(orders[~late]), shorts(orders[late])
        done = 0
        while done < now.size:
            done = place_each(network.terms, network.lists, flow, search, now, done, SLICE)
            self.watch.spend(SLICE)
        left = then.size
        while left:
            left = place_together(network.terms, network.lists, flow, search, then, left, SLICE)
            self.watch.spend(SLICE)
        workers, done = self.dear(), 0
        while done < workers.size:
            done = fill_each(network.terms, network.back, flow, search, workers, done, SLICE)
            self.watch.spend(SLICE)

    def dear(self) -> Shorts:
        """Workers with room above their floor."""
        terms = self.network.terms
        return shorts(np.flatnonzero((self.flow.load < terms.room) & (self.flow.price > terms.floor)))
