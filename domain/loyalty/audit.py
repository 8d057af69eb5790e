"""The audit: believes nothing that is stored, and names whatever does not fit.

Every journal, lot, hold and debt must fit its seal, every journal sum to zero, every lot agree with its
postings and with what open holds set aside of it, every debt with its postings, and every closing with its
journals.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.closings import Closing, Head
from domain.loyalty.holds import Hold
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.records import JournalRecord
from domain.loyalty.seals import Seals


class Flaw(StrEnum):
    JOURNAL_SEAL = "journal_does_not_fit_its_seal"
    JOURNAL_SUM = "journal_does_not_sum_to_zero"
    LOT_SEAL = "lot_does_not_fit_its_seal"
    LOT_POSTINGS = "lot_differs_from_its_postings"
    LOT_MISSING = "postings_without_their_lot"
    LOT_BOUNDS = "lot_out_of_bounds"
    HOLD_SEAL = "hold_does_not_fit_its_seal"
    HELD = "held_points_differ_from_holds"
    DEBT_SEAL = "debt_does_not_fit_its_seal"
    DEBT = "debt_differs_from_its_postings"
    CLOSING = "closing_does_not_fit_its_journals"
    HEAD = "books_do_not_reach_the_noted_head"


@dataclass(frozen=True, slots=True)
class Finding:
    """`id` is that of the journal, the lot, the hold or (for a debt) the member; of a closing its number."""

    flaw: Flaw
    id: UUID


@dataclass(frozen=True, slots=True)
class StoredLot:
    """A lot's fields as they are stored (None where they are out of all bounds), with their seal."""

    id: UUID
    lot: Lot | None
    seal: bytes


@dataclass(frozen=True, slots=True)
class StoredHold:
    """As `StoredLot`."""

    id: UUID
    hold: Hold | None
    seal: bytes


@dataclass(frozen=True, slots=True)
class StoredDebt:
    debt: Debt
    seal: bytes


@dataclass(frozen=True, slots=True)
class AuditReport:
    """`closed` journals stand under closings, whose last one is `head`."""

    journals: int
    postings: int
    lots: int
    closed: int
    head: Head | None
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.findings


@dataclass(slots=True)
class Audit:
    """Feed it all journals, holds, debts and lots, then what was found of closings; `report` tells.

    Holds sums for lots and members, no rows.
    """

    seals: Seals
    findings: list[Finding] = field(default_factory=list)
    _journals: int = 0
    _postings: int = 0
    _lots: int = 0
    _by_lot: dict[UUID, Counter[str]] = field(default_factory=dict)
    _held: Counter[UUID] = field(default_factory=Counter)
    _debts: Counter[UUID] = field(default_factory=Counter)

    def journal(self, record: JournalRecord) -> None:
        self._journals += 1
        self._postings += len(record.postings)
        if not self.seals.fits_journal(record):
            self._find(Flaw.JOURNAL_SEAL, record.id)
        if not record.postings or sum(posting.amount for posting in record.postings) != 0:
            self._find(Flaw.JOURNAL_SUM, record.id)
        for posting in record.postings:
            if posting.lot_id is not None:
                self._by_lot.setdefault(posting.lot_id, Counter())[posting.account] += posting.amount
            elif posting.member_id is not None:
                self._debts[posting.member_id] -= posting.amount

    def hold(self, stored: StoredHold) -> None:
        hold = stored.hold
        if hold is None or not self.seals.fits_hold(hold, stored.seal):
            self._find(Flaw.HOLD_SEAL, stored.id)
        if hold is not None and hold.is_open:
            for part in hold.parts:
                self._held[part.lot_id] += part.amount

    def debt(self, stored: StoredDebt) -> None:
        debt = stored.debt
        if not self.seals.fits_debt(debt, stored.seal):
            self._find(Flaw.DEBT_SEAL, debt.member_id)
        if self._debts.pop(debt.member_id, 0) != debt.amount:
            self._find(Flaw.DEBT, debt.member_id)

    def lot(self, stored: StoredLot) -> None:
        self._lots += 1
        told = self._by_lot.pop(stored.id, Counter())
        lot = stored.lot
        if lot is None:
            self._find(Flaw.LOT_BOUNDS, stored.id)
            return
        if not self.seals.fits_lot(lot, stored.seal):
            self._find(Flaw.LOT_SEAL, stored.id)
        other = Account.AVAILABLE if lot.account is Account.PENDING else Account.PENDING
        stands = (told[lot.account], told[other], told[Account.HELD])
        if stands != (lot.remaining, 0, lot.held):
            self._find(Flaw.LOT_POSTINGS, stored.id)
        if self._held.pop(lot.id, 0) != lot.held:
            self._find(Flaw.HELD, stored.id)

    def chain(self, closings: Sequence[Closing], wrong: Iterable[int], noted: Head | None) -> None:
        """`wrong` are the numbers of closings that do not fit; `noted` is an end that somebody wrote down."""
        for number in wrong:
            self._find(Flaw.CLOSING, UUID(int=number % 2**128))
        found = {one.number: one.digest for one in closings}
        if noted is not None and found.get(noted.number) != noted.digest:
            self._find(Flaw.HEAD, UUID(int=noted.number % 2**128))

    def report(self, closings: Sequence[Closing]) -> AuditReport:
        for lot_id in sorted(self._by_lot):
            self._find(Flaw.LOT_MISSING, lot_id)
        for lot_id in sorted(self._held):
            self._find(Flaw.HELD, lot_id)
        for member_id in sorted(member for member, owed in self._debts.items() if owed):
            self._find(Flaw.DEBT, member_id)
        last = closings[-1] if closings else None
        head = Head(last.number, last.digest) if last else None
        closed = sum(one.journals for one in closings)
        return AuditReport(self._journals, self._postings, self._lots, closed, head, tuple(self.findings))

    def _find(self, flaw: Flaw, about: UUID) -> None:
        self.findings.append(Finding(flaw, about))
