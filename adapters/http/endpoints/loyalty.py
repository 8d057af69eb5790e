"""Points and the inbox."""

from adapters.http.execution.call import Call
from adapters.http.models import me as wire
from adapters.http.models.fields import PageQuery
from adapters.http.presenting.points import history_page
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
    return history_page(await services.loyalty.points_history(asked))


async def list_inbox(services: Services, call: Call[None, PageQuery]) -> Page[InboxMessage]:
    return await services.reads.public.inbox(call.account_id, Slice(call.query.cursor, call.query.limit))
