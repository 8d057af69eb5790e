"""A bounded piece of a list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`next_cursor` is opaque; None means that this is the end."""

    items: tuple[Item, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Slice:
    """Which piece: after the cursor, at most `limit`."""

    cursor: str | None = None
    limit: int = 50
