"""The auction, phase by phase: a good assignment and nearly right prices in little time."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from dispatch_engine.limits import Watch
from dispatch_engine.market.kernels.arrays import Auction
from dispatch_engine.market.kernels.bidding import begin_phase, bid_all
from dispatch_engine.market.kernels.offering import begin_offers, offer_all
from dispatch_engine.market.network import Network
from dispatch_engine.market.schedule import Schedule

SLICE: Final = 20_000
"""Bids between two looks at the clock."""


def hold_auction(network: Network, auction: Auction, schedule: Schedule, watch: Watch) -> None:
    """Run all phases; more pairs are written down in between where a scout is at hand.

    Raises
    ------
    CutShort
        When a limit is reached; what is held by then is feasible.
    """
    first = schedule.epsilons[0]
    run_phase(network, auction, first, watch, fresh=True)
    for _ in range(schedule.restarts if network.scout else 0):
        enrich(network, auction, first, watch)
        run_phase(network, auction, first, watch, fresh=True)
    for epsilon in schedule.epsilons[1:]:
        enrich(network, auction, epsilon, watch)
        run_phase(network, auction, epsilon, watch, fresh=False)


def resume_auction(network: Network, auction: Auction, epsilons: Sequence[int], watch: Watch) -> None:
    """Phases over what is held already and the pairs that are written down.

    Raises
    ------
    CutShort
        When a limit is reached.
    """
    for epsilon in epsilons:
        run_phase(network, auction, epsilon, watch, fresh=False)


def run_phase(network: Network, auction: Auction, epsilon: int, watch: Watch, *, fresh: bool) -> None:
    """Bids until every order is content to `epsilon`, then offers until every free unit is."""
    watch.spend(network.orders)
    begin_phase(network.terms, network.lists, auction, epsilon, fresh)
    while bid_all(network.terms, network.lists, auction, epsilon, SLICE):
        watch.spend(SLICE)
    begin_offers(network.terms, auction)
    while offer_all(network.terms, network.back, auction, epsilon, SLICE):
        watch.spend(SLICE)


def enrich(network: Network, auction: Auction, epsilon: int, watch: Watch) -> None:
    """Write down what would be better for an order, or nearly as good, than what it has."""
    limit = np.minimum(auction.pays.astype(np.int64) + epsilon, network.terms.penalty)
    network.extend(auction.price.astype(np.int64), limit, watch)
