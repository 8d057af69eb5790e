"""Identities of demo data: the same thing gets the same id in every run, so seeding again changes nothing."""

from hashlib import blake2b
from typing import Final
from uuid import UUID

BIRTH_MS: Final = 1_767_225_600_000  # 2026-01-01T00:00:00Z, earlier than anything that is made at run time


def seed_id(kind: str, *key: str | int) -> UUID:
    """A UUIDv7 whose moment is `BIRTH_MS` and whose random part follows from kind and key."""
    name = "\x1f".join((kind, *map(str, key)))
    tail = int.from_bytes(blake2b(name.encode(), digest_size=10).digest(), "big")
    value = BIRTH_MS << 80 | tail
    value = value & ~(0xF << 76) | 7 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)
