"""The points ledger, as use cases see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from application.ports.ledger_closings import Closings
from application.ports.ledger_papers import Papers
from application.ports.ledger_reads import LedgerReads
from application.ports.ledger_sources import Sources
from domain.loyalty.events import PointsMoved
from domain.loyalty.history import HistoryLine, LotRule
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import JournalId, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId, OrderId


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """A line's place in a history, newest booking first; within one journal by `seq`."""

    journal_id: JournalId
    seq: int


@dataclass(frozen=True, slots=True)
class OpenPurse:
    """All that a use of a member's points looks up, in one select.

    `posted` is the content hash of the request's journal, where there is one; `lapses_at` the first moment at
    which an open hold of the member ends by itself.
    """

    posted: bytes | None
    lots: tuple[Lot, ...]
    debt: Debt
    lapses_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenPurses:
    """`posted` has the content hashes of those requests that made a journal; the purses' own is None."""

    by_member: Mapping[AccountId, OpenPurse]
    posted: Mapping[str, bytes]


class Ledger(Protocol):
    """Journals, postings, lots, debts and holds. Nothing posted is ever changed."""

    @property
    def papers(self) -> Papers: ...

    @property
    def reads(self) -> LedgerReads: ...

    @property
    def closings(self) -> Closings: ...

    @property
    def sources(self) -> Sources: ...

    async def posted(self, request_id: str) -> bytes | None:
        """The content hash of the journal that this request made, None when it made none."""
        ...

    def post(self, *movements: Movement) -> None:
        """Write journals, lots and debts on commit; lots and debts of version 0 are new.

        Several movements go together: each begins from what the one before it left. The commit raises
        `JournalAlreadyPosted` when a request id is taken, and `LotChanged` or `DebtChanged` when a lot or a
        debt is no longer at the version that it was loaded with.
        """
        ...

    def explain(self, lot_id: LotId, rule: LotRule) -> None:
        """Say on commit by which promotion a new lot is given."""
        ...

    async def wait_for(self, member_id: AccountId) -> None:
        """Let others who wait for this member's points finish first. Meant for a second try.

        Until the unit ends nobody else who waits reads this member's points. Raises `LotChanged` when it
        takes too long.
        """
        ...

    async def opened(self, member_id: AccountId, request_id: str) -> OpenPurse:
        """The member's lots with free or held points, the debt, and whether the request was posted."""
        ...

    async def opened_many(self, member_ids: Sequence[AccountId], request_ids: Sequence[str]) -> OpenPurses:
        """The same for many members and requests, in one select."""
        ...

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        """The member's lots with free or held points: what `balance_of` and `spend` ask for."""
        ...

    async def lots(self, ids: Sequence[LotId]) -> tuple[Lot, ...]:
        """Those lots, spent ones too, in any order."""
        ...

    def inherit(self, parents: Mapping[LotId, LotId]) -> None:
        """New lots (keys) have the rules of those lots, on commit; none where those have none.

        A lot of grace has none of its own: name the lot that it is the grace of.
        """
        ...

    async def rules_of(self, lot_ids: Sequence[LotId]) -> Mapping[LotId, LotRule]:
        """By which promotion each of those lots was given; others are left out."""
        ...

    async def lots_earned_by(self, order_id: OrderId) -> tuple[Lot, ...]:
        """The lots that the order itself earned (not its review), spent ones too."""
        ...

    async def debt_of(self, member_id: AccountId) -> Debt: ...

    async def hold(self, hold_id: HoldId) -> Hold | None: ...

    async def hold_for(self, order_id: OrderId) -> Hold | None:
        """The hold that was set for an order, open or over."""
        ...

    async def holds_of(self, member_id: AccountId) -> tuple[Hold, ...]:
        """The member's open holds, oldest first."""
        ...

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        """Up to `limit` open holds whose own end has come, longest due first."""
        ...

    def keep(self, hold: Hold) -> None:
        """Store a hold on commit; version 0 is new. The commit raises `HoldChanged` when it has moved on."""
        ...

    async def history(
        self, member_id: AccountId, after: HistoryPlace | None, limit: int
    ) -> tuple[HistoryLine, ...]:
        """Up to `limit` lines that follow that place, newest booking first."""
        ...

    async def due_to_mature(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        """Up to `limit` lots to book as available, longest due first; those that follow `last`."""
        ...

    async def due_to_expire(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        """Up to `limit` lots to book as expired, longest due first; those that follow `last`."""
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
