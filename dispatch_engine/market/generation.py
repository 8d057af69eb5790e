"""Seeded markets over places. The same arguments give the same market on every machine."""

import numpy as np

from dispatch_engine.generation import UNSERVED, Town, people_of
from dispatch_engine.market.problem import Market


def town_market(
    orders: int, workers: int, seed: int, capacity: tuple[int, int] = (1, 1), town: Town | None = None
) -> Market:
    """The very town of `generation.market`, as places instead of pairs.

    Parameters
    ----------
    orders, workers
        How many.
    seed
        Of everything drawn.
    capacity
        A worker's capacity is uniform between these, both included.
    town
        Its shape.
    """
    random = np.random.default_rng(seed)
    people = people_of(random, orders, workers, town or Town())
    return Market(
        order_xy=people.order_xy,
        order_skill=people.order_skill,
        worker_xy=people.worker_xy,
        worker_skills=people.level > 0,
        radius=people.radius,
        capacity=random.integers(capacity[0], capacity[1] + 1, workers),
        penalty=UNSERVED,
    )


def ample_market(orders: int, seed: int) -> Market:
    """As many workers as orders, with one or two slots each: nearly everybody is served; by whom?"""
    return town_market(orders, orders, seed, (1, 2))


def scarce_market(orders: int, seed: int) -> Market:
    """One slot an order: who is served at all is the question."""
    return town_market(orders, orders, seed)


def clustered_market(orders: int, seed: int) -> Market:
    """Two towns three kilometres apart, all orders in one of them, half of the workers in each."""
    random = np.random.default_rng(seed)
    side = np.repeat([0, 3_000], [orders - orders // 2, orders // 2])
    spread = random.normal(0, 300, (2, orders, 2))
    return Market(
        order_xy=np.round(spread[0]),
        order_skill=random.integers(0, 2, orders),
        worker_xy=np.round(spread[1] + np.column_stack([side, 0 * side])),
        worker_skills=random.random((orders, 2)) < 0.7,
        radius=random.integers(500, 5_000, orders),
        capacity=np.ones(orders, dtype=np.int64),
        penalty=UNSERVED,
    )


def lattice_market(orders: int, seed: int, step_m: int = 100) -> Market:
    """Orders and workers on the crossings of a square lattice: ties everywhere."""
    random = np.random.default_rng(seed)
    side = max(2, int(orders**0.5))
    return Market(
        order_xy=step_m * random.integers(0, side, (orders, 2)),
        order_skill=random.integers(0, 3, orders),
        worker_xy=step_m * random.integers(0, side, (orders, 2)),
        worker_skills=random.random((orders, 3)) < 0.6,
        radius=step_m * random.integers(3, 12, orders),
        capacity=random.integers(0, 3, orders),
        penalty=UNSERVED,
    )


def identical_market(orders: int, seed: int, points: int = 2) -> Market:
    """Everybody stands on one of a few points, with any radius: only counting can solve it."""
    random = np.random.default_rng(seed)
    place = 1_000 * np.column_stack([np.arange(points), np.zeros(points, dtype=np.int64)])
    return Market(
        order_xy=place[random.integers(0, points, orders)],
        order_skill=random.integers(0, 3, orders),
        worker_xy=place[random.integers(0, points, orders)],
        worker_skills=random.random((orders, 3)) < 0.5,
        radius=random.integers(0, 5_000, orders),
        capacity=random.integers(0, 3, orders),
        penalty=UNSERVED,
    )
