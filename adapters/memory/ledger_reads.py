"""What accountants ask, folded from the journals in memory."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.ledger_books import Books
from adapters.memory.ledger_closings import numbered
from application.ports.ledger_reads import PastWallet, RowsAsked, StandingAsked
from domain.loyalty.accounts import HOUSE_ACCOUNTS, Account
from domain.loyalty.audit import Audit, AuditReport, StoredDebt, StoredHold, StoredLot
from domain.loyalty.closings import ChainCheck, Head
from domain.loyalty.journal import Journal, JournalKind, LotId
from domain.loyalty.past import Standing, StandingRow, Stood
from domain.loyalty.records import record_of
from domain.loyalty.reports import Outstanding, Total, TotalRow, Totals, total_of
from domain.shared.ids import AccountId
from domain.shared.time import Window


@dataclass(slots=True)
class _Fold:
    """Postings added up: free and held points by lot, debts by member."""

    free: Counter[LotId]
    held: Counter[LotId]
    debts: Counter[AccountId]


@dataclass(frozen=True, slots=True)
class MemoryLedgerReads:
    books: Books

    async def wallet_at(self, member_id: AccountId, moment: datetime) -> PastWallet:
        fold = self._fold(journal for journal in self._journals() if journal.heading.at <= moment)
        stood = tuple(one for one in self._stood(fold) if one.lot.member_id == member_id)
        return PastWallet(stood, fold.debts[member_id])

    async def outstanding_before(self, moment: datetime) -> Outstanding:
        fold = self._fold(journal for journal in self._journals() if journal.heading.at < moment)
        alive = [one for one in self._stood(fold) if one.lot.expires_at >= moment]
        available = sum(one.free for one in alive if one.lot.pending_until < moment)
        return Outstanding(
            available=available,
            pending=sum(one.free for one in alive) - available,
            held=sum(fold.held.values()),
            debt=sum(fold.debts.values()),
        )

    async def standing(self, asked: StandingAsked) -> tuple[StandingRow, ...]:
        moment, kind = asked.moment, asked.standing
        fold = self._fold(journal for journal in self._journals() if journal.heading.at < moment)
        if kind is Standing.DEBT:
            found = [StandingRow(who, None, points) for who, points in sorted(fold.debts.items()) if points]
        else:
            stood = sorted(self._stood(fold), key=lambda one: one.lot.id)
            found = [
                StandingRow(one.lot.member_id, one.lot.id, points)
                for one in stood
                if (points := _points(one, kind, moment))
            ]
        return tuple(found[asked.skip : asked.skip + asked.limit])

    async def totals(self, period: Window, now: datetime) -> Totals:
        sums = {total: sum(row.points for row in self._rows(total, period, now)) for total in Total}
        return Totals(**{total.value: points for total, points in sums.items()})

    async def rows(self, asked: RowsAsked) -> tuple[TotalRow, ...]:
        rows = self._rows(asked.total, asked.period, asked.now)
        ordered = sorted(rows, key=lambda row: (row.at, str(row.journal_id), str(row.lot_id), row.points))
        return tuple(ordered[asked.skip : asked.skip + asked.limit])

    async def audit(self, noted: Head | None = None) -> AuditReport:
        books, audit = self.books, Audit(self.books.seals)
        for record in map(record_of, self._journals()):
            audit.journal(replace(record, seal=books.sealed.get(("journals", record.id), b"")))
        for hold in books.holds.values():
            audit.hold(StoredHold(hold.id, hold, books.sealed.get(("holds", hold.id), b"")))
        for debt in books.debts.values():
            audit.debt(StoredDebt(debt, books.sealed.get(("debts", debt.member_id), b"")))
        for lot in books.lots.values():
            audit.lot(StoredLot(lot.id, lot, books.sealed.get(("lots", lot.id), b"")))
        check = ChainCheck(books.closings, books.seals)
        check.journals(numbered(books))
        audit.chain(books.closings, check.finished(), noted)
        return audit.report(books.closings)

    def _journals(self) -> Iterator[Journal]:
        return iter(self.books.journals.values())

    def _fold(self, journals: Iterator[Journal]) -> _Fold:
        fold = _Fold(Counter(), Counter(), Counter())
        for journal in journals:
            for posting in journal.postings:
                if posting.lot_id is not None:
                    into = fold.held if posting.account is Account.HELD else fold.free
                    into[posting.lot_id] += posting.amount
                elif posting.member_id is not None:
                    fold.debts[posting.member_id] -= posting.amount
        return fold

    def _stood(self, fold: _Fold) -> Iterator[Stood]:
        for lot_id in fold.free.keys() | fold.held.keys():
            yield Stood(self.books.lots[lot_id], fold.free[lot_id], fold.held[lot_id])

    def _rows(self, total: Total, period: Window, now: datetime) -> Iterator[TotalRow]:
        for journal in self._journals():
            if journal.kind is not JournalKind.EXPIRED:
                if period.holds(journal.heading.at):
                    yield from _house_rows(journal, total)
            elif total is Total.EXPIRED:
                yield from (row for row in self._expired(journal) if period.holds(row.at))
        if total is Total.EXPIRED:
            yield from (row for row in self._due(now) if period.holds(row.at))

    def _expired(self, journal: Journal) -> Iterator[TotalRow]:
        for posting in journal.postings:
            if posting.lot_id is not None:
                lot = self.books.lots[posting.lot_id]
                at = journal.heading.at if posting.account is Account.HELD else lot.expires_at
                yield TotalRow(
                    at,
                    -posting.amount,
                    journal.kind,
                    journal.heading.journal_id,
                    lot.member_id,
                    lot.id,
                    lot.origin.order_id,
                )

    def _due(self, now: datetime) -> Iterator[TotalRow]:
        for lot in self.books.unspent():
            if lot.is_due_to_expire(now):
                end, kind = lot.expires_at, JournalKind.EXPIRED
                yield TotalRow(end, lot.remaining, kind, None, lot.member_id, lot.id, lot.origin.order_id)


def _points(stood: Stood, kind: Standing, moment: datetime) -> int:
    if kind is Standing.HELD:
        return stood.held
    is_available = stood.lot.pending_until < moment
    counts = stood.lot.expires_at >= moment and is_available == (kind is Standing.AVAILABLE)
    return stood.free if counts else 0


def _house_rows(journal: Journal, total: Total) -> Iterator[TotalRow]:
    for posting in journal.postings:
        belongs = total_of(posting.account, journal.kind) if posting.account in HOUSE_ACCOUNTS else None
        if belongs is not None and belongs[0] is total:
            heading = journal.heading
            yield TotalRow(
                at=heading.at,
                points=belongs[1] * posting.amount,
                kind=journal.kind,
                journal_id=heading.journal_id,
                member_id=next(iter(journal.member_ids), None),
                lot_id=None,
                order_id=heading.origin.order_id if heading.origin else None,
            )
