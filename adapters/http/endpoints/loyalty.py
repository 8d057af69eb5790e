"""Points and the inbox."""

from adapters.http.execution.call import Call
from adapters.http.models import me as wire
from adapters.http.models.fields import PageQuery, Text
from adapters.http.services import Services
from application.loyalty.points_history import PointsHistory
from application.loyalty.points_of import PointsOf
from application.views.me import InboxMessage
from application.views.page import Page, Slice
from domain.loyalty.balance import Balance


async def get_points(services: Services, call: Call[None, None]) -> Balance:
    return await services.loyalty.points_of(PointsOf(call.account_id))


async def list_points_history(services: Services, call: Call[None, PageQuery]) -> wire.PointsHistoryPage:
    asked = PointsHistory(call.account_id, call.query.cursor, call.query.limit)
    page = await services.loyalty.points_history(asked)
    items = [
        wire.PointsEntry(
            id=line.id,
            kind=line.kind.value,
            amount=line.amount,
            at=line.at,
            reason=Text(zh=line.reason.zh, en=line.reason.en),
            order_id=line.order_id,
        )
        for line in page.items
    ]
    return wire.PointsHistoryPage(items=items, next_cursor=page.next_cursor)


async def list_inbox(services: Services, call: Call[None, PageQuery]) -> Page[InboxMessage]:
    return await services.reads.public.inbox(call.account_id, Slice(call.query.cursor, call.query.limit))
