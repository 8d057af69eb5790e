"""What an order would cost, and how one was priced."""

from datetime import UTC

from adapters.http.execution.call import Call
from adapters.http.models import quotes as wire
from adapters.http.services import Services
from application.promotions.presenting_coupons import Wanted
from application.promotions.price_of import PriceOf
from application.promotions.quote_order import QuoteOrder
from application.views.quotes import OrderPriceView, QuoteView
from domain.promotions.coupons.coupon import CouponId
from domain.shared.ids import AddressId, OrderId, ServiceId
from domain.shared.time import Window


async def quote(services: Services, call: Call[wire.AskQuote, None]) -> QuoteView:
    body = call.body
    asked = QuoteOrder(
        actor=call.actor,
        homeowner_id=call.account_id,
        address_id=AddressId(body.address_id),
        service_id=ServiceId(body.service_id),
        window=Window(body.window_start.astimezone(UTC), body.window_end.astimezone(UTC)),
        wanted=Wanted(
            tuple(body.codes), tuple(map(CouponId, body.coupon_ids)), body.points, body.best, call.device
        ),
        finds_best=body.best,
    )
    return await services.orders.quote(asked)


async def get_price(services: Services, call: Call[None, None]) -> OrderPriceView:
    return await services.orders.price_of(PriceOf(call.actor, OrderId(call.ids["order_id"])))
