"""Gifts, wallets, adjustments and refunds."""

from datetime import UTC

from adapters.http.execution.call import Call
from adapters.http.models import me
from adapters.http.models import points as wire
from adapters.http.models.fields import PageQuery
from adapters.http.presenting.points import adjustment, history_page, refund, wallet
from adapters.http.services import Services
from application.loyalty.adjust_points import DecideAdjustment, ProposeAdjustment
from application.loyalty.adjustments_of import AdjustmentsOf
from application.loyalty.gift_receiver import GiftReceiver
from application.loyalty.give_points import Given, GivePoints
from application.loyalty.points_history import PointsHistory
from application.loyalty.points_of import ExpiringOf
from application.loyalty.refund_order import RefundOrder
from application.loyalty.refunds_of import RefundsOf
from application.loyalty.wallet_of import WalletOf
from domain.loyalty.adjusting import AdjustmentId
from domain.loyalty.refunds import RefundLine
from domain.shared.ids import AccountId, OrderId, RegionId


async def list_expiring(services: Services, call: Call[None, wire.ExpiringQuery]) -> wire.ExpiringList:
    found = await services.loyalty.expiring_of(ExpiringOf(call.account_id, call.query.limit))
    return wire.ExpiringList(items=[me.ExpiringPoints(amount=one.amount, at=one.at) for one in found])


async def give_points(services: Services, call: Call[wire.GivePoints, None]) -> Given:
    body = call.body
    if body.to_code is not None:
        await call.stop_if_answered()  # a repeat is no other try of a code
    account_id = None if body.receiver_id is None else AccountId(body.receiver_id)
    receiver_id = await services.loyalty.gift_receiver(
        GiftReceiver(call.account_id, account_id, body.to_code, call.device)
    )
    command = GivePoints(call.account_id, receiver_id, body.points)
    return await call.keyed(services.loyalty.give_points)(command)


async def get_wallet(services: Services, call: Call[None, wire.WalletQuery]) -> wire.Wallet:
    at = call.query.at.astimezone(UTC) if call.query.at else None
    return wallet(await services.loyalty.wallet_of(WalletOf(AccountId(call.ids["member_id"]), at)))


async def list_member_history(services: Services, call: Call[None, PageQuery]) -> me.PointsHistoryPage:
    asked = PointsHistory(AccountId(call.ids["member_id"]), call.query.cursor, call.query.limit)
    return history_page(await services.loyalty.points_history(asked))


async def propose_adjustment(services: Services, call: Call[wire.ProposeAdjustment, None]) -> wire.Adjustment:
    body, member_id = call.body, AccountId(call.ids["member_id"])
    command = ProposeAdjustment(call.actor, RegionId(body.region_id), member_id, body.points, body.reason)
    return adjustment(await call.keyed(services.loyalty.propose_adjustment, adjustment)(command))


async def list_adjustments(
    services: Services, call: Call[None, wire.AdjustmentsQuery]
) -> wire.AdjustmentPage:
    query = call.query
    asked = AdjustmentsOf(call.actor, RegionId(query.region_id), query.status, query.cursor, query.limit)
    page = await services.loyalty.adjustments_of(asked)
    return wire.AdjustmentPage(items=[adjustment(one) for one in page.items], next_cursor=page.next_cursor)


async def decide_adjustment(services: Services, call: Call[wire.DecideAdjustment, None]) -> wire.Adjustment:
    adjustment_id = AdjustmentId(call.ids["adjustment_id"])
    command = DecideAdjustment(call.actor, adjustment_id, call.body.is_approved)
    return adjustment(await call.keyed(services.loyalty.decide_adjustment, adjustment)(command))


async def refund_order(services: Services, call: Call[wire.RefundOrder, None]) -> wire.Refund:
    wanted = call.body.lines
    lines = None if wanted is None else tuple(RefundLine(one.line, one.amount_minor) for one in wanted)
    order_id, seen = OrderId(call.ids["order_id"]), call.body.expected_version
    command = RefundOrder(call.actor, order_id, lines, call.body.reason, seen)
    return refund(await call.keyed(services.loyalty.refund_order, refund)(command))


async def list_refunds(services: Services, call: Call[None, None]) -> wire.RefundList:
    found = await services.loyalty.refunds_of(RefundsOf(call.actor, OrderId(call.ids["order_id"])))
    return wire.RefundList(items=[refund(one) for one in found])
