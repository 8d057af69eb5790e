"""What becomes of an order's promotions when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from application.ports.promotion_uses import KeptUse, UseSource
from application.ports.unit_of_work import UnitOfWork
from application.promotions.awarding import Happening
from application.promotions.lines import lines_of
from application.promotions.live_rules import LiveRules
from application.promotions.revoking import revoke_coupons
from domain.loyalty.journal import Origin, OriginKind
from domain.orders.order import Order
from domain.promotions.conditions.fields import Value
from domain.promotions.coupons.coupon import Status
from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.pricing.refunding import Refund
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import earning_of
from domain.promotions.programme.uses import Tally, Use
from domain.promotions.rules.limits import Scope, Usage
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.standard_set import STANDARD_VERSION
from domain.shared.ids import AccountId, EventId, OrderId


async def use_coupons_of(uow: UnitOfWork, order_id: OrderId) -> None:
    """The order is done: its coupons are used for good."""
    for coupon in await uow.coupons.of_order(order_id):
        if coupon.status is Status.RESERVED:
            uow.coupons.keep(coupon.use(order_id))


async def release_coupons_of(uow: UnitOfWork, order_id: OrderId) -> None:
    """The order came to nothing: they are as they were."""
    for coupon in await uow.coupons.of_order(order_id):
        if coupon.status is Status.RESERVED:
            uow.coupons.keep(coupon.release(order_id))


async def give_uses_back(uow: UnitOfWork, order_id: OrderId) -> None:
    """Limits and budgets get back all that the order took."""
    back = Returning()
    for each in await uow.uses.of_order(order_id):
        back.add(each, *each.use.ended())
    back.book(uow)


@dataclass(slots=True)
class Returning:
    """Uses as they are after something came back, and what their counts lose by it."""

    changed: list[KeptUse] = field(default_factory=list)
    lost: dict[Tally, int] = field(default_factory=dict)

    def add(self, kept: KeptUse, use: Use, amounts: Mapping[Tally, int]) -> None:
        if use != kept.use:
            self.changed.append(replace(kept, use=use))
        for tally, amount in amounts.items():
            self.lost[tally] = self.lost.get(tally, 0) + amount

    def book(self, uow: UnitOfWork) -> None:
        if self.changed:
            uow.uses.give_back(self.changed, self.lost)


async def pricing_of(
    uow: UnitOfWork, live: LiveRules, order: Order, at: datetime
) -> tuple[OrderPricing, Rules]:
    """How the order was priced, with the rules of then. One from before prices were kept: its list price."""
    known = await uow.pricings.of(order.id)
    if known is not None:
        rules = await live.of_version(uow, order.region_id, known.priced.rules_version, at)
        return known, rules
    rules = await live.of_version(uow, order.region_id, STANDARD_VERSION, at)
    basket = Basket(lines_of(order.terms), usage=Usage())
    priced = evaluate(basket, rules, at, Ask(tell=Tell.CODES))
    member_id = AccountId(order.homeowner_id)
    return OrderPricing(order.id, order.region_id, member_id, order.created_at, basket, priced, {}), rules


def _of_order(readings: Mapping[str, Value | None]) -> Mapping[str, Value | None]:
    """What the member was when ordering does not matter any more."""
    return {name: value for name, value in readings.items() if not name.startswith("member.")}


def completion_of(
    order: Order, event: tuple[EventId, datetime], pricing: OrderPricing, rules: Rules
) -> Happening:
    """The order as something that earns, at its price."""
    event_id, at = event
    member_id = AccountId(order.homeowner_id)
    return Happening(
        source=UseSource(event_id, order.region_id, member_id, order.id, at),
        trigger=Trigger.ORDER_COMPLETED,
        origin=Origin(OriginKind.ORDER, order.id, order.id),
        readings=_of_order(pricing.basket.readings),
        earning=earning_of(pricing.basket, pricing.priced, rules),
        place=order.place,
        device=pricing.basket.usage.subjects.get(Scope.DEVICE),
        spent_minor=pricing.priced.totals.due_minor,
        orders=1,
    )


async def return_coupons_of(uow: UnitOfWork, order_id: OrderId, at: datetime, grace_days: int) -> None:
    """All of the order was refunded: its coupons can be used again, for the grace at least."""
    for coupon in await uow.coupons.of_order(order_id):
        if coupon.status is Status.USED:
            uow.coupons.keep(coupon.give_back(order_id, at, grace_days))


async def give_back_of_refund(
    uow: UnitOfWork, order_id: OrderId, going: Refund, taken_by_rule: Mapping[str, int], is_all: bool
) -> None:
    """Discounts and points that went back return to limits and budgets; with the last of them the use, but
    for one whose coupon was used: then it stays counted, and is not had a second time.
    """
    done = await uow.uses.occasion(order_id, Trigger.ORDER_COMPLETED)
    coupons = await revoke_coupons(uow, done) if is_all and done is not None else {}
    sources: dict[UUID, bool] = {order_id: True} | ({done.source.id: False} if done is not None else {})
    back = Returning()
    for each in await uow.uses.of_order(order_id):
        if each.source.id in sources:
            name = each.use.promotion
            is_price = sources[each.source.id]
            unused = 0 if is_price else coupons.get(name, 0)
            points = 0 if is_price else taken_by_rule.get(name, 0)
            more = Given(going.discount_of(name) if is_price else 0, points, unused)
            ends = is_all and (is_price or unused == each.use.given.coupons)
            back.add(each, *(each.use.ended() if ends else each.use.returning(more)))
    back.book(uow)
