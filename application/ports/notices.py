"""What is about to end, and whether its owner was told."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.loyalty.notices import Ending, Horizon, Notice


class Notices(Protocol):
    async def untold(self, horizon: Horizon, members: int) -> tuple[Notice, ...]:
        """At most so many members, in the order of their ids, with all that they have not been told of.

        An end that has moved is a new one. Only members who can be written to.
        """
        ...

    def told(self, by_message: Mapping[UUID, Sequence[Ending]]) -> None:
        """Remember what each message tells; commit raises `NoticeGiven` when one of them was told before."""
        ...
