"""What an order would cost now, and the best that its homeowner can make of coupons and points."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from application.loyalty.points_of import balance_at
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.live_rules import LiveRules
from application.promotions.presenting_coupons import Wanted
from application.promotions.price_order import Quoted, price
from application.promotions.to_price import Asking, ToPrice, to_price
from application.promotions.typed_codes import CodeGuard
from application.views.previews import preview_of
from application.views.quotes import QuoteView, ToPlace
from domain.identity.roles import Actor
from domain.shared.ids import AddressId, ServiceId
from domain.shared.time import Window

MOST_COUPONS: Final = 40


@dataclass(frozen=True, slots=True)
class QuoteOrder:
    """`finds_best` looks through the homeowner's own coupons and points too, beside what is `wanted`."""

    actor: Actor
    homeowner_id: UUID
    address_id: AddressId
    service_id: ServiceId
    window: Window
    wanted: Wanted
    finds_best: bool = False


@dataclass(frozen=True, slots=True)
class QuoteOrderHandler:
    new_uow: NewUnit
    clock: Clock
    rules: LiveRules
    guard: CodeGuard

    async def __call__(self, query: QuoteOrder) -> QuoteView:
        """Raises `AddressNotFound`, `ServiceNotFound`, `PointsNotEnough`, `CouponNotYours`; `RateLimited`
        when codes are tried by the dozen.
        """
        async with self.new_uow() as uow:
            asked, currency = await self._asked(uow, query)
            points = (await balance_at(uow, asked.member_id, asked.at)).available
            if query.finds_best:
                asked = await _with_everything(uow, asked, points)
            quoted = await price(uow, self.rules, asked)
            narrow = replace(asked, wanted=_to_place(quoted, asked.wanted))
            search = quoted.priced.search
            if search is not None and not search.is_proven:
                # What is placed is looked at anew, and fewer combinations may lead to a better one.
                again = await price(uow, self.rules, narrow)
                refused = (*again.priced.refused, *quoted.priced.refused)
                quoted = replace(again, priced=replace(again.priced, refused=refused, search=search))
                narrow = replace(narrow, wanted=_to_place(quoted, narrow.wanted))
        if quoted.has_unknown_code:
            await self.guard(asked.member_id)
        return _view(quoted, narrow.wanted, currency, max(0, points))

    async def _asked(self, uow: UnitOfWork, query: QuoteOrder) -> tuple[ToPrice, str]:
        asking = Asking(query.actor, query.homeowner_id, query.window, query.wanted, self.clock.now())
        facts = await uow.world.ordering_facts(query.homeowner_id, query.address_id, query.service_id)
        return to_price(facts, asking), facts.terms.currency


async def _with_everything(uow: UnitOfWork, asked: ToPrice, points: int) -> ToPrice:
    """Of several coupons of one promotion the one that ends first."""
    own = await uow.coupons.usable_of(asked.member_id, asked.at, MOST_COUPONS)
    chosen = {
        each.coupon.promotion: each.coupon.id for each in reversed(own) if each.region_id == asked.region_id
    }
    ids = tuple(dict.fromkeys((*asked.wanted.coupon_ids, *sorted(chosen.values()))))
    wanted = replace(asked.wanted, coupon_ids=ids, points=max(0, points), is_best=True)
    return replace(asked, wanted=wanted)


def _to_place(quoted: Quoted, wanted: Wanted) -> Wanted:
    """Only what applies, so that nothing is held in vain."""
    applied = {each.code for each in quoted.priced.applied if each.code is not None}
    by_code = {coupon.id: code for code, coupon in quoted.coupons}
    return replace(
        wanted,
        codes=tuple(code for code in wanted.codes if code in applied),
        coupon_ids=tuple(one for one in wanted.coupon_ids if by_code.get(one) in applied),
        points=quoted.priced.totals.points_used,
    )


def _view(quoted: Quoted, wanted: Wanted, currency: str, points: int) -> QuoteView:
    search, due_minor = quoted.priced.search, quoted.priced.totals.due_minor
    return QuoteView(
        currency=currency,
        points_available=points,
        price=preview_of(quoted.priced, quoted.names),
        to_place=ToPlace(
            codes=wanted.codes,
            coupon_ids=wanted.coupon_ids,
            points=wanted.points,
            best=wanted.is_best,
            shown_price_minor=due_minor,
        ),
        gap_minor=search.gap_minor if search is not None else None,
    )
