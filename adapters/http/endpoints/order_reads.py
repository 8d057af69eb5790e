"""Orders as they are read. The application's views are the answer, as they are."""

from adapters.http.execution.call import Call
from adapters.http.models.fields import PageQuery
from adapters.http.models.orders import OrdersQuery
from adapters.http.services import Services
from application.ports.queries import OrdersWanted
from application.views.orders import HistoryEntry, OrderDetail, OrderSummary
from application.views.page import Page, Slice
from domain.shared.ids import OrderId, RegionId


async def list_orders(services: Services, call: Call[None, OrdersQuery]) -> Page[OrderSummary]:
    query = call.query
    wanted = OrdersWanted(
        status=tuple(query.status),
        region_id=None if query.region_id is None else RegionId(query.region_id),
        sort=query.sort,
        piece=Slice(query.cursor, query.limit),
    )
    return await services.reads.orders.orders(call.actor, wanted)


async def get_order(services: Services, call: Call[None, None]) -> OrderDetail:
    return await services.reads.orders.order(call.actor, OrderId(call.ids["order_id"]))


async def get_order_history(services: Services, call: Call[None, PageQuery]) -> Page[HistoryEntry]:
    piece = Slice(call.query.cursor, call.query.limit)
    return await services.reads.orders.history(call.actor, OrderId(call.ids["order_id"]), piece)
