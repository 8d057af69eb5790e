"""How an order was priced: what the engine was asked and what it answered, kept for as long as the order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.result import Priced
from domain.shared.ids import AccountId, OrderId, RegionId
from domain.shared.texts import Text
from domain.shared.time import require_aware


@dataclass(frozen=True, slots=True)
class OrderPricing:
    """The basket's usage says who it was; the counts of that moment are not kept.

    `names` are those of the promotions in it, as they were called then; `is_best`: the best combination was
    asked for.
    """

    order_id: OrderId
    region_id: RegionId
    member_id: AccountId
    priced_at: datetime
    basket: Basket
    priced: Priced
    names: Mapping[str, Text]
    is_best: bool = False

    def __post_init__(self) -> None:
        require_aware(self.priced_at)
