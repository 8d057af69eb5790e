"""Ids that repeat themselves: the same seed gives the same ones. For tests and the arena."""

from random import Random
from uuid import UUID


class SeededIds:
    """In the shape of UUIDv7, rising in the order in which they are asked for."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)
        self._count = 0

    def new(self) -> UUID:
        self._count += 1
        tail = self._random.getrandbits(62)
        return UUID(int=self._count << 80 | 0x7 << 76 | 0b10 << 62 | tail)
