"""Where new identities come from."""

from typing import Protocol
from uuid import UUID


class Ids(Protocol):
    def new(self) -> UUID:
        """A fresh UUIDv7: unique, and sortable by its moment of birth."""
        ...
