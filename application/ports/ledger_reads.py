"""What accountants and operators ask of the whole ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.loyalty.audit import AuditReport
from domain.loyalty.closings import Head
from domain.loyalty.past import Standing, StandingRow, Stood
from domain.loyalty.reports import Outstanding, Total, TotalRow, Totals
from domain.shared.ids import AccountId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """The rows of one total of a period, oldest first; `skip` of them were seen."""

    total: Total
    period: Window
    now: datetime
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class StandingAsked:
    """The rows of one figure of what was outstanding right before a moment; `skip` of them were seen."""

    standing: Standing
    moment: datetime
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class PastWallet:
    """A member's lots with the points that they had at a moment, and what the member owed then."""

    stood: tuple[Stood, ...]
    debt: int


class LedgerReads(Protocol):
    """Reads alone; none of them locks anything. `now` says what is due though no run has booked it."""

    async def wallet_at(self, member_id: AccountId, moment: datetime) -> PastWallet:
        """From the postings of journals up to and with that moment."""
        ...

    async def outstanding_before(self, moment: datetime) -> Outstanding:
        """What all members had right before that moment, whatever had been booked until then."""
        ...

    async def standing(self, asked: StandingAsked) -> tuple[StandingRow, ...]:
        """The lots (for debts: the members) behind a figure of `outstanding_before`, by id."""
        ...

    async def totals(self, period: Window, now: datetime) -> Totals: ...

    async def rows(self, asked: RowsAsked) -> tuple[TotalRow, ...]:
        """Whose points add up to the total."""
        ...

    async def audit(self, noted: Head | None = None) -> AuditReport:
        """Read everything and believe nothing; seconds to minutes for a large ledger.

        `noted` is the head of an earlier audit, which the books must still reach.
        """
        ...
