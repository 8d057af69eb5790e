"""A completed order is refunded, whole or by line: money as a record, points in the ledger, and what its
promotions gave to their limits and budgets.
"""

from dataclasses import dataclass

from application.access import require_region
from application.loyalty.booking import insist
from application.loyalty.giving import policy_for
from application.loyalty.refunding import Refundable, move_points, refundable
from application.ports.ids import Ids
from application.ports.pricings import TierActivity
from application.ports.promotion_uses import UseSource
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.live_rules import LiveRules
from application.promotions.settling import give_back_of_refund, return_coupons_of
from domain.identity.roles import Actor, Role
from domain.loyalty.policy import Currency, EarningPolicy
from domain.loyalty.refunds import Refund, RefundId, RefundLine
from domain.loyalty.refusals import NothingToRefund, RefundNeedsManager
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import may_see
from domain.promotions.pricing.refunding import Refund as Going
from domain.promotions.pricing.refunding import Return, refund, whole
from domain.shared.ids import AccountId, OrderId


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """`lines` None refunds all that is left."""

    actor: Actor
    order_id: OrderId
    lines: tuple[RefundLine, ...] | None
    reason: str
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class RefundOrderHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids
    rules: LiveRules

    async def __call__(self, cmd: RefundOrder) -> Refund:
        """Raises `OrderNotFound`, `StaleVersion`, `NothingToRefund`, `ReturnLineUnknown`,
        `ReturnExceedsLine`, `RefundNeedsManager`, and `PointsNotSettled` for a moment after the order was
        confirmed.
        """
        return await insist(lambda is_contended: self._attempt(cmd, is_contended))

    async def _attempt(self, cmd: RefundOrder, is_contended: bool) -> Refund:
        async with self.new_uow() as uow:
            order = await self._order(uow, cmd)
            if is_contended:
                await uow.ledger.wait_for(AccountId(order.homeowner_id))
            found = await refundable(uow, self.rules, order, self.clock.now())
            going = _going(cmd, found)
            policy = await _policy(uow, order, found)
            _require_within_limit(cmd.actor, going, policy)
            granted = await self._granted(uow, cmd, found, going)
            if found.is_all(going):
                await return_coupons_of(uow, order.id, found.at, policy.grace_days)
            uow.ledger.papers.grant(granted)
            await uow.commit(granted)
        return granted

    async def _order(self, uow: UnitOfWork, cmd: RefundOrder) -> Order:
        order = await uow.orders.get(cmd.order_id)
        if cmd.actor.account_id is None or not may_see(order.standing, cmd.actor):
            raise OrderNotFound()
        require_region(cmd.actor, order.region_id)
        order.expect_version(cmd.expected_version)
        return order

    async def _granted(self, uow: UnitOfWork, cmd: RefundOrder, found: Refundable, going: Going) -> Refund:
        """The points are moved, the uses given back, the tier's activity is less."""
        refund_id, order = RefundId(self.ids.new()), found.order
        member_id = AccountId(order.homeowner_id)
        moved = await move_points(uow, self.ids, found, going, refund_id)
        is_all = found.is_all(going)
        await give_back_of_refund(uow, order.id, going, moved.taken_by_rule, is_all)
        activity = TierActivity(found.at, -moved.taken, -going.money_minor, -1 if is_all else 0)
        uow.uses.count_activity(
            UseSource(refund_id, order.region_id, member_id, order.id, found.at), activity
        )
        assert cmd.actor.account_id is not None
        return Refund(
            id=refund_id,
            order_id=order.id,
            number=len(found.refunds) + 1,
            region_id=order.region_id,
            member_id=member_id,
            lines=tuple(RefundLine(one.line, one.value_minor) for one in going.lines),
            points_back=going.points,
            points_taken=moved.taken,
            points_owed=moved.owed,
            reason=cmd.reason.strip(),
            granted_by=cmd.actor.account_id,
            granted_at=found.at,
            points_minor=sum(one.points_minor for one in going.lines),
        )


def _going(cmd: RefundOrder, found: Refundable) -> Going:
    if cmd.lines is None:
        going = whole(found.priced, found.before)
        if not going.lines:
            raise NothingToRefund()
        return going
    wanted = [Return(one.line, minor=one.amount_minor) for one in cmd.lines]
    return refund(found.priced, wanted, found.before)


async def _policy(uow: UnitOfWork, order: Order, found: Refundable) -> EarningPolicy:
    region = await uow.world.region(order.region_id)
    return await policy_for(uow, Currency(region.currency, region.currency_exponent), found.at)


def _require_within_limit(actor: Actor, going: Going, policy: EarningPolicy) -> None:
    limit = policy.refund_limit_minor
    if limit is not None and going.money_minor > limit and Role.MANAGER not in actor.roles:
        raise RefundNeedsManager(limit_minor=limit)
