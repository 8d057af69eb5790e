"""Chance that repeats itself, and signatures that hide nothing."""

from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True)
class SeededChance:
    """The `Randomness` port."""

    random: Random = field(default_factory=lambda: Random(1))

    def token_bytes(self, length: int) -> bytes:
        return self.random.randbytes(length)

    def below(self, end: int) -> int:
        return self.random.randrange(end)


class PlainSigner:
    """The `Signer` port."""

    def mac(self, purpose: str, message: bytes) -> bytes:
        return (message + bytes(32))[:32]
