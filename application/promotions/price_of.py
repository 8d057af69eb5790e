"""How an order was priced, line by line, as its owner and the staff read it."""

from dataclasses import dataclass

from application.ports.unit_of_work import NewUnit
from application.promotions.live_rules import LiveRules
from application.promotions.settling import pricing_of
from application.views.previews import preview_of
from application.views.quotes import OrderPriceView
from domain.identity.roles import Actor
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import may_see
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class PriceOf:
    actor: Actor
    order_id: OrderId


@dataclass(frozen=True, slots=True)
class PriceOfHandler:
    new_uow: NewUnit
    rules: LiveRules

    async def __call__(self, query: PriceOf) -> OrderPriceView:
        """Raises `OrderNotFound`, also for one that the caller may not see. Workers see no prices."""
        async with self.new_uow() as uow:
            order = await uow.orders.get(query.order_id)
            is_theirs = query.actor.is_staff or query.actor.account_id == order.homeowner_id
            if not may_see(order.standing, query.actor) or not is_theirs:
                raise OrderNotFound()
            pricing, _ = await pricing_of(uow, self.rules, order, order.created_at)
            refunds = await uow.ledger.papers.refunds_of(order.id)
        return OrderPriceView(
            order_id=order.id,
            currency=order.terms.currency,
            priced_at=pricing.priced_at,
            price=preview_of(pricing.priced, pricing.names),
            refunded_minor=sum(one.amount_minor for one in refunds),
            points_back=sum(one.points_back for one in refunds),
        )
