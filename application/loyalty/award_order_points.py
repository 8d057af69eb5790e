"""A completed order earns points on its price."""

from dataclasses import dataclass
from datetime import datetime

from application.loyalty.giving import Gift, give, policy_for
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork, NewLoyaltyWork
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency
from domain.shared.ids import AccountId, EventId, OrderId


@dataclass(frozen=True, slots=True)
class AwardOrderPoints:
    """`event_id` and `at` are those of the completion: points cool off from then."""

    event_id: EventId
    member_id: AccountId
    order_id: OrderId
    price_minor: int
    currency: Currency
    at: datetime


async def award_order_points(work: LoyaltyWork, ids: Ids, cmd: AwardOrderPoints) -> bool:
    """A free order earns nothing. Raises and answers as `give`, and raises `PriceIsNegative`."""
    policy = await policy_for(work, cmd.currency, cmd.at)
    gift = Gift(
        request_id=f"{cmd.event_id}:award_order_points",
        member_id=cmd.member_id,
        points=policy.points_for_price(cmd.price_minor),
        origin=Origin(OriginKind.ORDER, cmd.order_id, cmd.order_id),
        at=cmd.at,
    )
    return await give(work, ids, gift, policy)


@dataclass(frozen=True, slots=True)
class AwardOrderPointsHandler:
    """The award in a unit of work of its own; a reaction that has one stages it with the function above."""

    new_work: NewLoyaltyWork
    ids: Ids

    async def __call__(self, cmd: AwardOrderPoints) -> None:
        async with self.new_work() as work:
            if await award_order_points(work, self.ids, cmd):
                await work.commit()
