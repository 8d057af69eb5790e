"""Pictures, with links that work for a while."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """`url` is signed and stops working after a while: refetch the order for a fresh one."""

    id: UUID
    kind: str
    url: str
    width: int
    height: int
