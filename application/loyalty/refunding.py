"""What a refund looks up, and what it does to the points of an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from application.loyalty.booking import Purse, Request, purse_of
from application.loyalty.giving import policy_for
from application.loyalty.taking_back import purse_with
from application.ports.ids import Ids
from application.ports.unit_of_work import UnitOfWork
from application.promotions.live_rules import LiveRules
from application.promotions.settling import pricing_of
from domain.loyalty.holds import Hold
from domain.loyalty.journal import Origin, OriginKind, asked_hash
from domain.loyalty.lots import Lot
from domain.loyalty.policy import Currency
from domain.loyalty.refunds import Refund, RefundId, returned_by
from domain.loyalty.refusals import NothingToRefund, PointsNotSettled
from domain.loyalty.reversing import reverse
from domain.loyalty.settling import refund as come_back
from domain.orders.order import Order
from domain.orders.status import Status
from domain.promotions.pricing.refunding import Refund as Going
from domain.promotions.pricing.refunding import Returned
from domain.promotions.pricing.result import Priced
from domain.promotions.programme.reversing import points_to_reverse
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Refundable:
    """A completed order with its price, the points spent on it, those that it earned, and its refunds."""

    order: Order
    priced: Priced
    hold: Hold | None
    earned: tuple[Lot, ...]
    refunds: tuple[Refund, ...]
    at: datetime

    @property
    def before(self) -> Mapping[str, Returned]:
        return returned_by(self.refunds, self.priced)

    @property
    def value_before(self) -> int:
        return sum(one.value_minor for one in self.refunds)

    def is_all(self, going: Going) -> bool:
        """Whether nothing is left after it."""
        value = self.value_before + sum(one.value_minor for one in going.lines)
        return value == self.priced.totals.price_minor


@dataclass(frozen=True, slots=True)
class Moved:
    """Points taken back of what the order earned, how many of them are owed now, and by which promotion
    those had been given that were taken.
    """

    taken: int = 0
    owed: int = 0
    taken_by_rule: Mapping[str, int] = field(default_factory=dict)


async def refundable(uow: UnitOfWork, live: LiveRules, order: Order, now: datetime) -> Refundable:
    """Raises `NothingToRefund` for an order that is not completed, `PointsNotSettled`."""
    if order.status is not Status.COMPLETED or order.completed_at is None:
        raise NothingToRefund()
    hold = await uow.ledger.hold_for(order.id)
    earned = await uow.ledger.lots_earned_by(order.id)
    if hold is not None and hold.is_open:
        raise PointsNotSettled()
    if not earned and await _will_earn(uow, order, order.completed_at):
        raise PointsNotSettled()
    pricing, _ = await pricing_of(uow, live, order, order.completed_at)
    priced = _with_points(pricing.priced, hold)
    return Refundable(order, priced, hold, earned, await uow.ledger.papers.refunds_of(order.id), now)


async def _will_earn(uow: UnitOfWork, order: Order, completed_at: datetime) -> bool:
    """Whether its award is still on its way."""
    if await uow.uses.occasion(order.id, Trigger.ORDER_COMPLETED) is not None:
        return False
    if await uow.pricings.of(order.id) is not None:
        return True
    region = await uow.world.region(order.region_id)
    currency = Currency(region.currency, region.currency_exponent)
    policy = await policy_for(uow, currency, completed_at)
    return policy.points_for_price(order.terms.price_minor) > 0


def _with_points(priced: Priced, hold: Hold | None) -> Priced:
    """Before prices were kept, points were held for an order beside its price; they come back with it."""
    spent = hold.captured if hold is not None else 0
    if priced.totals.points_used == spent or len(priced.lines) != 1:
        return priced
    (line,) = priced.lines
    return replace(priced, lines=(replace(line, points_used=spent),))


async def move_points(
    uow: UnitOfWork, ids: Ids, found: Refundable, going: Going, refund_id: RefundId
) -> Moved:
    """Points spent on the order come back, those earned by it go; staged in the unit."""
    purse = await _purse(uow, ids, found)
    origin, debt = Origin(OriginKind.ORDER, found.order.id, found.order.id), purse.debt.amount
    if going.points and found.hold is not None:
        asked = asked_hash("refund", refund_id, going.points)
        heading = Request(f"refund:{refund_id}:back", asked, found.at, origin).heading(ids)
        purse.settle(come_back(heading, found.hold, purse.lots, going.points))
    rules = await uow.ledger.rules_of([lot.id for lot in found.earned])
    wanted = left = _to_take(found, going)
    by_rule: dict[str, int] = {}
    for lot in found.earned:
        taken = min(left, purse.lots[lot.id].reversible)
        if taken:
            request = Request(
                f"refund:{refund_id}:taken:{lot.id}", asked_hash("take back", lot.id, taken), found.at, origin
            )
            purse.move(reverse(request.heading(ids), purse.lots[lot.id], taken, purse.debt))
            left -= taken
            if lot.id in rules:
                name = rules[lot.id].promotion
                by_rule[name] = by_rule.get(name, 0) + taken
    if purse.movements:
        purse.book(uow)
    return Moved(wanted - left, purse.debt.amount - debt, by_rule)


def _to_take(found: Refundable, going: Going) -> int:
    """Of what the order earned, in proportion to its price."""
    earned = sum(lot.amount for lot in found.earned)
    value = sum(one.value_minor for one in going.lines)
    before = found.value_before
    return points_to_reverse(earned, found.priced.totals.price_minor, before, before + value)


async def _purse(uow: UnitOfWork, ids: Ids, found: Refundable) -> Purse:
    parts = [part.lot_id for part in found.hold.parts] if found.hold else []
    lots = (*found.earned, *(await uow.ledger.lots(parts) if parts else ()))
    if lots:
        return await purse_with(uow, ids, lots, found.at)
    return await purse_of(uow, ids, AccountId(found.order.homeowner_id), found.at)
