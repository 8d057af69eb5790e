"""How finely, from the first phase of the auction to the last, measured in typical costs of the market."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.market.network import Network

AMPLE: Final = 1.15
"""Slots within reach for each order, from which on a market counts as ample."""


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
    """From what the cheapest pairs of the orders cost."""
    typical = typical_cost(network)
    if slots_in_reach(network) >= AMPLE * network.orders:
        return Schedule(falling(0.4 * typical, 8, 3), 1, max(1_000, round(60 * typical)))
    return Schedule(falling(2.0 * typical, 5, 4), 2, max(1_000, round(60 * typical)))


def typical_cost(network: Network) -> float:
    """Mean cost of the pairs written down first."""
    return max(1.0, float(network.lists.cost.mean())) if network.pairs else 1.0


def slots_in_reach(network: Network) -> int:
    """Capacity of the workers who are in somebody's list."""
    known = np.diff(network.back.start) > 0
    return int(network.terms.room[known].sum())


def falling(first: float, ratio: int, count: int) -> tuple[int, ...]:
    """Whole numbers from the first on, each a part of the one before, never below one."""
    return tuple(dict.fromkeys(max(1, round(first / ratio**k)) for k in range(count)))
