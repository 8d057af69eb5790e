"""The points ledger in memory, and the smallest unit of work around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from adapters.memory.ledger_books import Books, following
from adapters.memory.ledger_closings import MemoryClosings
from adapters.memory.ledger_papers import MemoryPapers
from adapters.memory.ledger_reads import MemoryLedgerReads
from adapters.memory.ledger_sources import MemorySources
from application.ports.ledger import HistoryPlace, OpenPurse, OpenPurses
from domain.loyalty.history import TOLD, HistoryLine, LotRule, ToldPosting
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import Journal, LotId, OriginKind, Posting
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import (
    DebtChanged,
    EarningPolicyExists,
    HoldChanged,
    JournalAlreadyPosted,
    LotChanged,
)
from domain.shared.ids import AccountId, OrderId

__all__ = ["Books", "MemoryLedger", "MemoryLoyaltyWork"]


@dataclass(slots=True)
class MemoryLedger:
    """Reads the books at once; writes wait for `apply`, which a unit of work calls when all was checked."""

    books: Books
    papers: MemoryPapers = field(init=False)
    reads: MemoryLedgerReads = field(init=False)
    closings: MemoryClosings = field(init=False)
    sources: MemorySources = field(init=False)
    _movements: list[Movement] = field(default_factory=list)
    _holds: list[Hold] = field(default_factory=list)
    _policies: list[EarningPolicy] = field(default_factory=list)
    _rules: dict[LotId, LotRule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.papers = MemoryPapers(self.books)
        self.reads = MemoryLedgerReads(self.books)
        self.closings = MemoryClosings(self.books)
        self.sources = MemorySources(self.books)

    async def posted(self, request_id: str) -> bytes | None:
        journal = self.books.journals.get(request_id)
        return journal.content_hash if journal else None

    def post(self, *movements: Movement) -> None:
        self._movements += movements

    def explain(self, lot_id: LotId, rule: LotRule) -> None:
        self._rules[lot_id] = rule

    def inherit(self, parents: Mapping[LotId, LotId]) -> None:
        known = self.books.rules
        self._rules |= {child: known[parent] for child, parent in parents.items() if parent in known}

    async def rules_of(self, lot_ids: Sequence[LotId]) -> Mapping[LotId, LotRule]:
        known = self.books.rules
        return {lot_id: known[lot_id] for lot_id in lot_ids if lot_id in known}

    def keep(self, hold: Hold) -> None:
        self._holds.append(hold)

    async def wait_for(self, member_id: AccountId) -> None:
        """Nobody else runs between a read and a commit here."""

    async def opened(self, member_id: AccountId, request_id: str) -> OpenPurse:
        ends = [hold.lapses_at for hold in self.books.open_holds_of(member_id) if hold.lapses_at is not None]
        return OpenPurse(
            await self.posted(request_id),
            self.books.lots_of(member_id),
            await self.debt_of(member_id),
            min(ends, default=None),
        )

    async def opened_many(self, member_ids: Sequence[AccountId], request_ids: Sequence[str]) -> OpenPurses:
        journals = self.books.journals
        purses = {member_id: await self.opened(member_id, "") for member_id in member_ids}
        return OpenPurses(purses, {one: journals[one].content_hash for one in request_ids if one in journals})

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        return self.books.lots_of(member_id)

    async def lots(self, ids: Sequence[LotId]) -> tuple[Lot, ...]:
        return tuple(self.books.lots[lot_id] for lot_id in ids if lot_id in self.books.lots)

    async def lots_earned_by(self, order_id: OrderId) -> tuple[Lot, ...]:
        return tuple(
            lot
            for lot in self.books.lots.values()
            if lot.origin.kind is OriginKind.ORDER and lot.origin.order_id == order_id and not lot.grace_of
        )

    async def debt_of(self, member_id: AccountId) -> Debt:
        return self.books.debts.get(member_id, Debt(member_id))

    async def hold(self, hold_id: HoldId) -> Hold | None:
        return self.books.holds.get(hold_id)

    async def hold_for(self, order_id: OrderId) -> Hold | None:
        return self.books.hold_for(order_id)

    async def holds_of(self, member_id: AccountId) -> tuple[Hold, ...]:
        return tuple(sorted(self.books.open_holds_of(member_id), key=lambda hold: (hold.held_at, hold.id)))

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        due = [(hold.lapses_at, hold) for hold in self.books.open_holds() if hold.is_due_to_lapse(now)]
        return tuple(hold for _, hold in sorted(due, key=lambda pair: (pair[0], pair[1].id))[:limit])

    async def history(
        self, member_id: AccountId, after: HistoryPlace | None, limit: int
    ) -> tuple[HistoryLine, ...]:
        lines = sorted(self._told(member_id), key=lambda line: (-line.journal_id.int, line.seq))
        if after is not None:
            place = (-after.journal_id.int, after.seq)
            lines = [line for line in lines if (-line.journal_id.int, line.seq) > place]
        return tuple(line.line() for line in lines[:limit])

    async def due_to_mature(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        due = [lot for lot in self.books.unspent() if lot.is_due_to_mature(now)]
        return following(due, lambda lot: (lot.pending_until, lot.id), last)[:limit]

    async def due_to_expire(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        due = [lot for lot in self.books.unspent() if lot.is_due_to_expire(now)]
        return following(due, lambda lot: (lot.expires_at, lot.id), last)[:limit]

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
            debt = movement.debt
            if debt is not None and debt.version != self._debt_version(debt.member_id):
                raise DebtChanged()
        for hold in self._holds:
            stored = self.books.holds.get(hold.id)
            if hold.version != (stored.version if stored else 0):
                raise HoldChanged()
        if any((policy.currency, policy.version) in self.books.policies for policy in self._policies):
            raise EarningPolicyExists()
        self.papers.check()
        self.closings.check()

    def apply(self) -> None:
        """Store what was posted and published; `check` comes first."""
        self.books.enter(self._movements)
        for hold in self._holds:
            self.books.enter_hold(hold)
        self.books.policies |= {(policy.currency, policy.version): policy for policy in self._policies}
        self.books.rules |= self._rules
        self._rules = {}
        self.papers.apply()
        self.closings.apply()
        self._movements, self._policies, self._holds = [], [], []

    def _require_versions(self, lots: Sequence[Lot]) -> None:
        for lot in lots:
            stored = self.books.lots.get(lot.id)
            if lot.version != (stored.version if stored else 0):
                raise LotChanged()

    def _debt_version(self, member_id: AccountId) -> int:
        stored = self.books.debts.get(member_id)
        return stored.version if stored else 0

    def _told(self, member_id: AccountId) -> Iterator[ToldPosting]:
        for journal in self.books.journals.values():
            for seq, posting in enumerate(journal.postings):
                if posting.member_id == member_id and posting.account in TOLD[journal.kind]:
                    lot = self.books.lots[posting.lot_id] if posting.lot_id is not None else None
                    rule = self.books.rules.get(lot.grace_of or lot.id) if lot is not None else None
                    yield replace(_told(journal, seq, posting, lot), rule=rule)


def _told(journal: Journal, seq: int, posting: Posting, lot: Lot | None) -> ToldPosting:
    heading = journal.heading
    origin = lot.origin if lot else heading.origin
    return ToldPosting(
        journal_id=heading.journal_id,
        seq=seq,
        kind=journal.kind,
        account=posting.account,
        amount=posting.amount,
        booked_at=heading.at,
        pending_until=lot.pending_until if lot else None,
        expires_at=lot.expires_at if lot else None,
        origin_kind=origin.kind if origin else OriginKind.ORDER,
        order_id=(heading.origin.order_id if heading.origin else None)
        or (origin.order_id if origin else None),
        lot_id=posting.lot_id,
        policy_version=lot.policy_version if lot else None,
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
