"""A homeowner orders a visit; somebody must be able to come."""

from dataclasses import dataclass
from uuid import UUID

from application.dispatching.judging import Judge
from application.loyalty.booking import insist
from application.loyalty.order_points import HoldOrderPoints, hold_order_points
from application.orders.receipt import Receipt, receipt_for
from application.orders.somebody import require_somebody
from application.ports.ids import Ids
from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.ports.world import OrderingFacts
from application.promotions.live_rules import LiveRules
from application.promotions.presenting_coupons import Wanted
from application.promotions.price_order import Quoted, price
from application.promotions.to_price import Asking, to_price
from application.promotions.typed_codes import CodeGuard
from domain.identity.roles import Actor
from domain.loyalty.policy import Currency
from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.submitting import Draft, submit
from domain.promotions.coupons.coupon import CouponId
from domain.shared.ids import AccountId, AddressId, OrderId, PhotoId, ServiceId, VisitId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """`shown_price_minor` is what the homeowner saw that was left to pay; another amount now is refused.

    Of `points` so many are held as the price takes; coupons are reserved and limits counted in the same
    transaction. `is_best`: the best combination of all that is presented, as a quote may have found it.
    `device`: see `Wanted`.
    """

    actor: Actor
    homeowner_id: UUID
    address_id: AddressId
    service_id: ServiceId
    window: Window
    note: str
    shown_price_minor: int
    photo_ids: tuple[PhotoId, ...] = ()
    points: int = 0
    codes: tuple[str, ...] = ()
    coupon_ids: tuple[CouponId, ...] = ()
    is_best: bool = False
    device: str | None = None

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.codes, self.coupon_ids, self.points, self.is_best, self.device)


@dataclass(frozen=True, slots=True)
class PlaceOrderHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids
    judge: Judge
    rules: LiveRules
    guard: CodeGuard

    async def __call__(self, cmd: PlaceOrder) -> Receipt:
        """Raises what `submit` raises, `AddressNotFound`, `ServiceNotFound` and `NobodyCanServe`.

        With points also `PointsNotEnough`, with coupons `CouponNotYours`. When somebody else was faster on
        the same points, coupon or limit, everything is worked out anew; `PriceHasChanged` then tells the
        price that is left.
        """
        by = By(cmd.actor, self.clock.now())
        return await insist(lambda is_contended: self._attempt(cmd, by, is_contended=is_contended))

    async def _attempt(self, cmd: PlaceOrder, by: By, *, is_contended: bool) -> Receipt:
        async with self.new_uow() as uow:
            if is_contended:
                await uow.ledger.wait_for(AccountId(cmd.homeowner_id))
            facts = await uow.world.ordering_facts(cmd.homeowner_id, cmd.address_id, cmd.service_id)
            asking = Asking(cmd.actor, cmd.homeowner_id, cmd.window, cmd.wanted, by.at)
            asked = to_price(facts, asking)
            quoted = await price(uow, self.rules, asked)
            if quoted.has_unknown_code:
                await self.guard(asked.member_id)
            draft = self._draft(cmd, facts, quoted.priced.totals.due_minor)
            order = submit(draft, facts.policy, by)
            await require_somebody(self.judge, draft, facts, uow.world, by)
            uow.orders.add(order)
            if cmd.photo_ids:
                uow.world.attach_photos(order.id, cmd.homeowner_id, tuple(dict.fromkeys(cmd.photo_ids)))
            uow.pricings.add(quoted.of_order(order.id, asked))
            await self._take(uow, order, quoted, by)
            receipt = receipt_for(order, cmd.actor)
            await uow.commit(receipt)
        return receipt

    async def _take(self, uow: UnitOfWork, order: Order, quoted: Quoted, by: By) -> None:
        """What the price takes of points, coupons, limits and budgets, always in this order."""
        member_id, points = AccountId(order.homeowner_id), quoted.priced.totals.points_used
        if points:
            region = await uow.world.region(order.region_id)
            currency = Currency(region.currency, region.currency_exponent)
            await hold_order_points(
                uow, self.ids, HoldOrderPoints(member_id, order.id, points, currency, by.at)
            )
        for coupon in quoted.applied_coupons:
            uow.coupons.keep(coupon.reserve(member_id, order.id, by.at))
        uow.uses.take(UseSource(order.id, order.region_id, member_id, order.id, by.at), quoted.taking)

    def _draft(self, cmd: PlaceOrder, facts: OrderingFacts, due_minor: int) -> Draft:
        return Draft(
            order_id=OrderId(self.ids.new()),
            visit_id=VisitId(self.ids.new()),
            region_id=facts.region_id,
            zone=facts.zone,
            homeowner_id=cmd.homeowner_id,
            terms=facts.terms,
            place=facts.place,
            window=cmd.window,
            note=cmd.note,
            shown_price_minor=cmd.shown_price_minor,
            open_orders=facts.open_orders,
            due_minor=due_minor,
        )
