"""From the prices of the last tick to those of this one: by searches, or by an auction where these are long.

One order more in a scarce town is often served at the end of a chain through half of it, and so is the
next one: each search then crosses the same thousands of workers. An auction moves all their prices together.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.limits import Watch
from dispatch_engine.market.auctioning import resume_auction
from dispatch_engine.market.kernels.arrays import Shorts
from dispatch_engine.market.kernels.filling import fill_each
from dispatch_engine.market.kernels.handing_over import hand_over
from dispatch_engine.market.kernels.placing import place_each
from dispatch_engine.market.network import Network
from dispatch_engine.market.repairing import SLICE, Repair
from dispatch_engine.market.schedule import falling, typical_cost
from dispatch_engine.market.solving import Solved
from dispatch_engine.market.state import new_search, resumed_auction, shorts

PATIENCE: Final = 12
"""Searches that are going to look at each pair so often, all together, take longer than an auction does."""
LOOKS_BEFORE: Final = 2
"""How often each pair is looked at before that is judged: the first searches may be unlike the others."""


def renew(solved: Solved, watch: Watch, seed: int) -> None:
    """Make a flow optimal again after orders and rooms have changed.

    Parameters
    ----------
    solved
        Its prices suit all pairs written down, and who has a worker pays just the pair's cost and price.
    watch
        Charged with bids, edges and orders looked at.
    seed
        Decides who bids first, should it come to an auction.

    Raises
    ------
    CutShort
        When a limit is reached; the assignment is feasible by then, its prices are not.
    """
    network, flow = solved.network, solved.flow
    repair = Repair(network, flow, new_search(network.workers), watch)
    if not Trial(repair, PATIENCE * network.pairs).succeeds(waiting_in(solved)):
        auction = resumed_auction(network.terms, flow, seed)
        resume_auction(network, auction, epsilons_of(network), watch)
        hand_over(network.terms, network.lists, auction, flow)
    waiting = waiting_in(solved)
    repair.finish(waiting, np.zeros(waiting.size, dtype=np.bool_))


@dataclass(slots=True)
class Trial:
    """Search by search, as long as those to come seem to look at no more than so many edges together."""

    repair: Repair
    most: int

    def succeeds(self, orders: Ints) -> bool:
        """Place these orders and bring free room down to its floor; False when that would take too long."""
        return self._places(shorts(orders)) and self._fills()

    def _places(self, orders: Shorts) -> bool:
        network, flow, search = self.repair.network, self.repair.flow, self.repair.search
        done = 0
        while done < orders.size:
            first, before = done, int(search.size[2])
            done = place_each(network.terms, network.lists, flow, search, orders, done, SLICE)
            left = max(orders.size - done, self.repair.dear().size)
            if self._is_long(before, done - first, left):
                return False
        return True

    def _fills(self) -> bool:
        network, flow, search = self.repair.network, self.repair.flow, self.repair.search
        workers, done = self.repair.dear(), 0
        while done < workers.size:
            first, before = done, int(search.size[2])
            done = fill_each(network.terms, network.back, flow, search, workers, done, SLICE)
            if self._is_long(before, done - first, workers.size - done):
                return False
        return True

    def _is_long(self, before: int, searches: int, left: int) -> bool:
        """Whether so many more, like the last few, are too many."""
        self.repair.watch.spend(SLICE)
        edges = int(self.repair.search.size[2])
        if edges < LOOKS_BEFORE * self.repair.network.pairs:
            return False
        return (edges - before) * left >= self.most * max(searches, 1)


def waiting_in(solved: Solved) -> Ints:
    """Orders without a worker that pay less than their penalty."""
    flow, terms = solved.flow, solved.network.terms
    return np.flatnonzero((flow.worker_of < 0) & (flow.pays < terms.penalty))


def epsilons_of(network: Network) -> tuple[int, ...]:
    """Phases of an auction that begins near the end; found by trying, see ADR 0152."""
    return falling(typical_cost(network) / 26, 7, max(1.0, typical_cost(network) / 1_000))
