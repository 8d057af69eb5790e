"""What an accountant asks of the ledger: how many points were issued, used, ended, and are still owed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.journal import JournalKind, LotId
from domain.shared.ids import AccountId, OrderId


class Total(StrEnum):
    """The totals of a period, each counted so that it is rarely below zero."""

    ISSUED = "issued"
    USED = "used"
    REFUNDED = "refunded"
    EXPIRED = "expired"
    REVERSED = "reversed"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Totals:
    """Points of a period. `expired` counts by the moment at which they ended, however late it was booked."""

    issued: int = 0
    used: int = 0
    refunded: int = 0
    expired: int = 0
    reversed: int = 0
    adjusted: int = 0

    @property
    def change(self) -> int:
        """By how much the period changed what is outstanding (net of debts)."""
        return self.issued - self.used + self.refunded - self.expired - self.reversed + self.adjusted


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What members have, right however late runs are."""

    available: int = 0
    pending: int = 0
    held: int = 0
    debt: int = 0

    @property
    def net(self) -> int:
        return self.available + self.pending + self.held - self.debt


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One of the rows that a total is the sum of. `journal_id` is None for what is due and not yet booked."""

    at: datetime
    points: int
    kind: JournalKind
    journal_id: UUID | None
    member_id: AccountId | None
    lot_id: LotId | None
    order_id: OrderId | None


@dataclass(frozen=True, slots=True)
class PointsReport:
    """`ever` are the totals of all time until the end of the period: the breakage rate is taken from them."""

    start: datetime
    end: datetime
    totals: Totals
    opening: Outstanding
    closing: Outstanding
    ever: Totals
    thousand_worth_minor: int

    @property
    def breakage_bp(self) -> int:
        """Of the points whose fate is known (used for good or ended), how many ended unused; basis points."""
        used = self.ever.used - self.ever.refunded
        decided = used + self.ever.expired
        return self.ever.expired * 10_000 // decided if decided > 0 else 0

    @property
    def expected_breakage(self) -> int:
        """Of what is outstanding, how much will probably end unused; whole points, rounded down."""
        return max(self.closing.net, 0) * self.breakage_bp // 10_000

    @property
    def liability_points(self) -> int:
        return max(self.closing.net, 0) - self.expected_breakage

    @property
    def liability_minor(self) -> int:
        """At the stated value; rounded up, so that no liability is hidden."""
        return -(-self.liability_points * self.thousand_worth_minor // 1_000)


@dataclass(frozen=True, slots=True)
class HouseEntry:
    """What one journal moved on one of the house's accounts; `at` counts for the period."""

    account: Account
    kind: JournalKind
    amount: int


def total_of(account: Account, kind: JournalKind) -> tuple[Total, int] | None:
    """Which total a posting on a house account belongs to, and its sign there."""
    match account:
        case Account.ISSUED:
            return Total.ISSUED, -1
        case Account.REDEEMED:
            return (Total.REFUNDED, -1) if kind is JournalKind.REFUNDED else (Total.USED, 1)
        case Account.BREAKAGE:
            return Total.EXPIRED, 1
        case Account.CLAWBACK:
            return Total.REVERSED, 1
        case Account.ADJUSTED:
            return Total.ADJUSTED, -1
        case _:
            return None


def summed(entries: Iterable[HouseEntry]) -> Totals:
    """The totals that these entries make."""
    found = {field.name: 0 for field in fields(Totals)}
    for entry in entries:
        belongs = total_of(entry.account, entry.kind)
        if belongs is not None:
            total, sign = belongs
            found[total.value] += sign * entry.amount
    return Totals(**found)
