"""What members had at a moment of the past, from the journal alone."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.loyalty.journal import LotId
from domain.loyalty.lots import Lot
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Stood:
    """A lot and what its postings until a moment add up to: free points, and held ones."""

    lot: Lot
    free: int
    held: int

    @property
    def as_it_was(self) -> Lot:
        """The lot with its points of then. An end that was moved later had not come: it changes nothing."""
        return replace(
            self.lot, remaining=self.free, held=self.held, expired=0, reversed=0, owed=0, version=0
        )


class Standing(StrEnum):
    """The figures of `reports.Outstanding`."""

    AVAILABLE = "available"
    PENDING = "pending"
    HELD = "held"
    DEBT = "debt"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One of the rows that a figure of `Outstanding` is the sum of: a lot, or (for debts) a member alone."""

    member_id: AccountId
    lot_id: LotId | None
    points: int
