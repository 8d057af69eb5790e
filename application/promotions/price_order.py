"""The one way to a price: the same for a quote, an order and a preview of the staff."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.loyalty.points_of import balance_at
from application.ports.pricings import MemberPast, PastAsked
from application.ports.unit_of_work import UnitOfWork
from application.promotions.lines import lines_of
from application.promotions.live_rules import LiveRules
from application.promotions.presenting_coupons import Shown, shown_by
from application.promotions.readings import (
    Readings,
    counted_since,
    member_readings,
    order_readings,
    subjects_of,
)
from application.promotions.to_price import ToPrice
from application.promotions.usage import UsageAsked, usage_of
from domain.loyalty.refusals import PointsNotEnough
from domain.promotions.coupons.coupon import Coupon
from domain.promotions.pricing.basket import Ask, Basket, PointsOffer, Tell
from domain.promotions.pricing.compile_rules import Ready, Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.pricing.result import Priced, Reason
from domain.promotions.programme.taking import Taking, taking_of_price
from domain.promotions.rules.limits import Usage
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId, RegionId
from domain.shared.texts import Text

MOST_COMBINATIONS: Final = 2_000
"""Of a search while somebody waits: some 50 ms. What is left open is told as a gap."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The price with everything that it came from. `coupons` are those behind the codes that were shown."""

    rules: Rules
    basket: Basket
    priced: Priced
    coupons: tuple[tuple[str, Coupon], ...]

    @property
    def applied_coupons(self) -> tuple[Coupon, ...]:
        """In the order in which they are locked."""
        codes = {each.code for each in self.priced.applied}
        return tuple(sorted((one for code, one in self.coupons if code in codes), key=lambda one: one.id))

    @property
    def has_unknown_code(self) -> bool:
        return any(each.reason is Reason.CODE_UNKNOWN for each in self.priced.refused)

    @property
    def names(self) -> Mapping[str, Text]:
        ids = {each.promotion for each in self.priced.applied} | {
            each.promotion for each in self.priced.refused if each.promotion is not None
        }
        known = self.rules.by_id
        return {promotion: known[promotion].promotion.name for promotion in sorted(ids) if promotion in known}

    @property
    def taking(self) -> Taking:
        return taking_of_price(self.priced, self.rules)

    def of_order(self, order_id: OrderId, asked: ToPrice) -> OrderPricing:
        """What is kept of it."""
        basket = replace(self.basket, usage=Usage(subjects=dict(self.basket.usage.subjects)))
        return OrderPricing(
            order_id=order_id,
            region_id=asked.region_id,
            member_id=asked.member_id,
            priced_at=asked.at,
            basket=basket,
            priced=self.priced,
            names=self.names,
            is_best=asked.wanted.is_best,
        )


async def price(uow: UnitOfWork, live: LiveRules, asked: ToPrice, tell: Tell = Tell.CODES) -> Quoted:
    """By the rules of this moment. Raises `PointsNotEnough`, `CouponNotYours`."""
    rules = await live.at(uow, asked.region_id, asked.at)
    wanted = asked.wanted
    shown = await shown_by(uow, asked.bearer, wanted, rules)
    points = (await balance_at(uow, asked.member_id, asked.at)).available if _asks_points(asked, rules) else 0
    if wanted.points > points:
        raise PointsNotEnough(needed=wanted.points, available=points)
    readings, usage = await _known(uow, asked, rules, shown, points)
    basket = Basket(
        lines=lines_of(asked.terms),
        readings=readings,
        codes=shown.presented,
        usage=usage,
        points=PointsOffer(max(0, points), wanted.points) if wanted.points else None,
    )
    ask = Ask(best=wanted.is_best, tell=tell, most_combinations=MOST_COMBINATIONS)
    priced = evaluate(basket, rules, asked.at, ask)
    return Quoted(rules, basket, replace(priced, refused=(*priced.refused, *shown.refused)), shown.coupons)


def _asks_points(asked: ToPrice, rules: Rules) -> bool:
    return asked.wanted.points > 0 or bool(rules.automatic) or bool(asked.wanted.codes)


async def _known(
    uow: UnitOfWork, asked: ToPrice, rules: Rules, shown: Shown, points: int
) -> tuple[Readings, Usage]:
    """Readings and usage. Where no promotion asks, the member's past is not looked up."""
    of_order = order_readings(asked.scene, asked.at, rules.source.zone)
    looked_at = _looked_at(rules, shown)
    if not looked_at:
        return of_order, Usage(subjects_of(asked.member_id, asked.place, None, asked.wanted.device))
    past = await past_of(uow, asked.region_id, asked.member_id, rules, asked.at)
    of_member = member_readings(past, points, rules.source, asked.at)
    subjects = subjects_of(asked.member_id, asked.place, past.phone, asked.wanted.device)
    usage = await usage_of(uow, UsageAsked(asked.region_id, subjects, rules, asked.at), looked_at)
    return {**of_order, **of_member, "order.nth": past.orders_placed + 1}, usage


def _looked_at(rules: Rules, shown: Shown) -> tuple[Ready, ...]:
    """All that may apply: a shared code is found by its text, that of a coupon by its promotion."""
    codes = rules.by_trigger[Trigger.CODE] if shown.presented else ()
    return (*rules.automatic, *codes)


async def past_of(
    uow: UnitOfWork, region_id: RegionId, member_id: AccountId, rules: Rules, at: datetime
) -> MemberPast:
    return await uow.pricings.past_of(PastAsked(member_id, region_id, counted_since(rules.source, at)))
