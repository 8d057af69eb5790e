"""The markets that are timed: a square of 40 km, by name and seed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from dispatch_engine import Market, MarketChange, ample_market, scarce_market, town_market

CASES: Mapping[str, Callable[[int], Market]] = MappingProxyType(
    {
        "5k ample": lambda seed: ample_market(5_000, seed),
        "20k ample": lambda seed: ample_market(20_000, seed),
        "5k scarce": lambda seed: scarce_market(5_000, seed),
        "20k scarce": lambda seed: scarce_market(20_000, seed),
        "100k x 50k": lambda seed: town_market(100_000, 50_000, seed, (1, 3)),
    }
)


def one_percent(market: Market, full: Market, random: np.random.Generator) -> MarketChange:
    """One order in a hundred is replaced by one nearby, one worker in two hundred goes off duty, all who were
    off come back."""
    few = market.orders // 100
    near = random.integers(0, market.orders, few)
    off = np.flatnonzero(market.capacity < full.capacity)
    on = np.flatnonzero(market.capacity > 0)
    now = random.choice(on, few // 2, replace=False)
    return MarketChange(
        leaving=random.choice(market.orders, few, replace=False),
        arriving_xy=market.order_xy[near] + random.normal(0, 100, (few, 2)).round(),
        arriving_skill=market.order_skill[near],
        arriving_penalty=market.penalty[near],
        workers=np.concatenate([now, off]),
        capacity=np.concatenate([np.zeros_like(now), full.capacity[off]]),
    )
