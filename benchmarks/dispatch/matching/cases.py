"""The markets that are timed: a square of 40 km, by name and seed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from benchmarks.dispatch.scale import scaled
from dispatch_engine import (
    Market,
    MarketChange,
    TimelineProblem,
    ample_market,
    generation,
    scarce_market,
    town_market,
)

CASES: Mapping[str, Callable[[int], Market]] = MappingProxyType(
    {
        "5k ample": lambda seed: ample_market(scaled(5_000), seed),
        "20k ample": lambda seed: ample_market(scaled(20_000), seed),
        "5k scarce": lambda seed: scarce_market(scaled(5_000), seed),
        "20k scarce": lambda seed: scarce_market(scaled(20_000), seed),
        "100k x 50k": lambda seed: town_market(scaled(100_000), scaled(50_000), seed, (1, 3)),
    }
)
DAYS: Mapping[str, int] = MappingProxyType({"day, 12 skills": 12, "day, 4 skills": 4})
"""2,000 visits and 500 workers with timelines, by the number of skills."""
URGENT_VISITS: Final = 200


def day_with_urgent(case: str, seed: int) -> tuple[TimelineProblem, int]:
    """A day, and how many of its visits are no urgent ones, which come last and are worth three others."""
    visits, urgent = scaled(2_000), scaled(URGENT_VISITS)
    town = generation.Town(side_m=12_000, skills=DAYS[case])
    day = generation.day(visits + urgent, scaled(500), seed, town)
    penalty = day.visits.penalty.copy()
    penalty[visits:] *= 3
    return replace(day, visits=replace(day.visits, penalty=penalty)), visits


def one_percent(market: Market, full: Market, random: np.random.Generator) -> MarketChange:
    """One order in a hundred is replaced by one nearby, one worker in two hundred goes off duty, all who were
    off come back."""
    few = max(2, market.orders // 100)
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
