"""What campaigns cost."""

from datetime import UTC, datetime

from adapters.http.endpoints.rules import region_in
from adapters.http.execution.call import Call, Reply
from adapters.http.models import costs as wire
from adapters.http.presenting.costs_csv import costs_csv
from adapters.http.services import Services
from application.promotions.report_costs import ListUses, ReportCosts
from application.views.costs import CampaignCosts, CampaignUseList
from domain.promotions.programme.costs import Bearer
from domain.shared.time import Window


def _period(start: datetime, end: datetime) -> Window:
    return Window(start.astimezone(UTC), end.astimezone(UTC))


async def get_costs(services: Services, call: Call[None, wire.CostsQuery]) -> CampaignCosts:
    query = call.query
    period = _period(query.start, query.end)
    asked = ReportCosts(call.actor, region_in(call.ids), period, query.thousand_worth_minor)
    return await services.rules.costs(asked)


async def export_costs(services: Services, call: Call[None, wire.CostsQuery]) -> Reply:
    return Reply(raw=costs_csv(await get_costs(services, call)), content_type="text/csv; charset=utf-8")


async def list_uses(services: Services, call: Call[None, wire.CampaignUsesQuery]) -> CampaignUseList:
    query = call.query
    asked = ListUses(
        actor=call.actor,
        region_id=region_in(call.ids),
        period=_period(query.start, query.end),
        bearer=Bearer(query.campaign, query.funded_by),
        skip=query.skip,
        limit=query.limit,
    )
    return await services.rules.uses(asked)
