"""What is left to decide once fixed pairs are settled."""

from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Flags, Ints
from dispatch_engine.market.problem import Market


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """What is left to decide.

    Attributes
    ----------
    settled : (n,)
        Workers of fixed orders.
    is_free : (n,)
        Orders to decide: not fixed, and worth more than their skill's term.
    room : (m,)
        What each worker can still take.
    """

    settled: Ints
    is_free: Flags
    room: Ints

    @classmethod
    def of(cls, market: Market) -> "Open":
        settled = market.settled()
        is_free = (market.fixed < 0) & (market.penalty > market.skill_term[market.order_skill])
        taken = np.bincount(settled[settled >= 0], minlength=market.workers)
        return cls(settled, is_free, market.capacity - taken)
