"""What promotions gave, the counts and budgets that this stands against, and what awards were given for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.ports.pricings import TierActivity
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.occasion import Occasion
from domain.promotions.programme.taking import Taking
from domain.promotions.programme.uses import Tally, Use
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class UseSource:
    """What was priced or what happened: an order's id, or that of an event; the order behind it, if any."""

    id: UUID
    region_id: RegionId
    member_id: AccountId
    order_id: OrderId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptUse:
    """`version` counts stored states."""

    source: UseSource
    use: Use
    version: int


@dataclass(frozen=True, slots=True)
class KeptOccasion:
    """Something that happened, and what it was awarded by the rules of that moment."""

    source: UseSource
    occasion: Occasion
    awarded: Awarded


class PromotionUses(Protocol):
    """Counts never pass their limit, however many use a promotion at once."""

    async def counts(self, region_id: RegionId, tallies: Sequence[Tally]) -> Mapping[Tally, int]:
        """Those that are not zero."""
        ...

    def take(self, source: UseSource, taking: Taking) -> None:
        """On commit, which raises `UsesOvertaken` where a count would pass its limit now."""
        ...

    async def of_order(self, order_id: OrderId) -> tuple[KeptUse, ...]:
        """Of its price and of everything that it earned."""
        ...

    def give_back(self, changed: Sequence[KeptUse], lost: Mapping[Tally, int]) -> None:
        """Store these uses as they are now and take that off the counts; each unit of work once a use.

        The commit raises `UsesOvertaken` when one of them has moved on meanwhile.
        """
        ...

    async def occasion(self, order_id: OrderId, trigger: Trigger) -> KeptOccasion | None:
        """What the order was awarded for this; None while it was not."""
        ...

    async def occasions_of(self, member_id: AccountId, trigger: Trigger) -> tuple[KeptOccasion, ...]:
        """In the order of time."""
        ...

    def keep_occasion(self, kept: KeptOccasion) -> None:
        """On commit, which raises `OccasionKnown` when it was awarded before."""
        ...

    def count_activity(self, source: UseSource, activity: TierActivity) -> None: ...
