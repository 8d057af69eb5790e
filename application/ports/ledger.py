"""The points ledger, as use cases see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from domain.loyalty.earning import Movement
from domain.loyalty.events import PointsMoved
from domain.loyalty.history import HistoryLine
from domain.loyalty.journal import JournalId
from domain.loyalty.lots import Lot
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """A line's place in a history, newest booking first; within one journal by `seq`."""

    journal_id: JournalId
    seq: int


class Ledger(Protocol):
    """Journals, postings and lots. Nothing posted is ever changed; balances are read from the lots."""

    async def posted(self, request_id: str) -> bytes | None:
        """The content hash of the journal that this request made, None when it made none."""
        ...

    def post(self, movement: Movement) -> None:
        """Write a journal and its lots on commit; lots of version 0 are new.

        The commit raises `JournalAlreadyPosted` when the request id is taken, and `LotChanged` when a lot
        is no longer at the version that it was loaded with.
        """
        ...

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        """The member's lots with free or held points: what `balance_of` and `spend` ask for."""
        ...

    async def history(
        self, member_id: AccountId, after: HistoryPlace | None, limit: int
    ) -> tuple[HistoryLine, ...]:
        """Up to `limit` lines that follow that place, newest booking first."""
        ...

    async def due_to_mature(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        """Up to `limit` lots to book as available, longest due first."""
        ...

    async def due_to_expire(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        """Up to `limit` lots to book as expired, longest due first."""
        ...

    async def policy(self, currency: str, at: datetime) -> EarningPolicy | None:
        """What earns how much: the highest version of those effective at that moment."""
        ...

    def publish(self, policy: EarningPolicy) -> None:
        """Add a version on commit, which raises `EarningPolicyExists` when it is there."""
        ...


class LoyaltyWork(Protocol):
    """What points need of a unit of work; every `UnitOfWork` is one."""

    @property
    def ledger(self) -> Ledger: ...

    def record(self, event: PointsMoved) -> None: ...

    async def commit(self, answer: object | None = None) -> None: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


NewLoyaltyWork = Callable[[], LoyaltyWork]
