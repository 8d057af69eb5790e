"""The points ledger in memory, and the smallest unit of work around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from application.ports.ledger import HistoryPlace
from domain.loyalty.earning import Movement
from domain.loyalty.history import TOLD, HistoryLine, ToldPosting
from domain.loyalty.journal import Journal, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import EarningPolicyExists, JournalAlreadyPosted, LotChanged
from domain.shared.ids import AccountId


@dataclass(slots=True)
class Books:
    """What is stored: journals by request id, lots, policies by currency and version."""

    journals: dict[str, Journal] = field(default_factory=dict)
    lots: dict[LotId, Lot] = field(default_factory=dict)
    policies: dict[tuple[str, int], EarningPolicy] = field(default_factory=dict)


@dataclass(slots=True)
class MemoryLedger:
    """Reads the books at once; writes wait for `apply`, which a unit of work calls when all was checked."""

    books: Books
    _movements: list[Movement] = field(default_factory=list)
    _policies: list[EarningPolicy] = field(default_factory=list)

    async def posted(self, request_id: str) -> bytes | None:
        journal = self.books.journals.get(request_id)
        return journal.content_hash if journal else None

    def post(self, movement: Movement) -> None:
        self._movements.append(movement)

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        lots = self.books.lots.values()
        return tuple(lot for lot in lots if lot.member_id == member_id and (lot.remaining or lot.held))

    async def history(
        self, member_id: AccountId, after: HistoryPlace | None, limit: int
    ) -> tuple[HistoryLine, ...]:
        lines = sorted(self._told(member_id), key=lambda line: (-line.journal_id.int, line.seq))
        if after is not None:
            place = (-after.journal_id.int, after.seq)
            lines = [line for line in lines if (-line.journal_id.int, line.seq) > place]
        return tuple(line.line() for line in lines[:limit])

    async def due_to_mature(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        due = [lot for lot in self.books.lots.values() if lot.is_due_to_mature(now)]
        return tuple(sorted(due, key=lambda lot: (lot.pending_until, lot.id))[:limit])

    async def due_to_expire(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        due = [lot for lot in self.books.lots.values() if lot.is_due_to_expire(now)]
        return tuple(sorted(due, key=lambda lot: (lot.expires_at, lot.id))[:limit])

    async def policy(self, currency: str, at: datetime) -> EarningPolicy | None:
        own = [p for p in self.books.policies.values() if p.currency == currency and p.effective_at <= at]
        return max(own, key=lambda policy: policy.version, default=None)

    def publish(self, policy: EarningPolicy) -> None:
        self._policies.append(policy)

    def check(self) -> None:
        """Raise what the commit must raise; nothing is changed."""
        for movement in self._movements:
            if movement.journal.heading.request_id in self.books.journals:
                raise JournalAlreadyPosted()
            self._require_versions(movement.lots)
        if any((policy.currency, policy.version) in self.books.policies for policy in self._policies):
            raise EarningPolicyExists()

    def apply(self) -> None:
        """Store what was posted and published; `check` comes first."""
        for movement in self._movements:
            self.books.journals[movement.journal.heading.request_id] = movement.journal
            self.books.lots |= {lot.id: replace(lot, version=lot.version + 1) for lot in movement.lots}
        self.books.policies |= {(policy.currency, policy.version): policy for policy in self._policies}
        self._movements, self._policies = [], []

    def _require_versions(self, lots: Sequence[Lot]) -> None:
        for lot in lots:
            stored = self.books.lots.get(lot.id)
            if lot.version != (stored.version if stored else 0):
                raise LotChanged()

    def _told(self, member_id: AccountId) -> Iterator[ToldPosting]:
        for journal in self.books.journals.values():
            for seq, posting in enumerate(journal.postings):
                is_told = posting.member_id == member_id and posting.account in TOLD[journal.kind]
                if is_told and posting.lot_id is not None:
                    yield _told(journal, seq, posting.amount, self.books.lots[posting.lot_id])


def _told(journal: Journal, seq: int, amount: int, lot: Lot) -> ToldPosting:
    heading = journal.heading
    return ToldPosting(
        journal_id=heading.journal_id,
        seq=seq,
        kind=journal.kind,
        amount=amount,
        booked_at=heading.at,
        pending_until=lot.pending_until,
        expires_at=lot.expires_at,
        origin_kind=lot.origin.kind,
        order_id=(heading.origin and heading.origin.order_id) or lot.origin.order_id,
    )


@dataclass(slots=True)
class MemoryLoyaltyWork:
    """A unit of work that holds the ledger alone; recorded events are kept in `outbox` once committed."""

    books: Books
    outbox: list[object] = field(default_factory=list)
    ledger: MemoryLedger = field(init=False)
    _events: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = MemoryLedger(self.books)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._events.clear()

    def record(self, event: object) -> None:
        self._events.append(event)

    async def commit(self, answer: object | None = None) -> None:
        self.ledger.check()
        self.ledger.apply()
        self.outbox.extend(self._events)
        self._events.clear()
