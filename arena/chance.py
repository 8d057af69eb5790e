"""Luck that belongs to somebody: the same draw under every rule, whatever else was drawn before.

Each draw is keyed by what it is about ("duration of order 17"), so that two rules meet the same wishes, the
same road and the same moods, and a difference between them is theirs (common random numbers).
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Chance:
    seed: int

    def of(self, *key: object) -> Random:
        """A stream of its own for that key; asked for again it starts anew."""
        return Random("|".join(map(str, (self.seed, *key))))

    def share(self, *key: object) -> float:
        """One draw from [0, 1)."""
        return self.of(*key).random()

    def is_so(self, probability: float, *key: object) -> bool:
        return self.share(*key) < probability

    def factor(self, sigma: float, *key: object) -> float:
        """Lognormal with mean 1."""
        return self.of(*key).lognormvariate(-sigma * sigma / 2, sigma) if sigma else 1.0
