"""Random numbers by xorshift64* (Vigna, An experimental exploration of Marsaglia's generators, 2016)."""

import numpy as np
from numpy.typing import NDArray

from dispatch_engine.planning.compiled import hot


@hot
def draw(random: NDArray[np.uint64]) -> np.uint64:
    """The next 64 bits."""
    bits = random[0]
    bits ^= bits >> np.uint64(12)
    bits ^= bits << np.uint64(25)
    bits ^= bits >> np.uint64(27)
    random[0] = bits
    return bits * np.uint64(2685821657736338717)


@hot
def below(random: NDArray[np.uint64], bound: int) -> int:
    """A whole number from 0 to `bound` - 1."""
    return int(np.int64(draw(random) >> np.uint64(33)) % bound)


@hot
def unit(random: NDArray[np.uint64]) -> float:
    """A number in (0, 1]."""
    return (np.int64(draw(random) >> np.uint64(11)) + 1) * (1.0 / 9007199254740992.0)
