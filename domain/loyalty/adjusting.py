"""Adjustments by hand: with a reason, and above a limit only with a second person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.earning import Grant, new_lot
from domain.loyalty.journal import Heading, Journal, JournalKind, Origin, OriginKind, Posting
from domain.loyalty.lots import Lot, require_points
from domain.loyalty.movements import Movement
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import AdjustmentIsDecided, AdjustmentNeedsAnother, ReasonMissing
from domain.loyalty.spending import choose
from domain.shared.ids import AccountId, RegionId

AdjustmentId = NewType("AdjustmentId", UUID)


class AdjustmentStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points given (above zero) or taken (below) by hand. It moves points only once approved.

    `region_id` is the region that answers for it. Raises `ReasonMissing`, `PointsOutOfRange`.
    """

    id: AdjustmentId
    region_id: RegionId
    member_id: AccountId
    points: int
    reason: str
    proposed_by: AccountId
    proposed_at: datetime
    status: AdjustmentStatus = AdjustmentStatus.PROPOSED
    decided_by: AccountId | None = None
    decided_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        require_points(abs(self.points))
        if not self.reason.strip():
            raise ReasonMissing()

    @property
    def origin(self) -> Origin:
        return Origin(OriginKind.ADJUSTMENT, self.id)

    def approved(self, by: AccountId, at: datetime, limit: int) -> "Adjustment":
        """Raises `AdjustmentIsDecided`, and `AdjustmentNeedsAnother` for one's own above the limit."""
        if by == self.proposed_by and abs(self.points) > limit:
            raise AdjustmentNeedsAnother(limit=limit)
        return self._decided(AdjustmentStatus.APPROVED, by, at)

    def refused(self, by: AccountId, at: datetime) -> "Adjustment":
        """Raises `AdjustmentIsDecided`. One may take back one's own."""
        return self._decided(AdjustmentStatus.REFUSED, by, at)

    def _decided(self, status: AdjustmentStatus, by: AccountId, at: datetime) -> "Adjustment":
        if self.status is not AdjustmentStatus.PROPOSED:
            raise AdjustmentIsDecided(status=self.status.value)
        return replace(self, status=status, decided_by=by, decided_at=at)


def credit(heading: Heading, grant: Grant, policy: EarningPolicy) -> Movement:
    """Points given by hand: usable at once, ending as the policy says."""
    lot = new_lot(grant, policy, heading.at, heading.at)
    postings = (
        Posting(Account.AVAILABLE, grant.points, grant.member_id, lot.id),
        Posting(Account.ADJUSTED, -grant.points),
    )
    return Movement(Journal(heading, JournalKind.ADJUSTED, postings), (lot,))


def debit(heading: Heading, lots: Sequence[Lot], amount: int, debt: int = 0) -> Movement:
    """Points taken by hand, in the order in which they would be spent. Raises `PointsNotEnough`."""
    takes = choose(lots, amount, heading.at, debt)
    postings = (*(take.posting for take in takes), Posting(Account.ADJUSTED, amount))
    return Movement(Journal(heading, JournalKind.ADJUSTED, postings), tuple(take.left for take in takes))
