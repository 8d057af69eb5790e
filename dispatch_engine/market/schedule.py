"""How finely, from the first phase of the auction to the last, measured in typical costs of the market."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.market.network import Network

AMPLE: Final = 1.15
"""Slots within reach for each order, from which on a market counts as ample."""

FINEST: Final = 400
"""The last phase is content with this part of a typical cost, or with one."""

SMALL: Final = 8_000
"""Up to so many orders a scarce market is solved with nearly all pairs written down and true penalties."""

LARGE: Final = 40_000
"""From so many orders on the bids up to a higher cap cost more than the searches that a lower one leaves."""

SCARCE: Final = (1.5, 0.375, 0.09, 0.015, 0.0015)
"""Phases of a scarce market, in typical costs: wide steps at the end, where hardly a price still moves."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Phases of the auction.

    Attributes
    ----------
    epsilons
        By how much an order may pay too much, phase by phase.
    restarts
        How often the first phase begins anew from the floor, with the pairs that it asked for.
    cap
        No order pays more in the auction, whatever its penalty: coarse phases would drive whole
        regions up to the penalty.
    """

    epsilons: tuple[int, ...]
    restarts: int
    cap: int


def schedule_of(network: Network) -> Schedule:
    """From what the cheapest pairs of the orders cost. The figures were found by trying, see ADR 0121."""
    typical = typical_cost(network)
    finest = max(1.0, typical / FINEST)
    if not is_scarce(network):
        return Schedule(falling(0.4 * typical, 8, finest), 1, max(1_000, round(60 * typical)))
    cap = (25 if network.orders <= LARGE else 20) * typical
    return Schedule(tuple(max(1, round(part * typical)) for part in SCARCE), 1, max(1_000, round(cap)))


def fine_schedule(network: Network) -> Schedule:
    """For small scarce networks whose pairs are all written down: true penalties, no restart."""
    typical = typical_cost(network)
    dearest = int(network.terms.penalty.max(initial=1))
    return Schedule(falling(max(typical, dearest / 10), 8, max(1.0, typical / FINEST)), 0, dearest)


def is_scarce(network: Network) -> bool:
    """Whether orders compete for the slots that they can reach."""
    return slots_in_reach(network) < AMPLE * network.orders


def typical_cost(network: Network) -> float:
    """Mean cost of the pairs written down first."""
    return max(1.0, float(network.lists.cost.mean())) if network.pairs else 1.0


def slots_in_reach(network: Network) -> int:
    """Capacity of the workers who are in somebody's list."""
    known = np.diff(network.back.start) > 0
    return int(network.terms.room[known].sum())


def falling(first: float, ratio: int, last: float) -> tuple[int, ...]:
    """Whole numbers from the first on, each a part of the one before, until one is not above the last."""
    found = [max(1, round(first))]
    while found[-1] > last:
        found.append(max(1, found[-1] // ratio))
    return tuple(found)
