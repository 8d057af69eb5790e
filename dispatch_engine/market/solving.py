"""The lazy solver: nearest pairs, auction, exact repair, a last look over all pairs."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Watch
from dispatch_engine.market.auctioning import hold_auction
from dispatch_engine.market.kernels.arrays import NOBODY, Auction, Flow, Longs
from dispatch_engine.market.kernels.handing_over import hand_over, price_all
from dispatch_engine.market.kernels.leftovers import take_holdings, take_room
from dispatch_engine.market.network import Network
from dispatch_engine.market.repairing import Repair
from dispatch_engine.market.schedule import Schedule, schedule_of
from dispatch_engine.market.state import new_auction, new_flow, new_search, shorts


@dataclass(slots=True)
class Solved:
    """What the solver leaves: an assignment, prices, and whether these prove it optimal."""

    network: Network
    flow: Flow
    is_exact: bool


def solve(network: Network, watch: Watch, seed: int, schedule: Schedule | None = None) -> Solved:
    """Solve to the proven optimum, or to whatever is feasible when a limit comes first.

    Parameters
    ----------
    network
        Pairs are added to it.
    watch
        Charged with bids, edges and orders looked at.
    seed
        Decides among equal optima, by who bids first.
    schedule
        By default what `schedule_of` makes of the network.
    """
    plan = schedule or schedule_of(network)
    auction = new_auction(network.terms, plan.cap, seed)
    flow = new_flow(network.terms)
    try:
        hold_auction(network, auction, plan, watch)
        hand_over(network.terms, network.lists, auction, flow)
        orders = np.flatnonzero((flow.worker_of < 0) & (flow.pays < network.terms.penalty))
        late = (auction.unit_of[orders] < 0) & (flow.pays[orders] >= plan.cap)
        Repair(network, flow, new_search(network.workers), watch).finish(orders, late)
    except CutShort:
        stop(network, auction, flow)
        return Solved(network, flow, False)
    return Solved(network, flow, True)


def stop(network: Network, auction: Auction, flow: Flow) -> None:
    """Make the best of what there is: holdings of the auction or of the repair, then whatever has room."""
    if not flow.load.any():
        take_holdings(network.terms, auction, flow)
        flow.price[:] = np.where(network.terms.room > 0, auction.price, NOBODY)
    take_room(network.terms, network.lists, flow)


def prove(network: Network, price: Longs) -> tuple[int, Longs, Longs]:
    """What no assignment can cost less than, at these prices.

    Returns
    -------
    bound
    pays : (n,)
        For each order the least cost and price of all its pairs, or its penalty.
    price : (m,)
        The prices, none below the floor.
    """
    price = np.maximum(price, network.terms.floor)
    if network.scout is None:
        pays = network.terms.penalty.copy()
        price_all(network.lists, price, pays)
    else:
        everybody = shorts(np.arange(network.orders))
        pays = network.scout.below(network.lists, price, everybody, network.terms.penalty, 1).least
    return value(network, price, pays), pays, price


def value(network: Network, price: Longs, pays: Longs) -> int:
    """Of a feasible dual."""
    terms = network.terms
    return int(pays.sum()) - int((terms.room * (price - terms.floor)).sum())
