"""Chance as the core sees it: drawn outside, handed in, and the same again for the same seed."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

One = TypeVar("One")


class Luck(Protocol):
    """What rules may do with chance; `random.Random` is one."""

    def random(self) -> float:
        """From [0, 1)."""
        ...

    def choice(self, seq: Sequence[One], /) -> One: ...

    def sample(self, population: Sequence[One], k: int) -> list[One]:
        """`k` different ones."""
        ...
