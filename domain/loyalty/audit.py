"""The audit: believes nothing that is stored, and names whatever does not fit.

Every journal must fit its seal and sum to zero; every lot must fit its seal and its postings; what is held of
a lot must be what open holds say; a debt must be what its postings say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.holds import Hold, open_parts
from domain.loyalty.journal import LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.seals import JournalRecord, seal_of, seal_of_lot


class Flaw(StrEnum):
    JOURNAL_SEAL = "journal_does_not_fit_its_seal"
    JOURNAL_SUM = "journal_does_not_sum_to_zero"
    LOT_SEAL = "lot_does_not_fit_its_seal"
    LOT_POSTINGS = "lot_differs_from_its_postings"
    LOT_MISSING = "postings_without_their_lot"
    LOT_BOUNDS = "lot_out_of_bounds"
    HELD = "held_points_differ_from_holds"
    DEBT = "debt_differs_from_its_postings"


@dataclass(frozen=True, slots=True)
class Finding:
    """`id` is that of the journal, the lot or (for a debt) the member."""

    flaw: Flaw
    id: UUID


@dataclass(frozen=True, slots=True)
class StoredLot:
    """A lot's fields as they are stored (None where they are out of all bounds), with their seal."""

    id: UUID
    lot: Lot | None
    seal: bytes


@dataclass(frozen=True, slots=True)
class AuditReport:
    journals: int
    postings: int
    lots: int
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.findings


@dataclass(slots=True)
class Audit:
    """Feed it all journals, then all lots; `report` tells. Holds sums for lots and members, no journals."""

    findings: list[Finding] = field(default_factory=list)
    _journals: int = 0
    _postings: int = 0
    _by_lot: dict[UUID, Counter[str]] = field(default_factory=dict)
    _debts: Counter[UUID] = field(default_factory=Counter)

    def journal(self, record: JournalRecord) -> None:
        self._journals += 1
        self._postings += len(record.postings)
        if seal_of(record) != record.seal:
            self.findings.append(Finding(Flaw.JOURNAL_SEAL, record.id))
        if not record.postings or sum(posting.amount for posting in record.postings) != 0:
            self.findings.append(Finding(Flaw.JOURNAL_SUM, record.id))
        for posting in record.postings:
            if posting.lot_id is not None:
                self._by_lot.setdefault(posting.lot_id, Counter())[posting.account] += posting.amount
            elif posting.member_id is not None:
                self._debts[posting.member_id] -= posting.amount

    def report(self, lots: Iterable[StoredLot], holds: Iterable[Hold], debts: Iterable[Debt]) -> AuditReport:
        """`holds` are the open ones; `debts` those that are stored, paid ones too."""
        held, count = open_parts(holds), 0
        told = dict(self._by_lot)
        for stored in lots:
            count += 1
            self._lot(stored, told.pop(stored.id, Counter()), held)
        self.findings += [Finding(Flaw.LOT_MISSING, lot_id) for lot_id in told]
        owed: dict[UUID, int] = {debt.member_id: debt.amount for debt in debts}
        for member_id in sorted({*owed, *self._debts}):
            if owed.get(member_id, 0) != self._debts[member_id]:
                self.findings.append(Finding(Flaw.DEBT, member_id))
        return AuditReport(self._journals, self._postings, count, tuple(self.findings))

    def _lot(self, stored: StoredLot, told: Counter[str], held: Mapping[LotId, int]) -> None:
        lot = stored.lot
        if lot is None:
            self.findings.append(Finding(Flaw.LOT_BOUNDS, stored.id))
            return
        if seal_of_lot(lot) != stored.seal:
            self.findings.append(Finding(Flaw.LOT_SEAL, stored.id))
        other = Account.AVAILABLE if lot.account is Account.PENDING else Account.PENDING
        stands = (told[lot.account], told[other], told[Account.HELD])
        if stands != (lot.remaining, 0, lot.held):
            self.findings.append(Finding(Flaw.LOT_POSTINGS, stored.id))
        if held.get(lot.id, 0) != lot.held:
            self.findings.append(Finding(Flaw.HELD, stored.id))
