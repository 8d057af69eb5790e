"""The points of an order: held when it is placed, spent when confirmed, given back when it ends otherwise."""

from dataclasses import dataclass
from datetime import datetime

from application.loyalty.giving import policy_for
from application.loyalty.holding import EndHold, HoldPoints, end_hold, hold_points
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.holds import HoldId, HoldTerms
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency
from domain.shared.ids import AccountId, EventId, OrderId


@dataclass(frozen=True, slots=True)
class HoldOrderPoints:
    """`currency` is that of the order's region: its policy says what becomes of points that come back."""

    member_id: AccountId
    order_id: OrderId
    points: int
    currency: Currency
    at: datetime


@dataclass(frozen=True, slots=True)
class EndOrderPoints:
    """`event_id` and `at` are those of the event with which the order ended."""

    event_id: EventId
    order_id: OrderId
    at: datetime


async def hold_order_points(work: LoyaltyWork, ids: Ids, cmd: HoldOrderPoints) -> None:
    """Stage it in the unit that stores the order. The hold has the order's id. Raises as `hold_points`."""
    policy = await policy_for(work, cmd.currency, cmd.at)
    origin = Origin(OriginKind.ORDER, cmd.order_id, cmd.order_id)
    terms = HoldTerms(HoldId(cmd.order_id), origin, grace_days=policy.grace_days)
    await hold_points(work, ids, HoldPoints(cmd.member_id, cmd.points, terms, cmd.at))


async def capture_order_points(work: LoyaltyWork, ids: Ids, cmd: EndOrderPoints) -> bool:
    """Stage it; false where the order has no points or they are settled already."""
    return await _end(work, ids, cmd, None)


async def release_order_points(work: LoyaltyWork, ids: Ids, cmd: EndOrderPoints) -> bool:
    """Answers as `capture_order_points`."""
    return await _end(work, ids, cmd, 0)


async def _end(work: LoyaltyWork, ids: Ids, cmd: EndOrderPoints, amount: int | None) -> bool:
    hold = await work.ledger.hold_for(cmd.order_id)
    if hold is None or not hold.is_open:
        return False
    return await end_hold(work, ids, EndHold(f"{cmd.event_id}:order_points", hold.id, amount, cmd.at), hold)
