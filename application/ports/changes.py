"""What changed, as the stream tells it: numbered, in order, each with those who may see it.

Positions are given out in the order in which changes become visible (numbered when relayed), so reading
on from a position never skips a late committer.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from domain.identity.roles import Actor, Role
from domain.shared.ids import AccountId, RegionId


class ChangeKind(StrEnum):
    """What a client has to fetch again."""

    ORDER = "order"
    JOB = "job"
    INBOX = "inbox"
    POINTS = "points"
    BOARD = "board"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Audience:
    """Named accounts; the staff of a region; the workers of a region (for what stands in the hall)."""

    account_ids: frozenset[AccountId] = frozenset()
    staff_of: RegionId | None = None
    workers_of: RegionId | None = None

    def has(self, reader: Actor) -> bool:
        """Staff without a region see every region."""
        if reader.account_id in self.account_ids:
            return True
        if self.staff_of is not None and reader.is_staff and reader.region_id in (None, self.staff_of):
            return True
        return self.workers_of is not None and reader.has(Role.WORKER) and reader.region_id == self.workers_of


@dataclass(frozen=True, slots=True)
class Change:
    """`id` names a thing of that kind, now at `version`; `event` says in a word what happened to it."""

    position: int
    kind: ChangeKind
    id: UUID
    version: int
    event: str
    at: datetime
    audience: Audience


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes in order of position; nothing up to `upto` was left out."""

    changes: tuple[Change, ...]
    upto: int


@dataclass(frozen=True, slots=True)
class Span:
    """Changes after `oldest` are still kept; `newest` is the position of the last one. Equal: none are."""

    oldest: int
    newest: int


class Changes(Protocol):
    async def span(self) -> Span: ...

    async def read_after(self, position: int, limit: int, reader: Actor | None = None) -> Batch:
        """The next changes that this reader may see (None: all), at most `limit`.

        Fewer than `limit` means that there are no more now; `upto` is then the newest position.
        """
        ...

    async def wait(self) -> None:
        """Returns when there may be something new: a wake-up, or some time without one. May be early."""
        ...
