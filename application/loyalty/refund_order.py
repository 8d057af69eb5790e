"""A completed order is refunded, whole or by line: money as a record, points in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.access import require_region
from application.loyalty.booking import Purse, Request, insist, purse_of
from application.loyalty.giving import policy_for
from application.loyalty.taking_back import purse_with
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from domain.identity.roles import Actor
from domain.loyalty.holds import Hold
from domain.loyalty.journal import Origin, OriginKind, asked_hash
from domain.loyalty.lots import Lot
from domain.loyalty.policy import Currency
from domain.loyalty.refunds import Bill, Refund, RefundId, RefundLine, Share
from domain.loyalty.refusals import NothingToRefund, PointsNotSettled
from domain.loyalty.reversing import reverse
from domain.loyalty.settling import refund
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import may_see
from domain.orders.status import Status
from domain.shared.ids import AccountId, OrderId

SERVICE_LINE: Final = "service"
"""The one line of an order so far: its service at the agreed price."""


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """`lines` None refunds all that is left."""

    actor: Actor
    order_id: OrderId
    lines: tuple[RefundLine, ...] | None
    reason: str
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a refund looks up: the order, the points spent on it and those that it earned."""

    order: Order
    hold: Hold | None
    earned: tuple[Lot, ...]
    refunds: tuple[Refund, ...]

    @property
    def bill(self) -> Bill:
        return Bill(
            paid={SERVICE_LINE: self.order.terms.price_minor},
            spent=self.hold.captured if self.hold else 0,
            earned=sum(lot.amount for lot in self.earned),
            refunds=self.refunds,
        )


@dataclass(frozen=True, slots=True)
class RefundOrderHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: RefundOrder) -> Refund:
        """Raises `OrderNotFound`, `StaleVersion`, `NothingToRefund`, `RefundLineUnknown`,
        `RefundExceedsPaid`, and `PointsNotSettled` for a moment after the order was confirmed.
        """
        return await insist(lambda is_contended: self._attempt(cmd, is_contended))

    async def _attempt(self, cmd: RefundOrder, is_contended: bool) -> Refund:
        now = self.clock.now()
        async with self.new_uow() as uow:
            order = await uow.orders.get(cmd.order_id)
            if cmd.actor.account_id is None or not may_see(order.standing, cmd.actor):
                raise OrderNotFound()
            require_region(cmd.actor, order.region_id)
            order.expect_version(cmd.expected_version)
            if is_contended:
                await uow.ledger.wait_for(AccountId(order.homeowner_id))
            found = await _found(uow, order)
            share = found.bill.share(cmd.lines)
            refund_id = RefundId(self.ids.new())
            purse = await _purse(uow, self.ids, found, now)
            owed = self._move(purse, found, share, (refund_id, now))
            granted = Refund(
                id=refund_id,
                order_id=order.id,
                number=len(found.refunds) + 1,
                region_id=order.region_id,
                member_id=purse.member_id,
                lines=share.lines,
                points_back=share.points_back,
                points_taken=share.points_taken,
                points_owed=owed,
                reason=cmd.reason.strip(),
                granted_by=cmd.actor.account_id,
                granted_at=now,
            )
            if purse.movements:
                purse.book(uow)
            uow.ledger.papers.grant(granted)
            await uow.commit(granted)
        return granted

    def _move(self, purse: Purse, found: _Found, share: Share, what: tuple[RefundId, datetime]) -> int:
        """Points spent on the order come back, those earned by it go: how many of these are owed."""
        refund_id, now = what
        origin = Origin(OriginKind.ORDER, found.order.id, found.order.id)
        before = purse.debt.amount
        if share.points_back and found.hold is not None:
            asked = asked_hash("refund", refund_id, share.points_back)
            heading = Request(f"refund:{refund_id}:back", asked, now, origin).heading(self.ids)
            purse.settle(refund(heading, found.hold, purse.lots, share.points_back))
        left = share.points_taken
        for lot in found.earned:
            taken = min(left, purse.lots[lot.id].reversible)
            if taken:
                asked = asked_hash("take back", lot.id, taken)
                request = Request(f"refund:{refund_id}:taken:{lot.id}", asked, now, origin)
                purse.move(reverse(request.heading(self.ids), purse.lots[lot.id], taken, purse.debt))
                left -= taken
        return purse.debt.amount - before


async def _found(uow: UnitOfWork, order: Order) -> _Found:
    """Raises `NothingToRefund` for an order that is not completed, `PointsNotSettled`."""
    if order.status is not Status.COMPLETED or order.completed_at is None:
        raise NothingToRefund()
    hold = await uow.ledger.hold_for(order.id)
    earned = await uow.ledger.lots_earned_by(order.id)
    if hold is not None and hold.is_open:
        raise PointsNotSettled()
    if not earned and await _will_earn(uow, order, order.completed_at):
        raise PointsNotSettled()
    return _Found(order, hold, earned, await uow.ledger.papers.refunds_of(order.id))


async def _will_earn(uow: UnitOfWork, order: Order, completed_at: datetime) -> bool:
    """Whether its award is still on its way."""
    region = await uow.world.region(order.region_id)
    currency = Currency(region.currency, region.currency_exponent)
    policy = await policy_for(uow, currency, completed_at)
    return policy.points_for_price(order.terms.price_minor) > 0


async def _purse(uow: UnitOfWork, ids: Ids, found: _Found, now: datetime) -> Purse:
    parts = [part.lot_id for part in found.hold.parts] if found.hold else []
    lots = (*found.earned, *(await uow.ledger.lots(parts) if parts else ()))
    if lots:
        return await purse_with(uow, ids, lots, now)
    return await purse_of(uow, ids, AccountId(found.order.homeowner_id), now)
