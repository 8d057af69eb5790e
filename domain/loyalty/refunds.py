"""Refunds of an order as they were granted: so much of each line, and what that meant for its points.

How a refund is worked out is `domain/promotions/pricing/refunding`, for money, points and discounts alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from domain.promotions.pricing.refunding import Returned
from domain.promotions.pricing.result import Priced
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


def returned_by(refunds: Iterable[Refund], priced: Priced) -> Mapping[str, Returned]:
    """How far each line has gone back; a line that cost nothing goes back with the first refund of it."""
    minors: dict[str, int] = {}
    for refund in refunds:
        for one in refund.lines:
            minors[one.line] = minors.get(one.line, 0) + one.amount_minor
    return {
        line.id: Returned(line.units if minors[line.id] == line.price_minor else 0, minors[line.id])
        for line in priced.lines
        if line.id in minors
    }
