"""The problems that are timed, by name and size."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from benchmarks.dispatch.scale import scaled
from dispatch_engine import PairProblem, generation, lay_out
from dispatch_engine.timelines import TimelineProblem

SIZES = tuple(scaled(orders) for orders in (200, 1_000, 5_000))
WORKERS_PER_ORDER = 0.8


def town(orders: int) -> generation.Town:
    """Grows with the orders, so that each worker sees about as many of them in every size."""
    return generation.Town(side_m=round(40_000 * (orders / 5_000) ** 0.5))


def scarce(orders: int, seed: int) -> PairProblem:
    """One slot an order: somebody's second choice decides who is served at all."""
    return generation.market(orders, orders, seed, (1, 1), town(orders))


def ample(orders: int, seed: int) -> PairProblem:
    """One and a half slots an order."""
    return generation.market(orders, orders, seed, (1, 2), town(orders))


def timelines(orders: int, seed: int) -> TimelineProblem:
    """A day with committed visits; four workers for five new visits."""
    return generation.day(orders, round(orders * WORKERS_PER_ORDER), seed, town(orders))


def insertion(orders: int, seed: int) -> PairProblem:
    """The pairs of that day, at what inserting the visit costs."""
    return lay_out(timelines(orders, seed)).pairs


CASES: Mapping[str, Callable[[int, int], PairProblem]] = MappingProxyType(
    {"scarce": scarce, "ample": ample, "insertion": insertion}
)
