"""Refunds of an order, whole or by line: how much money, and what that means for its points.

Points follow the money in proportion, counted over all refunds of the order so far and rounded down: so parts
never add up to more than the whole, and the last part is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from domain.loyalty.refusals import NothingToRefund, RefundExceedsPaid, RefundLineUnknown
from domain.shared.ids import AccountId, OrderId, RegionId

RefundId = NewType("RefundId", UUID)


@dataclass(frozen=True, slots=True)
class RefundLine:
    """So much of the price of one line, in minor units of the region's currency."""

    line: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund as it was granted. `points_back` were spent on the order and came back; `points_taken` were
    earned by it and taken back, of which `points_owed` had been used already. `points_minor` is what those
    that came back had paid: the rest of the lines goes back in money. `number` counts from 1.
    """

    id: RefundId
    order_id: OrderId
    number: int
    region_id: RegionId
    member_id: AccountId
    lines: tuple[RefundLine, ...]
    points_back: int
    points_taken: int
    points_owed: int
    reason: str
    granted_by: AccountId
    granted_at: datetime
    points_minor: int = 0

    @property
    def value_minor(self) -> int:
        """What went back of the price, in money and in points."""
        return sum(line.amount_minor for line in self.lines)

    @property
    def amount_minor(self) -> int:
        """The money alone."""
        return self.value_minor - self.points_minor


@dataclass(frozen=True, slots=True)
class Share:
    """What one more refund is: its lines, and the points that follow."""

    lines: tuple[RefundLine, ...]
    points_back: int
    points_taken: int


@dataclass(frozen=True, slots=True)
class Bill:
    """What was paid for an order by line, the points spent on it and earned by it, and its refunds so far."""

    paid: Mapping[str, int]
    spent: int
    earned: int
    refunds: Sequence[Refund] = ()

    def left(self) -> dict[str, int]:
        """What of each line is not refunded yet, in minor units."""
        left = dict(self.paid)
        for refund in self.refunds:
            for line in refund.lines:
                left[line.line] -= line.amount_minor
        return left

    def share(self, wanted: Sequence[RefundLine] | None) -> Share:
        """The next refund: those lines, or all that is left (None).

        Raises `NothingToRefund`, `RefundLineUnknown`, `RefundExceedsPaid`.
        """
        left = self.left()
        if wanted is None:
            wanted = tuple(RefundLine(line, amount) for line, amount in left.items() if amount)
        for line in wanted:
            self._require(line, left)
        total = sum(self.paid.values())
        done = total - sum(left.values())
        if not wanted and (total or self.refunds):
            raise NothingToRefund()
        return Share(
            lines=tuple(wanted),
            points_back=_until(self.spent, done, total) - sum(one.points_back for one in self.refunds),
            points_taken=_until(self.earned, done, total) - sum(one.points_taken for one in self.refunds),
        )

    def _require(self, line: RefundLine, left: dict[str, int]) -> None:
        if line.line not in left:
            raise RefundLineUnknown(line=line.line)
        if not 0 < line.amount_minor <= left[line.line]:
            raise RefundExceedsPaid(needed=line.amount_minor, left=left[line.line])
        left[line.line] -= line.amount_minor


def _until(points: int, done: int, total: int) -> int:
    """Points that follow `done` of `total`; an order that cost no money is refunded as a whole."""
    return points * done // total if total else points
